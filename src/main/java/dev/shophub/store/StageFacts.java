package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a shop's orders have come on their way from the platform to the parcel, and how long the oldest waits at each step. */
public final class StageFacts {

    /** From the live shops outward: what waits for those that are not, and what was ever delivered, is not read through. */
    private static final String STAGES =
            """
            SELECT s.id, s.shop_key, 'read' AS stage, 0 AS waiting, c.last_good_at AS since
            FROM shop s JOIN checkpoint c ON c.shop_id = s.id AND c.stream = 'orders'
            WHERE s.role = 'shop' AND s.state IN ('live', 'observing') AND c.last_good_at IS NOT NULL
            UNION ALL
            SELECT s.id, s.shop_key, 'stored', COUNT(*), MIN(q.first_at)
            FROM shop s JOIN quarantine q ON q.shop_id = s.id AND q.cured_at IS NULL AND q.stream IN ('orders', 'refunds')
            GROUP BY s.id, s.shop_key
            UNION ALL
            SELECT s.id, s.shop_key, 'erp', COUNT(*), MIN(o.created_at)
            FROM shop s STRAIGHT_JOIN (SELECT 'waiting' AS state UNION ALL SELECT 'sending') w
            STRAIGHT_JOIN outbox o FORCE INDEX (ix_outbox_due)
                       ON o.destination = 'erp' AND o.state = w.state AND o.shop_id = s.id
            WHERE s.state = 'live' GROUP BY s.id, s.shop_key
            UNION ALL
            SELECT s.id, s.shop_key, 'shipped', COUNT(*), MIN(k.intended_at)
            FROM shop s
            JOIN sales_order o ON o.shop_id = s.id AND o.status IN ('PAID', 'PARTLY_SHIPPED')
            JOIN erp_link k ON k.shop_id = s.id AND k.kind = 'order' AND k.external_id = o.external_id
                           AND k.accepted_at IS NOT NULL
            WHERE s.state = 'live' GROUP BY s.id, s.shop_key
            ORDER BY 2, FIELD(stage, 'read', 'stored', 'erp', 'shipped')
            """;

    private final JdbcClient jdbc;

    public StageFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By shop and stage in their order; a stage at which nothing waits is left out. */
    public List<StageFact> stages() {
        return jdbc.sql(STAGES)
                .query((row, number) -> new StageFact(
                        row.getLong("id"),
                        new ShopKey(row.getString("shop_key")),
                        Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                        row.getLong("waiting"),
                        Columns.instant(row, "since")))
                .list();
    }

    /** What an order waits for. */
    public enum Stage {
        /** To be read: since the last good poll of the shop's orders. */
        READ,
        /** To be stored: it was read and could not be understood. */
        STORED,
        /** To be in the ERP: messages on their way there; what waits for a person is parked and not counted. */
        ERP,
        /** To be shipped: the ERP has it. */
        SHIPPED;

        /** As metrics and commands write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What waits at one step.
     *
     * @param shopId {@code shop.id}
     * @param waiting how many; 0 for {@link Stage#READ}, where the platform alone knows
     * @param since when the oldest of them came there, UTC
     */
    public record StageFact(long shopId, ShopKey shop, Stage stage, long waiting, Instant since) {}
}
