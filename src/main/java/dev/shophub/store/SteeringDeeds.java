package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people told the hub to do: who, when, by which verb, about what. */
public final class SteeringDeeds {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public SteeringDeeds(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something a person did.
     *
     * @param author the operating system's user
     * @param verb of {@code ./hub}
     * @param subject what it was about
     * @param words what was asked
     * @param endedWell false: it was refused or failed
     * @param at UTC
     */
    public record Deed(String author, String verb, String subject, String words, boolean endedWell, Instant at) {}

    /** Writes a deed down, once for each subject; one without any is kept too. */
    public void add(String author, String verb, Collection<String> subjects, String words, boolean endedWell) {
        var now = Columns.utc(clock.instant());
        var each = subjects.isEmpty() ? List.of("") : new TreeSet<>(subjects);
        jdbc.batchUpdate(
                "INSERT INTO steering_deed (at, author, verb, subject, words, ended_well) VALUES (?, ?, ?, ?, ?, ?)",
                each.stream()
                        .map(subject -> new Object[] {
                            now,
                            Columns.cut(author, 64),
                            Columns.cut(verb, 32),
                            Columns.cut(subject, 128),
                            Columns.cut(words, 1000),
                            endedWell
                        })
                        .toList());
    }

    /** Deeds about any of these, the oldest first. */
    public List<Deed> about(Collection<String> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : jdbc.query(
                        "SELECT at, author, verb, subject, words, ended_well FROM steering_deed WHERE subject IN ("
                                + String.join(",", Collections.nCopies(subjects.size(), "?")) + ") ORDER BY id",
                        (row, number) -> new Deed(
                                row.getString("author"),
                                row.getString("verb"),
                                row.getString("subject"),
                                row.getString("words"),
                                row.getBoolean("ended_well"),
                                Columns.instant(row, "at")),
                        subjects.toArray());
    }
}
