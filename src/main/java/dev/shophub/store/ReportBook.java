package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which reports were asked for, and what they said. */
public final class ReportBook {

    private final JdbcClient jdbc;
    private final Clock clock;

    public ReportBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An edition that was asked for. */
    public record Edition(int number, boolean complete, Instant at) {}

    /**
     * A figure as it was mailed.
     *
     * @param first as first mailed
     * @param mailed as last mailed, corrections included
     */
    public record Mailed(LocalDate day, String figure, BigDecimal first, BigDecimal mailed, Instant firstAt) {}

    /** The last edition of a report; {@code shopId} 0: all shops together. */
    public Optional<Edition> lastEdition(long shopId, Span span) {
        return jdbc.sql("SELECT edition, complete, at FROM report_edition WHERE shop_id = ? AND period = ? AND day = ?"
                        + " ORDER BY edition DESC LIMIT 1")
                .params(shopId, span.kind().word(), span.first())
                .query((row, number) ->
                        new Edition(row.getInt("edition"), row.getBoolean("complete"), Columns.instant(row, "at")))
                .optional();
    }

    /** Takes an edition for oneself; false when it was asked for before. */
    public boolean begin(long shopId, Span span, int edition, boolean complete) {
        return jdbc.sql("INSERT IGNORE INTO report_edition (shop_id, period, day, edition, complete, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")
                        .params(
                                shopId,
                                span.kind().word(),
                                span.first(),
                                edition,
                                complete,
                                Columns.utc(clock.instant()))
                        .update()
                > 0;
    }

    /** Figures as they were mailed, of spans of one kind that begin from first to last. */
    public List<Mailed> mailed(long shopId, Span.Kind kind, LocalDate first, LocalDate last) {
        return jdbc.sql("SELECT day, figure, first_value, mailed_value, first_at FROM report_figure"
                        + " WHERE shop_id = ? AND period = ? AND day BETWEEN ? AND ?")
                .params(shopId, kind.word(), first, last)
                .query((row, number) -> new Mailed(
                        row.getObject("day", LocalDate.class),
                        row.getString("figure"),
                        row.getBigDecimal("first_value"),
                        row.getBigDecimal("mailed_value"),
                        Columns.instant(row, "first_at")))
                .list();
    }

    /** Remembers what a report says; the first value stays. */
    public void say(long shopId, Span span, Map<String, BigDecimal> figures) {
        var now = Columns.utc(clock.instant());
        figures.forEach((figure, value) -> jdbc.sql(
                        "INSERT INTO report_figure (shop_id, period, day, figure, first_value, first_at, mailed_value,"
                                + " mailed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                                + " mailed_value = VALUES(mailed_value), mailed_at = VALUES(mailed_at)")
                .params(shopId, span.kind().word(), span.first(), figure, value, now, value, now)
                .update());
    }

    /** When a source other than our own books was last read for the day; {@code shopId} 0: of any shop. */
    public Optional<Instant> lastExport(long shopId, LocalDate day) {
        return jdbc.sql("SELECT MAX(as_of) AS at FROM metric_source_day WHERE (shop_id = ? OR ? = 0) AND day = ?"
                        + " AND source <> ?")
                .params(shopId, shopId, day, FigureTables.BOOKS)
                .query((row, number) -> Columns.maybeInstant(row, "at"))
                .single();
    }
}
