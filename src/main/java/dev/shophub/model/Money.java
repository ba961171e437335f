package dev.shophub.model;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount in the currency's main unit (yuan, pounds), exact, with its ISO 4217 currency. */
public record Money(BigDecimal amount, Currency currency) {

    /** ISO 4217's XXX: of what is read before its currency is known, or has none. */
    public static final Currency NO_CURRENCY = Currency.getInstance("XXX");

    /** @throws IllegalArgumentException when the amount does not fit DECIMAL(19,4) */
    public Money {
        // Before anything else: an amount such as 1e999999999 would be written out digit by digit.
        if (amount.precision() - (long) amount.scale() > 15) {
            throw new IllegalArgumentException("Amount does not fit 15 digits and 4 decimals");
        }
        if (amount.scale() < 0) {
            amount = amount.setScale(0);
        }
        if (amount.scale() > 4) {
            amount = amount.stripTrailingZeros();
            amount = amount.scale() < 0 ? amount.setScale(0) : amount;
        }
        if (amount.scale() > 4) {
            throw new IllegalArgumentException("Amount does not fit 15 digits and 4 decimals");
        }
    }

    /**
     * @param amount decimal text such as {@code 200.07}, in the main unit
     * @throws IllegalArgumentException when it is no decimal number or does not fit
     */
    public static Money of(String amount, Currency currency) {
        if (amount.length() > 64) {
            throw new IllegalArgumentException("Amount is longer than 64 characters");
        }
        return new Money(new BigDecimal(amount.strip()), currency);
    }

    /** Nothing, in this currency. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO.setScale(2), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }
}
