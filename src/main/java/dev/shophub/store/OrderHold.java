package dev.shophub.store;

import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.SkuCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Orders that a person keeps from the ERP.
 *
 * @param shopId {@code shop.id} where it is one shop's; empty: every shop's
 * @param name an order, an item, a merchant code or an SKU of the ERP; empty: every order of the shop
 * @param below only where a matching line is cheaper than this a piece, in the order's currency
 * @param from only placed then or later, UTC
 * @param to only placed before it, UTC
 * @param typed as it was typed
 * @param author the operating system's user
 * @param madeAt UTC
 */
public record OrderHold(
        Optional<Long> shopId,
        String name,
        Optional<BigDecimal> below,
        Optional<Instant> from,
        Optional<Instant> to,
        String typed,
        String author,
        Instant madeAt) {

    /** @param erpSkus of the order's codes, as far as they are mapped */
    public boolean matches(long shop, Order order, Map<SkuCode, SkuCode> erpSkus) {
        return shopId.map(held -> held == shop).orElse(true)
                && from.map(first -> !order.placedAt().isBefore(first)).orElse(true)
                && to.map(end -> order.placedAt().isBefore(end)).orElse(true)
                && lines(order, erpSkus).anyMatch(this::isCheap);
    }

    private Stream<OrderLine> lines(Order order, Map<SkuCode, SkuCode> erpSkus) {
        var whole = name.isEmpty() || order.id().value().equals(name);
        return order.lines().stream().filter(line -> whole || isOf(line, erpSkus));
    }

    private boolean isOf(OrderLine line, Map<SkuCode, SkuCode> erpSkus) {
        return line.itemId().value().equals(name)
                || line.code().value().equals(name)
                || Optional.ofNullable(erpSkus.get(line.code()))
                        .map(sku -> sku.value().equals(name))
                        .orElse(false);
    }

    /** By the lower of the price asked and what was really paid for a piece. */
    private boolean isCheap(OrderLine line) {
        return below.map(limit -> line.unitPrice().amount().compareTo(limit) < 0
                        || line.paid()
                                .filter(paid -> line.quantity() > 0)
                                .map(paid -> paid.amount()
                                        .divide(BigDecimal.valueOf(line.quantity()), 4, RoundingMode.HALF_UP))
                                .map(paid -> paid.compareTo(limit) < 0)
                                .orElse(false))
                .orElse(true);
    }
}
