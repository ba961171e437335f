package dev.shophub.simulator.jd;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the simulators' tables hold, as the platform's interfaces read it; states are already the platform's words. */
final class JdRows {

    private JdRows() {}

    /** An order; lines by position. */
    record Order(
            long id,
            String state,
            String kind,
            Instant created,
            Instant modified,
            Optional<Instant> paid,
            Optional<Instant> ended,
            boolean partlyShipped,
            String waybill,
            String buyer,
            String buyerNick,
            String receiver,
            String buyerMessage,
            String sellerMemo,
            BigDecimal goods,
            BigDecimal freight,
            BigDecimal discount,
            BigDecimal payment,
            List<Line> lines) {}

    /** A line of an order; the platform gives it no number. */
    record Line(long ware, long sku, String code, String title, long quantity, BigDecimal price) {}

    /** A refund, in either flow. */
    record Refund(
            long id,
            long order,
            String kind,
            String status,
            BigDecimal amount,
            String reason,
            String buyer,
            String buyerNick,
            Instant applied,
            Instant modified) {}

    /** An item and its whole stock. */
    record Ware(
            long id,
            String code,
            String title,
            BigDecimal price,
            boolean up,
            Instant created,
            Instant modified,
            long quantity) {}

    /** A SKU: every item has one at least. */
    record Sku(long ware, long id, String code, String name, BigDecimal price, long quantity) {}

    /** A review by a buyer. */
    record Comment(
            long id,
            long order,
            long sku,
            String skuName,
            String nick,
            int stars,
            String content,
            String reply,
            Instant created) {}

    /** What a list of orders is narrowed to; both ends of the time count, no states mean all. */
    record OrderFilter(
            String shop,
            boolean unpaid,
            boolean byCreation,
            boolean newestFirst,
            Instant from,
            Instant to,
            Instant oldestShown,
            Set<String> states) {}

    /** What a list of refunds is narrowed to; both ends of a time count. */
    record RefundFilter(
            String shop,
            boolean returned,
            Optional<JdCall.Span> applied,
            Optional<JdCall.Span> decided,
            Optional<Long> order,
            List<Long> ids) {}

    /** What a list of items is narrowed to. */
    record WareFilter(
            String shop,
            List<Long> ids,
            Set<Boolean> up,
            Optional<String> itemNumber,
            Optional<String> title,
            Optional<JdCall.Span> modified,
            String order) {}

    /** What a list of reviews is narrowed to. */
    record CommentFilter(
            String shop,
            Instant from,
            Instant to,
            Set<Integer> stars,
            List<Long> skus,
            List<Long> orders,
            Optional<Boolean> replied) {}

    /** The number of an item's only SKU where its merchant made no variants: the tables keep none for it. */
    static long onlySku(long ware) {
        return ware + 1;
    }
}
