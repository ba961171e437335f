package dev.shophub.camel.gate;

import dev.shophub.store.Said;

/**
 * What is wrong with a file.
 *
 * @param line from 1
 * @param what the fact, a clause without full stop
 * @param fix what to do, a clause
 * @param text both for mails, as a value of what is {@link Said}; empty: the words are Camel's, the database's, a parser's
 */
record Finding(String file, int line, String what, String fix, String text) {

    Finding(String file, int line, String what, String fix) {
        this(file, line, what, fix, "");
    }

    /** The same in words of ours. */
    Finding known(String code, Object... values) {
        return new Finding(file, line, what, fix, Said.text(code, values));
    }

    /** {@code FILE:LINE}. */
    String place() {
        return file + ":" + line;
    }

    /** What is wrong, and the fix, without the place. */
    String words() {
        return what + "; " + fix + ".";
    }

    /** {@code FILE:LINE: what; fix.} */
    String sentence() {
        return place() + ": " + words();
    }
}
