package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every typed verb has: {@code --lang}, {@code --data}, {@code --help}, and a way to write. */
abstract class VerbCommand implements Callable<Integer> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    final Session session;

    @Option(names = "--lang", paramLabel = "zh|en", descriptionKey = "option.lang")
    String language;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    String data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help")
    boolean help;

    VerbCommand(Session session) {
        this.session = session;
    }

    final void say(String key, Object... particulars) {
        line(session.words().say(key, particulars));
    }

    final void line(String text) {
        session.out().println(text);
    }

    /** What the hub keeps in English, in the reader's language. */
    final String told(String sentence) {
        return session.words().told(sentence);
    }

    final void table(Table table) {
        table.lines().forEach(this::line);
    }

    /** The heads of a table's columns, from the bundle. */
    final String[] heads(String... keys) {
        var heads = new String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            heads[i] = session.words().say("head." + keys[i]);
        }
        return heads;
    }

    final void json(Object answer) {
        try {
            line(Wire.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A verb's record is no JSON", impossible);
        }
    }

    /** To the minute, in the zone of the terminal. */
    final String time(Instant instant) {
        return MINUTE.format(instant.atZone(session.zone()));
    }

    /** In the zone of a shop rather than of whoever asks. */
    final String time(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    final String time(Optional<Instant> instant) {
        return instant.map(this::time).orElse("-");
    }

    final String age(Instant since) {
        return session.words().length(Duration.between(since, session.clock().instant()));
    }
}
