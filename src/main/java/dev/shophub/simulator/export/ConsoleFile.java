package dev.shophub.simulator.export;

/** A file as a console exports it. */
public record ConsoleFile(String name, byte[] content) {}
