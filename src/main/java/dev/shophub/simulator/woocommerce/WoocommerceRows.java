package dev.shophub.simulator.woocommerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the simulators' tables hold, as the site's interfaces read it; statuses are already the platform's words. */
final class WoocommerceRows {

    private WoocommerceRows() {}

    /** An order; lines by position. */
    record Order(
            long id,
            String status,
            String kind,
            Instant created,
            Instant modified,
            Optional<Instant> paid,
            Optional<Instant> completed,
            String buyer,
            String receiver,
            String message,
            BigDecimal freight,
            BigDecimal discount,
            BigDecimal payment,
            String meta,
            List<Line> lines) {}

    /** @param code of the product as it is now; empty once it is gone */
    record Line(
            long id,
            long product,
            long variation,
            Optional<String> code,
            String title,
            String variant,
            long quantity,
            BigDecimal price,
            BigDecimal discount) {}

    /** A refund that is done: others the site does not know. */
    record Refund(
            long id,
            long order,
            long line,
            String kind,
            BigDecimal amount,
            long quantity,
            String reason,
            Instant done) {}

    /** A product; {@code variable} where it has variations. */
    record Product(
            long id,
            String code,
            String name,
            String status,
            BigDecimal price,
            boolean variable,
            long quantity,
            List<Long> variations,
            Instant created,
            Instant modified) {}

    record Variation(
            long product, long id, String code, String name, BigDecimal price, long quantity, Instant modified) {}

    record Review(
            long id,
            long product,
            String productName,
            String status,
            String nick,
            int stars,
            String content,
            Instant created) {}

    record Webhook(
            long id,
            String name,
            String topic,
            String address,
            String secret,
            String status,
            int failures,
            Instant created) {}

    /** What a list is narrowed to: bounds exclusive; no statuses and no ids mean all. */
    record Filter(
            String shop,
            Optional<Instant> after,
            Optional<Instant> before,
            Optional<Instant> modifiedAfter,
            Optional<Instant> modifiedBefore,
            Set<String> statuses,
            List<Long> include,
            String order) {

        static Filter of(WoocommerceCall call, Set<String> statuses, String order) {
            return new Filter(
                    call.shop(),
                    call.time("after"),
                    call.time("before"),
                    call.time("modified_after"),
                    call.time("modified_before"),
                    statuses,
                    call.numbers("include"),
                    order);
        }
    }
}
