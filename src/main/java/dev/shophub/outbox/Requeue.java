package dev.shophub.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes messages due again, or due at last: replayed by a person, released by a mapping, owed since a shop went live. */
public final class Requeue {

    /** The attribute of a message that a person sends although a lost hub may have sent it. */
    public static final String REPLAYED = "replayed";

    private static final String MARK =
            "attributes = IF(reason = 'restored', JSON_SET(attributes, '$." + REPLAYED + "', 'yes'), attributes), ";

    /** As if never tried; the moment is the parameter. */
    private static final String DUE_AGAIN =
            "x.state = 'waiting', x.due_at = ?, x.attempts = 0, x.reason = '', x.detail = '', x.finished_at = NULL";

    /** Above it a list of SKUs costs more than the whole shop. */
    private static final int NAMED = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Requeue(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A dead or parked message is due again at once. Returns false when there is no such message. */
    public boolean replay(long id) {
        return jdbc.update(
                        "UPDATE outbox x SET " + MARK + DUE_AGAIN + " WHERE x.id = ? AND x.state IN ('dead', 'parked')",
                        OutboxRows.utc(clock.instant()),
                        id)
                > 0;
    }

    /** All dead letters of a destination are due again, and what a restore holds. */
    public int replay(Destination destination) {
        return jdbc.update(
                "UPDATE outbox x SET " + MARK + DUE_AGAIN
                        + " WHERE x.destination = ? AND (x.state = 'dead' OR x.state = 'parked' AND x.reason = 'restored')",
                OutboxRows.utc(clock.instant()),
                destination.name());
    }

    /**
     * A shop goes live from a moment that may lie before what it would have been told of so far: every stored order paid (cash
     * on delivery: placed) since then gets a message, where none waits. The delivery decides which of them are due.
     */
    public int enqueueOrdersSince(long shopId, Instant from) {
        var now = OutboxRows.utc(clock.instant());
        return jdbc.update(
                "INSERT IGNORE INTO outbox (destination, kind, shop_id, aggregate, subject, attributes, waiting_key, due_at,"
                        + " created_at, state) SELECT 'erp', 'order', o.shop_id, o.external_id, o.external_id, '{}',"
                        + " CONCAT_WS(CHAR(10), 'erp', 'order', o.shop_id, o.external_id, o.external_id, ''), ?, ?, 'waiting'"
                        + " FROM sales_order o LEFT JOIN erp_link e ON e.shop_id = o.shop_id AND e.kind = 'order'"
                        + " AND e.external_id = o.external_id WHERE o.shop_id = ? AND e.shop_id IS NULL AND o.line_count > 0"
                        + " AND IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) >= ?"
                        + " AND (o.status <> 'UNPAID' OR o.cash_on_delivery) AND NOT EXISTS (SELECT 1 FROM outbox x"
                        + " WHERE x.destination = 'erp' AND x.shop_id = o.shop_id AND x.aggregate = o.external_id"
                        + " AND x.kind = 'order' AND x.state IN ('waiting', 'sending', 'parked', 'dead'))"
                        + " ORDER BY o.placed_at",
                now,
                now,
                shopId,
                OutboxRows.utc(from));
    }

    /** Orders parked for an unmapped SKU whose codes are now mapped, or may be: they are tried again. */
    public int releaseMapped() {
        return jdbc.update(
                "UPDATE outbox x SET x.state = 'waiting', x.due_at = ?, x.reason = '', x.detail = ''"
                        + " WHERE x.destination = 'erp' AND x.state = 'parked' AND x.reason = 'unmapped-sku'"
                        + " AND NOT EXISTS (SELECT 1 FROM sales_order o JOIN order_line l ON l.order_id = o.id"
                        + " LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code"
                        + " WHERE o.shop_id = x.shop_id AND o.external_id = x.aggregate AND m.id IS NULL)",
                OutboxRows.utc(clock.instant()));
    }

    /**
     * Parcels that a shop refused for its order's state, and whose order was read since as one that may leave or has left: they
     * are told again. Of a closed order a person has to know, its parcel stays where it is.
     */
    public int refusedParcels(long shopId) {
        // By hint, the few dead letters first: called with every page, it must never be planned from the shop's orders.
        return jdbc.update(
                "UPDATE outbox x FORCE INDEX (ix_outbox_due) STRAIGHT_JOIN sales_order o ON o.shop_id = x.shop_id"
                        + " AND o.external_id = x.aggregate SET " + DUE_AGAIN + " WHERE x.destination = 'shipment'"
                        + " AND x.state = 'dead' AND x.shop_id = ? AND x.reason = 'not-to-be-shipped'"
                        + " AND o.read_at > x.finished_at AND NOT o.shipping_forbidden"
                        + " AND o.status IN ('PAID', 'PARTLY_SHIPPED', 'SHIPPED', 'COMPLETED')",
                OutboxRows.utc(clock.instant()),
                shopId);
    }

    /**
     * Items whose codes were mapped at that moment or later are compared: what the ERP said before a code was mapped reached
     * no listing.
     */
    public int compareMappedSince(Instant mappedAt) {
        return askForLevels(
                "FROM sku_mapping m JOIN listing_variant v ON v.shop_id = m.shop_id AND v.code = m.code"
                        + " JOIN listing l ON l.id = v.listing_id WHERE m.mapped_at >= ?",
                List.of(OutboxRows.utc(mappedAt)));
    }

    /** Items of which a shop shows another number than ours, and that are asked for at this moment as no message stands for them. */
    public int bringToLevel(Instant askedAt) {
        return askForLevels(
                "FROM (SELECT shop_id, item_id AS external_id FROM stock_drift WHERE asked_at = ? AND ended_at IS NULL) l",
                List.of(OutboxRows.utc(askedAt)));
    }

    /** Items of a shop whose stock the ERP may know are compared: the shop's formula changed. */
    public int compareShop(long shopId) {
        return compareMapped(shopId, "", List.of());
    }

    /**
     * The same of those with a variant that bears one of these codes or is one of these SKUs of the ERP; of very many all of the shop's.
     */
    public int compareSkus(long shopId, Collection<String> skus) {
        if (skus.isEmpty()) {
            return 0;
        }
        if (skus.size() > NAMED) {
            return compareShop(shopId);
        }
        var marks = String.join(",", Collections.nCopies(skus.size(), "?"));
        var twice = new ArrayList<Object>(skus);
        twice.addAll(skus);
        return compareMapped(shopId, " AND (v.code IN (" + marks + ") OR m.erp_sku IN (" + marks + "))", twice);
    }

    private int compareMapped(long shopId, String which, List<Object> values) {
        var all = new ArrayList<Object>(List.of(shopId));
        all.addAll(values);
        return askForLevels(
                "FROM listing l JOIN listing_variant v ON v.listing_id = l.id"
                        + " JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code WHERE l.shop_id = ?"
                        + which,
                all);
    }

    /** @param items the rest of a query whose {@code l} is the items, by {@code shop_id} and {@code external_id} */
    private int askForLevels(String items, List<?> values) {
        var now = OutboxRows.utc(clock.instant());
        var all = new ArrayList<Object>(List.of(now, now));
        all.addAll(values);
        return jdbc.update(
                "INSERT IGNORE INTO outbox (destination, kind, shop_id, aggregate, subject, attributes, waiting_key, due_at,"
                        + " created_at, state) SELECT DISTINCT 'listing', 'stock', l.shop_id, l.external_id, l.external_id,"
                        + " '{}', CONCAT_WS(CHAR(10), 'listing', 'stock', l.shop_id, l.external_id, l.external_id, ''), ?, ?,"
                        + " 'waiting' " + items,
                all.toArray());
    }

    /**
     * Access to a shop works again: what it had refused is due now. Once a message, since a shop that may be read and not written
     * would be asked at every poll.
     */
    public int accessReturned(long shopId) {
        return refused(shopId, 1);
    }

    /** A person granted access to a shop anew: all that it had refused is due now. */
    public int accessGranted(long shopId) {
        return refused(shopId, Integer.MAX_VALUE);
    }

    private int refused(long shopId, int most) {
        var now = OutboxRows.utc(clock.instant());
        return jdbc.update(
                "UPDATE outbox o SET o.due_at = ? WHERE o.destination IN ('listing', 'shipment', 'change')"
                        + " AND o.state = 'waiting' AND o.shop_id = ? AND o.due_at > ? AND (SELECT COUNT(*) FROM attempt a"
                        + " WHERE a.outbox_id = o.id AND a.outcome = 'AuthFailed') BETWEEN 1 AND ?",
                now,
                shopId,
                now,
                most);
    }
}
