package dev.shophub.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a trouble: a sentence for log, command line and JSON, in English; and the same for people's mails as a code with its
 * values, which the bundles put into the reader's language ({@code trouble.said.<code>}).
 *
 * @param sentence the fact, its particulars, what to do; no secret, no buyer's data
 * @param code of the text; empty where only the sentence is known, as in rows of an older release
 * @param values in the order of the text: names, numbers; moments (UTC) and durations in ISO form, which mails put as people read them
 * @param quoted words that are not ours to translate: a platform's, a server's, a parser's; empty: none
 */
public record Said(String sentence, String code, List<String> values, String quoted) {

    /** The code of a text that lists its values. */
    public static final String LIST = "list";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Begins a value that is a text itself. */
    private static final String TEXT = "text:";

    public Said {
        values = List.copyOf(values);
    }

    /** A sentence of our own, and the values of its text. */
    public static Said of(String code, String sentence, Object... values) {
        return new Said(
                sentence, code, Arrays.stream(values).map(Object::toString).toList(), "");
    }

    /** Words of another side: they are the sentence, and mails quote them under a text of ours. */
    public static Said quoting(String code, String words, Object... values) {
        return of(code, words, values).quoting(words);
    }

    /** The same with words of another side under it. */
    public Said quoting(String words) {
        return new Said(sentence, code, values, words);
    }

    /** Only a sentence, as an older release wrote it. */
    public static Said plain(String sentence) {
        return new Said(sentence, "", List.of(), "");
    }

    /**
     * A value that is a text itself, put into the reader's language with the text it stands in ({@code trouble.text.<code>}).
     *
     * @param values of it, which may be texts again
     */
    public static String text(String code, Object... values) {
        return TEXT + of(code, "", values).coded();
    }

    /** What {@link #text} made; empty where a value is only a value. */
    public static Optional<Said> nested(String value) {
        return value.startsWith(TEXT) ? Optional.of(read("", value.substring(TEXT.length()))) : Optional.empty();
    }

    /** All but the sentence, for a column or an attribute beside it. */
    public String coded() {
        try {
            return JSON.writeValueAsString(new Coded(code, values, quoted));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts are written as JSON", impossible);
        }
    }

    /** @param coded as of {@link #coded}; null or what cannot be read: the sentence is all there is */
    public static Said read(String sentence, String coded) {
        if (coded == null || coded.isEmpty()) {
            return plain(sentence);
        }
        try {
            var read = JSON.readValue(coded, Coded.class);
            return new Said(sentence, read.code(), read.values(), read.quoted());
        } catch (JsonProcessingException anotherRelease) {
            return plain(sentence);
        }
    }

    private record Coded(String code, List<String> values, String quoted) {}
}
