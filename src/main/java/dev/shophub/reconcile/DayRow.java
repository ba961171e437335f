package dev.shophub.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.shophub.store.AuditFacts.DayFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One day of a shop in figures.
 *
 * @param day in the shop's zone
 * @param sourceDay the same day in the trade folder; absent without one
 * @param currency ISO 4217 of all money here
 * @param sales sum of quantity times unit price, before discount, freight and refunds; two decimals
 * @param refunds money of successful refunds, by the day of their order; two decimals
 * @param refundsByRefundDay the same by the day the refund ended; two decimals
 */
@JsonPropertyOrder({
    "shop",
    "day",
    "sourceDay",
    "currency",
    "orders",
    "lines",
    "pieces",
    "sales",
    "refunds",
    "refundsByRefundDay"
})
public record DayRow(
        String shop,
        LocalDate day,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<LocalDate> sourceDay,
        String currency,
        long orders,
        long lines,
        long pieces,
        String sales,
        String refunds,
        String refundsByRefundDay) {

    static DayRow of(String shop, DayFigures figures, Optional<Integer> shiftDays) {
        return new DayRow(
                shop,
                figures.day(),
                shiftDays.map(shift -> figures.day().minusDays(shift)),
                figures.currency(),
                figures.orders(),
                figures.lines(),
                figures.pieces(),
                money(figures.sales()),
                money(figures.refunds()),
                money(figures.refundsByRefundDay()));
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
