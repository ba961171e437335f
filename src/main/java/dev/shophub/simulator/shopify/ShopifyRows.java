package dev.shophub.simulator.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the simulators' tables hold, as the platform's interface reads it. */
final class ShopifyRows {

    private ShopifyRows() {}

    /** @param modified of the order or the latest of its refunds */
    record Order(
            long id,
            String status,
            String kind,
            String stepStatus,
            Instant created,
            Instant modified,
            Optional<Instant> paid,
            Optional<Instant> shipped,
            Optional<Instant> completed,
            String buyer,
            String buyerNick,
            String receiver,
            String message,
            String memo,
            BigDecimal goods,
            BigDecimal freight,
            BigDecimal discount,
            BigDecimal payment,
            List<Line> lines,
            List<Refund> refunds,
            List<Parcel> parcels) {}

    /**
     * @param variant 0 when it was deleted
     * @param item 0 when it was deleted
     */
    record Line(
            long id,
            long item,
            long variant,
            String code,
            String title,
            String variantName,
            long quantity,
            BigDecimal price,
            BigDecimal paid,
            String status,
            String carrier,
            String tracking) {

        boolean hasLeft() {
            return status.equals("SHIPPED") || status.equals("COMPLETED");
        }
    }

    record Refund(
            long id,
            long line,
            String kind,
            String status,
            BigDecimal amount,
            long quantity,
            String reason,
            Instant created,
            Instant modified) {

        boolean paidBack() {
            return status.equals("SUCCESS");
        }
    }

    /** A parcel told by the interface. */
    record Parcel(long id, long order, String company, String number, Instant created, List<Piece> pieces) {}

    record Piece(long line, long quantity) {}

    record Item(
            long id, String title, BigDecimal price, boolean up, Instant created, Instant modified, List<Sku> skus) {}

    /** @param kept the number under which the tables keep it, 0 for an item without variants */
    record Sku(long item, long kept, long variant, String code, String name, BigDecimal price, long quantity) {}

    record Bulk(long id, String query, long objects, long size, Instant created, Instant ready) {}

    record Hook(long id, String topic, String uri, Instant created) {}

    /** A place in a list: rows after it by time and number. */
    record Mark(Instant at, long id) {}

    /** What a list of orders is narrowed to; both ends of a time count. */
    record OrderFilter(
            String shop,
            Optional<Instant> createdFrom,
            Optional<Instant> createdTo,
            Optional<Instant> updatedFrom,
            Optional<Instant> updatedTo,
            Instant oldestShown,
            String status,
            boolean byUpdate,
            Optional<Mark> after) {}

    /** What a list of items is narrowed to. */
    record ItemFilter(String shop, Optional<Instant> from, Optional<Instant> to, Optional<Mark> after) {}
}
