package dev.shophub.platform;

/**
 * On a contract that every platform passes, or is exempt from by a line in the checklist of its page that names the contract and the
 * reason ({@link PlatformChecklistTest}).
 */
public interface EveryPlatform {}
