package dev.shophub.connector;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Our own sentences in a reader's language. Failures, refusals and clauses are kept in English, in tables, logs and JSON; what is shown to
 * people is found again by its English text ({@code messages/sentences_en}, {@code trouble.text.*} of the mails), with its particulars. What
 * is another side's stays as it came. Safe for use by several threads.
 */
public final class Sentences {

    private static final String OWN = "messages.sentences";
    private static final String MAILS = "messages.mail";
    private static final String CLAUSES = "trouble.text.";
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)}");
    private static final Pattern PLACE = Pattern.compile("^([\\w./*-]+:\\d+: )(.+)$");
    private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=[\\p{IsHan}，；：。]) (?=\\p{IsHan})");
    private static final Pattern SEPARATOR = Pattern.compile("^[.:;,]?\\s+|^[.:;]$");
    private static final Pattern ENDS = Pattern.compile("\\. |[:;] ");
    private static final int LEAST_LITERAL = 6;
    /** Each value in its own place: what comes out is the text without the format's quoting. */
    private static final Object[] PLACES =
            IntStream.range(0, 10).mapToObj(number -> "{" + number + "}").toArray();

    private static final Map<String, Sentences> ALL = new ConcurrentHashMap<>();

    private final boolean chinese;
    private final Map<String, String> whole = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final Locale locale;

    private Sentences(String language) {
        this.chinese = language.equals("zh");
        this.locale = Locale.forLanguageTag(language);
        add(OWN, "");
        add(MAILS, CLAUSES);
        templates.sort(Comparator.comparingInt(Template::literal).reversed());
    }

    /** @param language {@code zh} or {@code en} */
    public static Sentences in(String language) {
        return ALL.computeIfAbsent(language, Sentences::new);
    }

    /**
     * A sentence taken apart.
     *
     * @param ours in the reader's language; empty where nothing of it is ours
     * @param foreign another side's words within it, as they came; empty where all is ours
     */
    public record Told(String ours, String foreign) {}

    /** @param values which value each group of the pattern is */
    private record Template(Pattern english, List<Integer> values, String text, int literal) {}

    /** The sentence in the reader's language as far as it is ours. */
    public String of(String sentence) {
        if (!chinese) {
            return sentence;
        }
        var told = told(sentence);
        if (told.ours().isEmpty()) {
            return sentence;
        }
        return told.foreign().isEmpty() ? told.ours() : told.ours() + " “" + told.foreign() + "”";
    }

    public Told told(String sentence) {
        var text = sentence.strip();
        var place = PLACE.matcher(text);
        if (place.matches()) {
            var rest = told(place.group(2));
            return rest.ours().isEmpty() ? new Told("", text) : new Told(place.group(1) + rest.ours(), rest.foreign());
        }
        return known(text)
                .map(ours -> new Told(ended(ours), ""))
                .or(() -> beforeParticulars(text))
                .or(() -> beforeMore(text))
                .or(() -> list(text))
                .orElse(new Told("", text));
    }

    private Optional<Told> beforeParticulars(String text) {
        for (int open = text.indexOf(" ("); open >= 0; open = text.indexOf(" (", open + 1)) {
            var head = known(text.substring(0, open));
            int close = closing(text, open + 1);
            if (head.isPresent() && close > 0) {
                var particulars = text.substring(open + 2, close);
                var ours = chinese ? head.get() + "（" + particulars + "）" : head.get() + " (" + particulars + ")";
                return Optional.of(more(ours, text.substring(close + 1)));
            }
        }
        return Optional.empty();
    }

    private Optional<Told> beforeMore(String text) {
        var end = ENDS.matcher(text);
        while (end.find()) {
            var head = known(text.substring(0, end.start()));
            if (head.isPresent()) {
                return Optional.of(more(head.get(), text.substring(end.start())));
            }
        }
        return Optional.empty();
    }

    private Told more(String head, String rest) {
        var text = SEPARATOR.matcher(rest).replaceFirst("").strip();
        if (text.isEmpty()) {
            return new Told(ended(head), "");
        }
        var told = told(text);
        return told.ours().isEmpty()
                ? new Told(ended(head), told.foreign())
                : new Told(ended(head) + (chinese ? "" : " ") + told.ours(), told.foreign());
    }

    /** Clauses in a row: each that is ours is told, the others stay. */
    private Optional<Told> list(String text) {
        if (!chinese || !text.contains("; ")) {
            return Optional.empty();
        }
        var parts = text.split("; ");
        var told = new ArrayList<String>();
        boolean any = false;
        for (int from = 0, to; from < parts.length; from = to) {
            to = from + 1;
            var found = Optional.<String>empty();
            for (int end = parts.length; end > from && found.isEmpty(); end--) {
                found = known(String.join("; ", List.of(parts).subList(from, end)));
                to = found.isPresent() ? end : to;
            }
            any |= found.isPresent();
            told.add(found.orElse(parts[from]));
        }
        return any ? Optional.of(new Told(String.join("；", told), "")) : Optional.empty();
    }

    private Optional<String> known(String english) {
        var text = bare(english);
        var found = Optional.ofNullable(whole.get(text));
        return found.isPresent()
                ? found
                : templates.stream()
                        .map(template -> filled(template, template.english().matcher(text)))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<String> filled(Template template, Matcher match) {
        if (!match.matches()) {
            return Optional.empty();
        }
        var values = new Object[10];
        Arrays.fill(values, "");
        for (int group = 0; group < template.values().size(); group++) {
            var value = match.group(group + 1);
            values[template.values().get(group)] = known(value).orElse(value);
        }
        var text = new MessageFormat(template.text(), locale).format(values);
        return Optional.of(chinese ? BETWEEN_HAN.matcher(text).replaceAll("") : text);
    }

    private void add(String bundle, String prefix) {
        var english = bundle(bundle, Locale.ENGLISH);
        var read = bundle(bundle, locale);
        for (var key : english.keySet()) {
            if (key.startsWith(prefix)) {
                learn(english.getString(key), read.getString(key));
            }
        }
    }

    private void learn(String english, String read) {
        var plain = bare(new MessageFormat(english, locale).format(PLACES));
        if (!VALUE.matcher(plain).find()) {
            whole.put(plain, new MessageFormat(read, locale).format(new Object[0]));
            return;
        }
        int literal = VALUE.matcher(plain).replaceAll("").strip().length();
        if (literal >= LEAST_LITERAL) {
            templates.add(template(plain, read, literal));
        }
    }

    private static Template template(String plain, String read, int literal) {
        var regex = new StringBuilder();
        var value = VALUE.matcher(plain);
        var values = new ArrayList<Integer>();
        int from = 0;
        while (value.find()) {
            regex.append(Pattern.quote(plain.substring(from, value.start()))).append("(.+?)");
            values.add(Integer.valueOf(value.group(1)));
            from = value.end();
        }
        regex.append(Pattern.quote(plain.substring(from)));
        return new Template(Pattern.compile(regex.toString()), List.copyOf(values), read, literal);
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static String bare(String sentence) {
        return sentence.strip().replaceFirst("\\.$", "");
    }

    private String ended(String sentence) {
        var last = sentence.isEmpty() ? ' ' : sentence.charAt(sentence.length() - 1);
        return chinese
                ? "。？！”".indexOf(last) < 0 ? sentence.replaceFirst("[.?]$", "") + "。" : sentence
                : ".?!".indexOf(last) < 0 ? sentence + "." : sentence;
    }

    /** Where the bracket that opens at {@code open} closes; -1: nowhere. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
