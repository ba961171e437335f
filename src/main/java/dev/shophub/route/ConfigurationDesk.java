package dev.shophub.route;

/** Where a person asks a running hub what is wrong with the files and what the shops' credentials can do. */
public interface ConfigurationDesk {

    /** Reads all files as the next start would, and asks every platform for a little of every stream. */
    CheckedConfiguration check();
}
