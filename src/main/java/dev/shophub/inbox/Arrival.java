package dev.shophub.inbox;

/**
 * A file that came in.
 *
 * @param folder the shop's folder, or the subject of the mail it was in; empty: neither
 * @param sender who mailed it; empty: it lay in the folder
 */
public record Arrival(String name, String folder, String sender, byte[] content) {}
