package dev.shophub.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads reviews as they now are, for mails about them. */
public final class ReviewFacts {

    private static final int CHUNK = 500;

    private final JdbcClient jdbc;

    public ReviewFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reviews written since then that the shop has not answered and the platform still shows, the oldest first. */
    public List<ReviewFact> unanswered(long shopId, Instant since) {
        return jdbc.sql(
                        """
                        SELECT r.*, COALESCE(NULLIF(r.code, ''), l.code, '') AS known_code
                          FROM review r
                          LEFT JOIN sales_order o ON o.shop_id = r.shop_id AND o.external_id = r.order_external_id
                          LEFT JOIN order_line l ON l.order_id = o.id AND l.external_id = r.line_external_id
                         WHERE r.shop_id = :shop AND r.written_at >= :since AND r.reply = '' AND r.deleted_at IS NULL
                         ORDER BY r.written_at, r.id""")
                .param("shop", shopId)
                .param("since", Columns.utc(since))
                .query((row, number) -> new ReviewFact(
                        Reviews.review(row), row.getString("known_code"), Columns.maybeInstant(row, "deleted_at")))
                .list();
    }

    /** The reviews of these ids, by time of writing; unknown ones are absent. */
    public List<ReviewFact> find(long shopId, Collection<String> externalIds) {
        var ids = List.copyOf(externalIds);
        var facts = new ArrayList<ReviewFact>(ids.size());
        for (var from = 0; from < ids.size(); from += CHUNK) {
            facts.addAll(jdbc.sql(
                            """
                            SELECT r.*, COALESCE(NULLIF(r.code, ''), l.code, '') AS known_code
                              FROM review r
                              LEFT JOIN sales_order o ON o.shop_id = r.shop_id AND o.external_id = r.order_external_id
                              LEFT JOIN order_line l ON l.order_id = o.id AND l.external_id = r.line_external_id
                             WHERE r.shop_id = :shop AND r.external_id IN (:ids)""")
                    .param("shop", shopId)
                    .param("ids", ids.subList(from, Math.min(ids.size(), from + CHUNK)))
                    .query((row, number) -> new ReviewFact(
                            Reviews.review(row), row.getString("known_code"), Columns.maybeInstant(row, "deleted_at")))
                    .list());
        }
        facts.sort(java.util.Comparator.comparing(
                        (ReviewFact fact) -> fact.review().writtenAt())
                .thenComparing(fact -> fact.review().id()));
        return facts;
    }
}
