package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people answer to reviews: of each review the newest answer, and how far it is. */
public final class ReviewAnswers {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ReviewAnswers(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far an answer is. */
    public enum State {
        WAITING,
        /** The shop shows it. */
        WRITTEN,
        /** A person was asked to write it. */
        TASK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param author the operating system's user */
    public record Answer(String text, String author, State state) {}

    /**
     * A review that somebody means.
     *
     * @param reply what the shop shows as its answer, empty when none
     */
    public record Meant(long shopId, ShopKey shop, ExternalId reviewId, String itemTitle, String text, String reply) {}

    /** Reviews with this id, or of the order or line with it, in shops that are read. */
    public List<Meant> meant(String name) {
        return jdbc.query(
                "SELECT s.id, s.shop_key, r.external_id, r.item_title, r.text, r.reply FROM shop s"
                        + " JOIN review r ON r.shop_id = s.id WHERE s.role = 'shop' AND r.deleted_at IS NULL"
                        + " AND (r.external_id = ? OR r.order_external_id = ? OR r.line_external_id = ?)"
                        + " ORDER BY s.shop_key, r.external_id",
                (row, number) -> new Meant(
                        row.getLong(1),
                        new ShopKey(row.getString(2)),
                        new ExternalId(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                name,
                name,
                name);
    }

    /** Within the caller's transaction; an older answer that still waits is replaced. */
    public void ask(long shopId, ExternalId review, String text, String author) {
        jdbc.update(
                "INSERT INTO review_answer (shop_id, review_external_id, text, author, state, asked_at)"
                        + " VALUES (?, ?, ?, ?, 'waiting', ?) ON DUPLICATE KEY UPDATE text = VALUES(text),"
                        + " author = VALUES(author), state = 'waiting', asked_at = VALUES(asked_at), ended_at = NULL",
                shopId,
                review.value(),
                text,
                Columns.cut(author, 64),
                Columns.utc(clock.instant()));
    }

    public Optional<Answer> find(long shopId, ExternalId review) {
        return jdbc
                .query(
                        "SELECT text, author, state FROM review_answer WHERE shop_id = ? AND review_external_id = ?",
                        (row, number) -> new Answer(
                                row.getString(1),
                                row.getString(2),
                                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT))),
                        shopId,
                        review.value())
                .stream()
                .findFirst();
    }

    /**
     * An answer that somebody typed.
     *
     * @param author the operating system's user
     * @param endedAt when it was written to the shop, or a person was asked to write it, UTC
     */
    public record Typed(String author, Instant endedAt, State state) {}

    /** Who typed the answer that the shop shows; empty when it was written on the platform. */
    public Optional<Typed> typed(long shopId, ExternalId review, String reply) {
        return jdbc
                .query(
                        "SELECT author, ended_at, state FROM review_answer WHERE shop_id = ? AND review_external_id = ?"
                                + " AND text = ? AND ended_at IS NOT NULL",
                        (row, number) -> new Typed(
                                row.getString(1),
                                Columns.instant(row, "ended_at"),
                                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT))),
                        shopId,
                        review.value(),
                        reply)
                .stream()
                .findFirst();
    }

    /** The shop has this text. Kept in the review as well: read back, it is no news. */
    public void written(long shopId, ExternalId review, String text) {
        jdbc.update("UPDATE review SET reply = ? WHERE shop_id = ? AND external_id = ?", text, shopId, review.value());
        jdbc.update(
                "UPDATE review_answer SET state = 'written', ended_at = ? WHERE shop_id = ? AND review_external_id = ?"
                        + " AND text = ?",
                Columns.utc(clock.instant()),
                shopId,
                review.value(),
                text);
    }

    /** A person was asked to write it; within the caller's transaction. */
    public void handedOver(long shopId, ExternalId review) {
        jdbc.update(
                "UPDATE review_answer SET state = 'task', ended_at = ? WHERE shop_id = ? AND review_external_id = ?",
                Columns.utc(clock.instant()),
                shopId,
                review.value());
    }
}
