package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of an order, a refund, an item, a review or a record that could not be read, by whatever number a person has. */
public final class LifeFacts {

    private static final int MOST = 200;

    /** By its own number, or by the ERP's. */
    private static final String SALES =
            """
            SELECT 'order' AS kind, s.id AS shop_id, s.shop_key, o.external_id, o.platform_status AS state,
                   CONCAT(o.total, ' ', o.currency) AS particulars, o.external_id AS order_id
            FROM shop s JOIN sales_order o ON o.shop_id = s.id WHERE o.external_id = :id
               OR (s.id, o.external_id) IN (SELECT shop_id, external_id FROM erp_link
                                            WHERE kind = 'order' AND :id IN (erp_id, reference))
            UNION ALL
            SELECT 'refund', s.id, s.shop_key, r.external_id, r.platform_status,
                   CONCAT(r.amount, ' ', r.currency), r.order_external_id
            FROM shop s JOIN refund r ON r.shop_id = s.id WHERE r.external_id = :id
               OR (s.id, r.external_id) IN (SELECT shop_id, external_id FROM erp_link
                                            WHERE kind = 'refund' AND :id IN (erp_id, reference))
            UNION ALL
            SELECT 'review', s.id, s.shop_key, v.external_id, v.platform_rating, v.item_title, v.order_external_id
            FROM shop s JOIN review v ON v.shop_id = s.id WHERE v.external_id = :id LIMIT 20
            """;

    private static final String ITEMS =
            """
            SELECT DISTINCT 'item' AS kind, s.id AS shop_id, s.shop_key, l.external_id, l.platform_state AS state,
                   l.title AS particulars, '' AS order_id
            FROM shop s JOIN listing l ON l.shop_id = s.id JOIN listing_variant v ON v.listing_id = l.id
            LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code
            WHERE s.role = 'shop' AND (l.external_id = :id OR v.code = :id OR m.erp_sku = :id
               OR (v.shop_id, v.code) IN (SELECT shop_id, code FROM mapping_change WHERE old_erp_sku = :id)
               OR m.erp_sku IN (SELECT new_sku FROM merged_sku WHERE old_sku = :id))
            ORDER BY s.shop_key, l.external_id LIMIT 50
            """;

    private static final String ORDER_LIFE =
            """
            SELECT h.read_at AS at, 'read' AS what, h.platform_status AS detail FROM sales_order o
            JOIN order_status_history h ON h.order_id = o.id WHERE o.shop_id = :shop AND o.external_id = :id
            UNION ALL
            SELECT r.first_read, 'refunded', CONCAT(r.external_id, ' ', r.platform_status, ' ', r.amount) FROM
              (SELECT external_id, platform_status, amount, created_at AS first_read FROM refund
               WHERE shop_id = :shop AND order_external_id = :id) r
            UNION ALL
            SELECT e.intended_at, 'erp-intended', e.reference FROM erp_link e
            WHERE e.shop_id = :shop AND e.kind = 'order' AND e.external_id = :id
            UNION ALL
            SELECT e.accepted_at, 'erp-accepted', e.erp_id FROM erp_link e
            WHERE e.shop_id = :shop AND e.kind = 'order' AND e.external_id = :id AND e.accepted_at IS NOT NULL
            UNION ALL
            SELECT p.shipped_at, 'shipped', CONCAT(p.carrier, ' ', p.tracking) FROM erp_link e
            JOIN shipment p ON p.order_reference = e.reference
            WHERE e.shop_id = :shop AND e.kind = 'order' AND e.external_id = :id
            UNION ALL
            SELECT r.at, 'personal-read', CONCAT(r.reader, ': ', r.fields) FROM personal_reading r
            WHERE r.shop_id = :shop AND r.subject = :id
            UNION ALL
            SELECT k.erased_at, 'forgotten', '' FROM buyer_key k
            WHERE k.shop_id = :shop AND k.buyer_ref = CONCAT('order:', :id) AND k.erased_at IS NOT NULL
            """;

    private static final String REFUND_LIFE =
            """
            SELECT h.read_at AS at, 'read' AS what, h.platform_status AS detail FROM refund r
            JOIN refund_status_history h ON h.refund_id = r.id WHERE r.shop_id = :shop AND r.external_id = :id
            UNION ALL
            SELECT e.accepted_at, 'erp-accepted', e.erp_id FROM erp_link e
            WHERE e.shop_id = :shop AND e.kind = 'refund' AND e.external_id = :id AND e.accepted_at IS NOT NULL
            """;

    private static final String REVIEW_LIFE =
            """
            SELECT v.written_at AS at, 'written' AS what, v.platform_rating AS detail FROM review v
            WHERE v.shop_id = :shop AND v.external_id = :id
            UNION ALL
            SELECT v.deleted_at, 'deleted', '' FROM review v
            WHERE v.shop_id = :shop AND v.external_id = :id AND v.deleted_at IS NOT NULL
            UNION ALL
            SELECT a.asked_at, 'answered', CONCAT(a.author, ' · ', a.state) FROM review_answer a
            WHERE a.shop_id = :shop AND a.review_external_id = :id
            """;

