package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Review;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;

/** Reviews: of products, whoever bought what. */
final class WoocommerceReviewState extends WoocommerceState {

    private static final String STATUS = status("review", "v.oid", "IF(v.deleted, 'trash', 'approved')");

    private static final String REVIEWS = "SELECT v.oid, v.item_id, v.item_title, " + STATUS
            + " AS word, v.nick, v.stars, v.content, v.created_at FROM sim_review v WHERE ";

    static final Map<String, String> SORTED =
            Map.of("date", "v.created_at", "date_gmt", "v.created_at", "id", "v.oid", "product", "v.item_id");

    private static final RowMapper<Review> REVIEW = (row, number) -> new Review(
            row.getLong("oid"),
            row.getLong("item_id"),
            row.getString("item_title"),
            row.getString("word"),
            row.getString("nick"),
            row.getInt("stars"),
            row.getString("content"),
            time(row, "created_at"));

    WoocommerceReviewState(State world) {
        super(world);
    }

    /**
     * A page of reviews.
     *
     * @param after the site's local time, exclusive; compared as such, so that the hour that comes twice is one
     * @param before the same
     */
    Slice<Review> reviews(
            String shop,
            Optional<LocalDateTime> after,
            Optional<LocalDateTime> before,
            ZoneId zone,
            Set<String> statuses,
            List<Long> products,
            String order,
            Paging paging) {
        var where = new Where();
        where.and("v.shop_key = ?", shop);
        after.ifPresent(time -> where.and("v.created_at >= ?", utc(last(time.plusSeconds(1), zone))));
        before.ifPresent(time -> where.and("v.created_at < ?", utc(last(time, zone))));
        where.andIn(STATUS, statuses);
        if (!products.isEmpty()) {
            where.andIn("v.item_id", products);
        }
        var page = jdbc().query(
                        REVIEWS + where.sql() + " ORDER BY " + order + " LIMIT ? OFFSET ?",
                        REVIEW,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_review v WHERE " + where.sql(), where.arguments()));
    }

    private static Instant last(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    Optional<Review> review(String shop, long id) {
        return jdbc().query(REVIEWS + "v.shop_key = ? AND v.oid = ?", REVIEW, shop, id).stream()
                .findFirst();
    }

    void status(String shop, long id, String status) {
        keepStatus(shop, "review", id, status);
    }
}
