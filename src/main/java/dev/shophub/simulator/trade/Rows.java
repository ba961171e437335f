package dev.shophub.simulator.trade;

import dev.shophub.model.Refund.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The rows of the simulators' schema that trade is written into, column by column as {@code V1__world.sql} explains
 * them.
 */
final class Rows {

    static final String PLANNED = "planned";
    static final String NO_REFUND = "NO_REFUND";

    private Rows() {}

    record Item(long itemId, String code, String title, BigDecimal price, Instant at) {}

    record Sku(long itemId, long skuId, String code, String name, BigDecimal price, long quantity) {}

    record ErpProduct(String sku, String title, BigDecimal costPrice, long onHand, Instant at) {}

    /** What never changes about an order, and its present state. */
    record Order(
            long tid,
            String kind,
            Instant createdAt,
            Buyer buyer,
            Amounts amounts,
            String payments,
            OrderState state) {}

    /** Who buys, as the platform shows it: masked. */
    record Buyer(String key, String nick, String receiver, String oaid, String message) {}

    record Amounts(BigDecimal goods, BigDecimal freight, BigDecimal discount, BigDecimal payment) {}

    /** Where an order stands. */
    record OrderState(
            String status,
            String stepStatus,
            Instant modifiedAt,
            Optional<Instant> paidAt,
            Optional<Instant> shippedAt,
            Optional<Instant> completedAt,
            String memo,
            int flag) {

        /** Written and not yet placed. */
        static OrderState planned(Instant createdAt) {
            return new OrderState(PLANNED, "", createdAt, Optional.empty(), Optional.empty(), Optional.empty(), "", 0);
        }
    }

    record Line(
            long tid,
            long oid,
            int position,
            long itemId,
            long skuId,
            String code,
            String title,
            String skuName,
            long quantity,
            BigDecimal price,
            BigDecimal discount,
            BigDecimal paidShare,
            String status,
            String refundStatus,
            Optional<Long> refundId) {}

    record Refund(
            long refundId,
            long tid,
            long oid,
            Kind kind,
            String status,
            BigDecimal amount,
            long quantity,
            String phase,
            String goodStatus,
            boolean goodReturn,
            String reason,
            Instant createdAt,
            Instant modifiedAt) {}

    record Review(
            long oid,
            long tid,
            long itemId,
            String itemTitle,
            String nick,
            String result,
            int stars,
            String content,
            Instant createdAt) {}

    record Source(String kind, String sourceId, String sourceLine, long platformId, Optional<Long> platformLineId) {}
}
