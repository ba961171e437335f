package dev.shophub.inbox;

import dev.shophub.store.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A layout that cannot be used; the message begins with {@code FILE:LINE}. */
final class LayoutFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Said said;

    private LayoutFault(Said said) {
        super(said.sentence());
        this.said = said;
    }

    /** @param line from 1 */
    LayoutFault(Path file, int line, Entry wrong) {
        this(said(file + ":" + line, wrong));
    }

    private static Said said(String place, Entry wrong) {
        var values = new ArrayList<Object>(List.of(place));
        values.addAll(wrong.values);
        return Said.of(wrong.code, place + " " + wrong.getMessage(), values.toArray());
    }

    /** No YAML, in the parser's words. */
    static LayoutFault noYaml(Path file, int line, String words) {
        var place = file + ":" + line;
        return new LayoutFault(
                Said.of("layout", place + " is no YAML: " + words, place).quoting(words));
    }

    /** The fault, and that nothing of it counts. */
    Said said() {
        return new Said(
                getMessage() + ". What it said before stays in force.", said.code(), said.values(), said.quoted());
    }

    /** What is wrong with an entry; the line is found by whoever knows the file. */
    static final class Entry extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String key;
        private final String code;
        private final transient List<String> values;

        /** @param values of the code's text, after the place */
        Entry(String key, String code, String sentence, String... values) {
            super(sentence);
            this.key = key;
            this.code = code;
            this.values = List.of(values);
        }

        /** The entry's key; empty: the file as a whole. */
        String key() {
            return key;
        }
    }
}
