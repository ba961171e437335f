package dev.shophub.simulator.taobao;

import dev.shophub.model.Refund.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the simulators' tables hold, as the platform's methods read it; states are already the platform's words. */
final class TaobaoRows {

    private TaobaoRows() {}

    /** A trade; lines by position. */
    record Trade(
            long tid,
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
            String oaid,
            String buyerMessage,
            String sellerMemo,
            int sellerFlag,
            BigDecimal goods,
            BigDecimal freight,
            BigDecimal discount,
            BigDecimal payment,
            String payments,
            List<Line> lines) {}

    /** A line of a trade. */
    record Line(
            long oid,
            long item,
            long sku,
            String code,
            String itemCode,
            String title,
            String skuName,
            long quantity,
            BigDecimal price,
            BigDecimal discount,
            BigDecimal paidShare,
            String status,
            String refundStatus,
            Optional<Long> refund,
            String carrier,
            String tracking,
            boolean rated) {}

    /** A refund with what it says of its line and trade; {@code quantity} is what was bought. */
    record Refund(
            long id,
            long tid,
            long oid,
            Kind kind,
            String status,
            String orderStatus,
            BigDecimal amount,
            BigDecimal total,
            BigDecimal paidShare,
            long quantity,
            String phase,
            String goodStatus,
            boolean goodReturn,
            String reason,
            String title,
            String code,
            String buyerNick,
            Instant created,
            Instant modified) {}

    /** An item and its whole stock. */
    record Item(
            long id,
            String code,
            String title,
            BigDecimal price,
            boolean up,
            Instant created,
            Instant modified,
            long quantity) {}

    /** A SKU; number 0 is the stock of an item without SKUs. */
    record Sku(
            long item,
            long id,
            String code,
            String name,
            BigDecimal price,
            long quantity,
            Instant created,
            Instant modified) {}

    /** A review by a buyer. */
    record Review(
            long oid,
            long tid,
            long item,
            String itemTitle,
            Optional<BigDecimal> itemPrice,
            String nick,
            String result,
            String content,
            String appended,
            Optional<Instant> appendedAt,
            String reply,
            Instant created) {}

    /** Which time of a trade a list goes by. */
    enum By {
        CREATED("created_at"),
        MODIFIED("modified_at");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** What a list of trades or refunds is narrowed to; both ends of the time count, empty words mean all. */
    record Filter(
            String shop,
            By by,
            Instant from,
            Instant to,
            Instant oldestShown,
            Set<String> kinds,
            Set<String> statuses,
            Optional<String> buyerNick) {}

    /** What a list of items is narrowed to. */
    record ItemFilter(
            String shop,
            boolean up,
            Optional<Boolean> stocked,
            Optional<String> title,
            Optional<Instant> modifiedFrom,
            Optional<Instant> modifiedTo,
            String order) {}

    /** What a list of reviews is narrowed to. */
    record ReviewFilter(
            String shop,
            Instant from,
            Instant to,
            Optional<String> result,
            Optional<Long> tid,
            Optional<Long> item,
            Optional<String> nick) {}
}
