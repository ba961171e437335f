package dev.shophub.alert;

import dev.shophub.store.Said;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a trouble says, in the language of who reads the mail: our own sentence from the bundles, and under it, as a quotation, words
 * that are somebody else's. Shops are named by their titles.
 */
public final class TroubleText {

    private static final String SAID = "trouble.said.";
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z");
    private static final Pattern DURATION = Pattern.compile("P(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");

    private final Words words;
    private final ShopTitles titles;
    private final Supplier<ZoneId> zone;

    /** @param zone of moments, {@code hub.mail.time-zone} */
    public TroubleText(Words words, ShopTitles titles, Supplier<ZoneId> zone) {
        this.words = words;
        this.titles = titles;
        this.zone = zone;
    }

    /**
     * @param text in the reader's language; empty where only another side's words are known
     * @param label whose words are quoted
     * @param quoted as they came, in quotation marks; empty: nothing is quoted
     */
    public record Told(String text, String label, String quoted) {

        /** For where there is one line. */
        public String line() {
            var quotation = quoted.isEmpty() ? "" : label + quoted;
            return text.isEmpty() || quotation.isEmpty() ? text + quotation : text + " " + quotation;
        }
    }

    /** In the reader's language; what an older release wrote, or a newer one that was taken back, is quoted whole. */
    public Told of(Said said) {
        var text = titles.in(words.textOr(
                        SAID + said.code(),
                        "",
                        said.values().stream()
                                .map(value -> (Object) value(value))
                                .toArray()))
                .strip();
        var kept = text.isEmpty() ? said.sentence() : said.quoted();
        // a refusal that a connector words itself is ours to tell; only what is another side's is quoted
        var parts = words.told(Outside.line(kept));
        var foreign = parts.ours().isEmpty() ? kept : parts.foreign();
        return new Told(
                titles.in((text + " " + parts.ours()).strip()),
                words.textOr("trouble.quoted." + said.code(), words.text("trouble.quoted")),
                quotation(titles.in(Outside.line(foreign))));
    }

    /** Another side's words in quotation marks of the reader's language; those within are made single. */
    static String quotation(String foreign) {
        return foreign.isEmpty() ? "" : "“" + foreign.replace('“', '‘').replace('”', '’') + "”";
    }

    private String nested(Said text) {
        var values = text.values().stream().map(this::value).toList();
        return text.code().equals(Said.LIST)
                ? String.join(words.text("trouble.text.list"), values)
                : words.textOr("trouble.text." + text.code(), "", values.toArray());
    }

    /** One value, as people read it. */
    String value(String value) {
        var nested = Said.nested(value);
        if (nested.isPresent()) {
            return nested(nested.get());
        }
        if (MOMENT.matcher(value).matches()) {
            return MINUTES.format(Instant.parse(value).atZone(zone.get()));
        }
        return value.length() > 2 && DURATION.matcher(value).matches()
                ? words.age(Duration.parse(value))
                : Outside.line(value);
    }
}
