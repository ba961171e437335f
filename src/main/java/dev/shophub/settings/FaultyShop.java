package dev.shophub.settings;

/**
 * A shop whose block cannot be used; it stays out, the others run.
 *
 * @param key as written, which may itself be the fault
 * @param sentence file and line, what is wrong, what is expected; never a value that may be secret
 */
public record FaultyShop(String key, String sentence) {}