    private static final String ITEM_LIFE =
            """
            SELECT l.read_at AS at, 'read' AS what, l.platform_state AS detail FROM listing l
            WHERE l.shop_id = :shop AND l.external_id = :id
            UNION ALL
            SELECT l.taken_down_by_hub_at, 'down-by-hub', '' FROM listing l
            WHERE l.shop_id = :shop AND l.external_id = :id AND l.taken_down_by_hub_at IS NOT NULL
            UNION ALL
            SELECT l.held_down_at, 'down-by-person', '' FROM listing l
            WHERE l.shop_id = :shop AND l.external_id = :id AND l.held_down_at IS NOT NULL
            UNION ALL
            SELECT s.pushed_at, 'pushed', CONCAT(s.code, ' ', s.pushed_quantity) FROM stock_level s
            WHERE s.shop_id = :shop AND s.item_id = :id AND s.pushed_at IS NOT NULL
            UNION ALL
            SELECT m.mapped_at, 'mapped', CONCAT(m.code, ' -> ', m.erp_sku, ' · ', m.author) FROM listing l
            JOIN listing_variant v ON v.listing_id = l.id
            JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code
            WHERE l.shop_id = :shop AND l.external_id = :id AND m.mapped_at NOT IN
              (SELECT t.made_at FROM mapping_change c JOIN mapping_set t ON t.id = c.set_id
               WHERE c.shop_id = m.shop_id AND c.code = m.code)
            UNION ALL
            SELECT t.made_at, 'mapped', CONCAT(c.code, ': ', IFNULL(c.old_erp_sku, '-'), ' -> ',
                   IFNULL(c.new_erp_sku, '-'), ' · ', t.kind, ' ', t.id, ' · ', t.author) FROM listing l
            JOIN listing_variant v ON v.listing_id = l.id
            JOIN mapping_change c ON c.shop_id = v.shop_id AND c.code = v.code
            JOIN mapping_set t ON t.id = c.set_id
            WHERE l.shop_id = :shop AND l.external_id = :id
            UNION ALL
            SELECT c.made_at, 'change', CONCAT(i.field, ': ', i.old_value, ' -> ', i.new_value, ' · ', c.author, ' · ', i.state)
            FROM item_change i JOIN change_set c ON c.id = i.change_id WHERE i.shop_id = :shop AND i.item_id = :id
            """;

    private static final String QUARANTINE =
            """
            SELECT q.id, s.id AS shop_id, s.shop_key, q.stream, q.external_id, q.field, q.first_at, q.cured_at
            FROM shop s JOIN quarantine q ON q.shop_id = s.id WHERE q.external_id = :id
            """;

    private final JdbcClient jdbc;

    public LifeFacts(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /**
     * Something that bears the number.
     *
     * @param kind {@code order}, {@code refund}, {@code review}, {@code item} or the stream of a record not understood
     * @param state the platform's word
     * @param particulars an amount, a title
     * @param order the order it belongs to, where it belongs to one
     */
    public record Thing(
            String kind,
            long shopId,
            ShopKey shop,
            String id,
            String state,
            String particulars,
            Optional<String> order) {}

    /**
     * Something that happened to it.
     *
     * @param what a word: {@code read}, {@code erp-accepted}, {@code quarantined} …
     * @param detail particulars, without a buyer's data
     * @param at UTC
     */
    public record Event(String what, String detail, Instant at) {}

    /** Whatever bears this number in any shop; of a code or an SKU of the ERP the items that sell it. */
    public List<Thing> called(String id) {
        var things = new ArrayList<Thing>();
        for (var question : List.of(SALES, ITEMS)) {
            things.addAll(jdbc.sql(question)
                    .param("id", id)
                    .query((row, number) -> new Thing(
                            row.getString("kind"),
                            row.getLong("shop_id"),
                            new ShopKey(row.getString("shop_key")),
                            row.getString("external_id"),
                            row.getString("state"),
                            row.getString("particulars"),
                            Optional.of(row.getString("order_id")).filter(order -> !order.isEmpty())))
                    .list());
        }
        things.addAll(jdbc.sql(QUARANTINE)
                .param("id", id)
                .query((row, number) -> new Thing(
                        row.getString("stream"),
                        row.getLong("shop_id"),
                        new ShopKey(row.getString("shop_key")),
                        row.getString("external_id"),
                        row.getObject("cured_at") == null ? "quarantined" : "cured",
                        row.getString("field"),
                        Optional.empty()))
                .list());
        return things;
    }

    /** What happened to it, as far as the tables tell, the oldest first. */
    public List<Event> life(Thing thing) {
        var events = new ArrayList<Event>();
        var question =
                switch (thing.kind()) {
                    case "order" -> ORDER_LIFE;
                    case "refund" -> REFUND_LIFE;
                    case "review" -> REVIEW_LIFE;
                    case "item" -> ITEM_LIFE;
                    default -> "";
                };
        if (!question.isEmpty()) {
            events.addAll(jdbc.sql("SELECT * FROM (" + question + ") life ORDER BY at LIMIT " + MOST)
                    .param("shop", thing.shopId())
                    .param("id", thing.id())
                    .query((row, number) ->
                            new Event(row.getString("what"), row.getString("detail"), Columns.instant(row, "at")))
                    .list());
        }
        jdbc.sql("SELECT * FROM quarantine WHERE shop_id = :shop AND external_id = :id")
                .param("shop", thing.shopId())
                .param("id", thing.id())
                .query(row -> {
                    events.add(new Event(
                            "quarantined",
                            row.getString("stream") + ", " + row.getString("field"),
                            Columns.instant(row, "first_at")));
                    Columns.maybeInstant(row, "cured_at").ifPresent(at -> events.add(new Event("cured", "", at)));
                });
        return events;
    }
}
