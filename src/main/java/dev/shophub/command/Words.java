package dev.shophub.command;

import dev.shophub.connector.Sentences;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** The command line's sentences in one language, from {@code messages/command_<language>.properties}. */
final class Words {

    static final String CHINESE = "zh";
    static final String ENGLISH = "en";

    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** @param language {@code zh} or {@code en} */
    static Words in(String language) {
        return new Words(ResourceBundle.getBundle(
                "messages.command",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The language of {@code --lang}, else of {@code LANG}, else Chinese. */
    static String language(String[] arguments, Map<String, String> environment) {
        return asked(arguments)
                .or(() -> Optional.ofNullable(environment.get("LANG"))
                        .filter(value -> value.length() >= 2)
                        .map(value -> value.substring(0, 2)))
                .filter(language -> language.equals(CHINESE) || language.equals(ENGLISH))
                .orElse(CHINESE);
    }

    private static Optional<String> asked(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--lang=")) {
                return Optional.of(arguments[i].substring("--lang=".length()));
            }
            if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }

    ResourceBundle bundle() {
        return bundle;
    }

    /** The sentence with its particulars, written as they are: numbers without grouping. */
    String say(String key, Object... particulars) {
        var texts = Arrays.stream(particulars).map(Object::toString).toArray();
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(texts);
    }

    /** A sentence that is kept in English, as failures are, in this language as far as it is ours. */
    String told(String sentence) {
        return Sentences.in(bundle.getLocale().getLanguage()).of(sentence);
    }

    /** A word that the hub's other parts may have made: the word itself where the bundle has none for it. */
    String word(String prefix, String word) {
        var key = prefix + "." + word;
        return bundle.containsKey(key) ? bundle.getString(key) : word;
    }

    /** A length of time in its largest fitting unit. */
    String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return say("length.seconds", seconds);
        }
        if (seconds < 7_200) {
            return say("length.minutes", seconds / 60);
        }
        return seconds < 172_800 ? say("length.hours", seconds / 3_600) : say("length.days", seconds / 86_400);
    }

    /** The sentence of a refusal, with the nearest names where there are any. */
    String say(VerbRefusedException.Refusal refusal) {
        var particulars = refusal.particulars().stream()
                .map(particular -> told(particular.toString()))
                .toArray();
        var sentence = say("refused." + refusal.key(), particulars);
        return refusal.near().isEmpty()
                ? sentence
                : sentence + " " + say("refused.near", String.join(", ", refusal.near()));
    }
}
