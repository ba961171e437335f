package dev.shophub.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A query that an admin wrote: one statement that only reads, with named parameters, {@code :name} or {@code :#name}.
 *
 * @param marked the same text, line by line, with a question mark for each parameter
 */
record QueryText(String marked) {

    private static final Pattern PARAMETER = Pattern.compile(":#?(in:)?[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> WRITES = List.of(
            "into outfile",
            "into dumpfile",
            "for update",
            "lock in share mode",
            "load_file",
            "get_lock",
            "sleep (",
            "sleep(",
            "benchmark");

    /** @throws FaultyQueryException when it is none */
    static QueryText of(String text) throws FaultyQueryException {
        var marked = new StringBuilder();
        var code = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            var end = quotedUntil(text, at);
            if (end > at) {
                marked.append(text, at, end);
                code.append(text.substring(at, end).replaceAll("[^\n]", " "));
                at = end;
                continue;
            }
            var parameter = PARAMETER.matcher(text).region(at, text.length());
            if (text.charAt(at) == ':' && parameter.lookingAt()) {
                marked.append('?');
                code.append('?');
                at = parameter.end();
                continue;
            }
            marked.append(text.charAt(at));
            code.append(text.charAt(at));
            at++;
        }
        mustOnlyRead(code.toString());
        return new QueryText(marked.toString());
    }

    /** Where a comment, a text or a quoted name that begins here ends; {@code at} itself when none begins. */
    private static int quotedUntil(String text, int at) throws FaultyQueryException {
        var character = text.charAt(at);
        if (text.startsWith("--", at) || character == '#') {
            var end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", at)) {
            return closed(text, at, text.indexOf("*/", at + 2), 2, "a comment");
        }
        if (character == '\'' || character == '"' || character == '`') {
            return closed(text, at, text.indexOf(character, at + 1), 1, "a quote");
        }
        return at;
    }

    private static int closed(String text, int at, int end, int length, String what) throws FaultyQueryException {
        if (end < 0) {
            throw new FaultyQueryException(line(text, at), what + " does not end; close it");
        }
        return end + length;
    }

    private static void mustOnlyRead(String code) throws FaultyQueryException {
        var words = code.toLowerCase(Locale.ROOT);
        var begin = words.length() - words.stripLeading().length();
        if (!words.startsWith("select", begin) && !words.startsWith("with", begin)) {
            throw new FaultyQueryException(line(code, begin), "this is no query; begin it with SELECT or WITH");
        }
        var end = words.indexOf(';');
        if (end >= 0 && !words.substring(end + 1).isBlank()) {
            throw new FaultyQueryException(line(code, end), "two statements stand here; keep one");
        }
        for (var word : WRITES) {
            var found = words.indexOf(word);
            if (found >= 0) {
                throw new FaultyQueryException(
                        line(code, found),
                        "'" + word.replace("(", "").strip() + "' may not stand in a query; it only reads");
            }
        }
    }

    static int line(String text, int at) {
        return (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }
}
