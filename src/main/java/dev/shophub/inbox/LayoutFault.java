package dev.shophub.inbox;

import java.nio.file.Path;

/** A layout that cannot be used; the message begins with {@code FILE:LINE}. */
final class LayoutFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param line from 1 */
    LayoutFault(Path file, int line, String sentence) {
        super(file + ":" + line + " " + sentence);
    }

    /** What is wrong with an entry; the line is found by whoever knows the file. */
    static final class Entry extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String key;

        Entry(String key, String sentence) {
            super(sentence);
            this.key = key;
        }

        /** The entry's key; empty: the file as a whole. */
        String key() {
            return key;
        }
    }
}
