package dev.shophub.simulator.shopify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Sums in the shop's currency and in the one the buyer saw: of ten orders one in each foreign currency. */
final class ShopifyMoney {

    private static final int ORDERS = 10;

    private final Currency currency;
    private final List<Map.Entry<Currency, BigDecimal>> foreign;

    ShopifyMoney(Currency currency, Map<Currency, BigDecimal> foreign) {
        this.currency = currency;
        this.foreign = new ArrayList<>(foreign.entrySet());
        this.foreign.sort(Comparator.comparing(rate -> rate.getKey().getCurrencyCode()));
    }

    Currency currency() {
        return currency;
    }

    Purse of(long order) {
        int number = (int) Math.floorMod(order, (long) ORDERS) - 1;
        return number >= 0 && number < foreign.size()
                ? new Purse(
                        currency,
                        foreign.get(number).getKey(),
                        foreign.get(number).getValue())
                : new Purse(currency, currency, BigDecimal.ONE);
    }

    /** The currencies of one order. */
    record Purse(Currency own, Currency seen, BigDecimal rate) {

        String shop() {
            return own.getCurrencyCode();
        }

        String presentment() {
            return seen.getCurrencyCode();
        }

        Map<String, Object> bag(BigDecimal amount) {
            return Map.of("shopMoney", money(amount, own), "presentmentMoney", money(amount.multiply(rate), seen));
        }
    }

    static Map<String, Object> money(BigDecimal amount, Currency currency) {
        return Map.of("amount", text(amount, currency), "currencyCode", currency.getCurrencyCode());
    }

    /** In the coins of the currency; one decimal at least, as the platform writes it. */
    static String text(BigDecimal amount, Currency currency) {
        var coins = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return coins.setScale(Math.max(1, coins.scale())).toPlainString();
    }
}
