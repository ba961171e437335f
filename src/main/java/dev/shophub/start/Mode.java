package dev.shophub.start;

import java.util.Locale;

/** The two ways to run, which never share a database. */
enum Mode {
    DEMO,
    PRODUCTION;

    /** As stamps and the run file write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
