package dev.shophub.camel.gate;

/**
 * What is wrong with a file.
 *
 * @param line from 1
 * @param what the fact, a clause without full stop
 * @param fix what to do, a clause
 */
record Finding(String file, int line, String what, String fix) {

    /** {@code FILE:LINE: what; fix.} */
    String sentence() {
        return file + ":" + line + ": " + what + "; " + fix + ".";
    }
}
