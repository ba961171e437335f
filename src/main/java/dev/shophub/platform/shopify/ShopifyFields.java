package dev.shophub.platform.shopify;

import dev.shophub.connector.RecordFields;
import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.platform.shopify.ShopifyPayloads.Amount;
import dev.shophub.platform.shopify.ShopifyPayloads.MoneyBag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads fields of one record: the platform's global ids as the number at their end, money in one of its two currencies.
 *
 * @param plain the fields that need no more than their name
 * @param presentment whether amounts are the buyer's
 */
record ShopifyFields(RecordFields plain, Currency currency, boolean presentment) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    /** @throws dev.shophub.connector.MalformedRecordException when the currency is none */
    static ShopifyFields of(RawRecord raw, String field, String currencyCode, boolean presentment) {
        try {
            var currency = Currency.getInstance(RecordFields.text(currencyCode));
            return new ShopifyFields(fields(raw, currency), currency, presentment);
        } catch (IllegalArgumentException noCurrency) {
            throw fields(raw, Money.NO_CURRENCY).malformed(field);
        }
    }

    /** Of a record without money. */
    static RecordFields fields(RawRecord raw, Currency currency) {
        return new RecordFields(raw, currency, ShopifyFields::time);
    }

    /** What stands behind the last slash of {@code gid://shopify/Order/123}; nothing of what is no such id. */
    static String tail(String gid) {
        var text = RecordFields.text(gid);
        var path = text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
        return path.startsWith("gid://") ? path.substring(path.lastIndexOf('/') + 1) : "";
    }

    /** @throws RejectedException when it is no number: the platform has no such record */
    static String gid(String type, ExternalId id) {
        if (!NUMBER.matcher(id.value()).matches()) {
            throw new RejectedException("Shopify knows numbers only as ids (id=" + id + ")", "not-a-number");
        }
        return "gid://shopify/" + type + "/" + id;
    }

    ExternalId id(String field, String gid) {
        return plain.id(field, tail(gid));
    }

    Money money(String field, MoneyBag bag) {
        return optionalMoney(field, bag).orElseThrow(() -> plain.malformed(field));
    }

    /** @throws dev.shophub.connector.MalformedRecordException when it is in another currency than the record says */
    Optional<Money> optionalMoney(String field, MoneyBag bag) {
        if (bag == null) {
            return Optional.empty();
        }
        var side = presentment ? bag.presentmentMoney() : bag.shopMoney();
        return Optional.of(money(field, side));
    }

    private Money money(String field, Amount amount) {
        if (amount == null || !currency.getCurrencyCode().equals(amount.currencyCode())) {
            throw plain.malformed(field + ".currencyCode");
        }
        return plain.money(field, amount.amount());
    }

    Money nothing() {
        return Money.zero(currency);
    }

    /** With an offset, or {@code Z}. */
    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
