package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes pages of reviews, tells what they were before, and which are no longer shown. */
public final class Reviews {

    private static final int TEXT_BYTES = 1 << 20;

    private static final NewestWins REVIEWS = NewestWins.touching(
            "review",
            List.of(
                    "order_external_id",
                    "line_external_id",
                    "item_id",
                    "item_title",
                    "code",
                    "rating",
                    "platform_rating",
                    "stars",
                    "text",
                    "follow_up",
                    "follow_up_at",
                    "reply",
                    "written_at"),
            List.of("seen_at"),
            List.of(
                    "seen_at = GREATEST(seen_at, VALUES(seen_at))",
                    "deleted_at = IF(deleted_at <= VALUES(seen_at), NULL, deleted_at)"));

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final RawRecords rawRecords;
    private final TouchedDays touched;

    public Reviews(JdbcTemplate jdbc, BuyerKeys keys, RawRecords rawRecords) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rawRecords = rawRecords;
        this.touched = new TouchedDays(jdbc);
    }

    /** Reviews of these ids as stored now; those never seen are absent. */
    public Map<ExternalId, Review> find(long shopId, Collection<ExternalId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var values = new ArrayList<Object>();
        values.add(shopId);
        ids.forEach(id -> values.add(id.value()));
        var found = new HashMap<ExternalId, Review>();
        jdbc.query(
                "SELECT * FROM review WHERE shop_id = ? AND external_id IN ("
                        + String.join(",", Collections.nCopies(ids.size(), "?")) + ")",
                row -> {
                    var review = review(row);
                    found.put(review.id(), review);
                },
                values.toArray());
        return found;
    }

    /** Merchant codes of the lines that reviews are about, by line id; unknown lines are absent. */
    public Map<ExternalId, SkuCode> codes(long shopId, Collection<Review> reviews) {
        var pairs =
                reviews.stream().filter(review -> review.lineId().isPresent()).toList();
        if (pairs.isEmpty()) {
            return Map.of();
        }
        var values = new ArrayList<Object>();
        values.add(shopId);
        pairs.forEach(review -> values.add(order(review)));
        pairs.forEach(review -> values.add(review.lineId().orElseThrow().value()));
        var marks = String.join(",", Collections.nCopies(pairs.size(), "?"));
        var codes = new HashMap<ExternalId, SkuCode>();
        jdbc.query(
                "SELECT l.external_id, l.code FROM sales_order o JOIN order_line l ON l.order_id = o.id"
                        + " WHERE o.shop_id = ? AND o.external_id IN (" + marks + ") AND l.external_id IN (" + marks
                        + ")",
                row -> {
                    codes.put(new ExternalId(row.getString(1)), new SkuCode(row.getString(2)));
                },
                values.toArray());
        return codes;
    }

    /** Upserts a page within the caller's transaction; answers the versions that won. */
    public List<Versioned<Review>> save(
            long shopId, List<Versioned<Review>> page, Map<ExternalId, SkuCode> codes, long batch) {
        var winners = REVIEWS.write(jdbc, shopId, page, version -> values(version, codes), batch).stream()
                .map(NewestWins.Winner::version)
                .toList();
        var key = keys.hub();
        rawRecords.keep(shopId, winners, version -> key);
        touched.at(shopId, winners.stream().map(version -> version.value().writtenAt()));
        return winners;
    }

    private static String order(Review review) {
        return review.orderId().map(ExternalId::value).orElse("");
    }

    private static List<Object> values(Versioned<Review> version, Map<ExternalId, SkuCode> codes) {
        var review = version.value();
        return Arrays.asList(
                review.id().value(),
                order(review),
                review.lineId().map(Object::toString).orElse(""),
                review.itemId().value(),
                Columns.cut(review.itemTitle(), 500),
                review.lineId().map(codes::get).map(SkuCode::value).orElse(""),
                review.rating().name(),
                Columns.cut(review.platformRating(), 32),
                review.stars().orElse(null),
                Columns.cutBytes(review.text(), TEXT_BYTES),
                Columns.cutBytes(review.followUp(), TEXT_BYTES),
                Columns.utc(review.followUpAt()),
                Columns.cutBytes(review.reply(), TEXT_BYTES),
                Columns.utc(review.writtenAt()),
                Columns.utc(version.raw().readAt()));
    }

    /**
     * Reviews written in the span, both ends included, that no read showed since a moment and that do not count as deleted
     * yet; locked until the caller's transaction ends.
     */
    public List<Review> unseenSince(long shopId, Instant from, Instant to, Instant since) {
        return jdbc.query(
                "SELECT * FROM review WHERE shop_id = ? AND written_at BETWEEN ? AND ? AND deleted_at IS NULL"
                        + " AND seen_at < ? ORDER BY external_id FOR UPDATE",
                (row, number) -> review(row),
                shopId,
                Columns.utc(from),
                Columns.utc(to),
                Columns.utc(since));
    }

    /** Marks what the platform shows no longer; a read that shows it again takes the mark away. */
    public void deleted(long shopId, Collection<Review> reviews, Instant at) {
        jdbc.batchUpdate(
                "UPDATE review SET deleted_at = ? WHERE shop_id = ? AND external_id = ?",
                reviews.stream()
                        .map(review -> new Object[] {
                            Columns.utc(at), shopId, review.id().value()
                        })
                        .toList());
    }

    static Review review(ResultSet row) throws SQLException {
        var order = row.getString("order_external_id");
        var line = row.getString("line_external_id");
        return new Review(
                new ExternalId(row.getString("external_id")),
                order.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(order)),
                line.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(line)),
                new ExternalId(row.getString("item_id")),
                row.getString("item_title"),
                Review.Rating.valueOf(row.getString("rating")),
                row.getString("platform_rating"),
                Optional.ofNullable(row.getObject("stars", Integer.class)),
                row.getString("text"),
                row.getString("follow_up"),
                Columns.maybeInstant(row, "follow_up_at"),
                row.getString("reply"),
                Columns.instant(row, "written_at"),
                Columns.instant(row, "modified_at"));
    }
}
