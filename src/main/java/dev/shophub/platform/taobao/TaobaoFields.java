package dev.shophub.platform.taobao;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.SkuCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads single fields of one record; what is missing or absurd is refused by the platform's name for it. */
final class TaobaoFields {

    static final Currency YUAN = Currency.getInstance("CNY");

    /** Far above what any order is worth, far below what a column holds: sums of a thousand such still fit. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,11}(\\.\\d{1,4})?");

    /** The platform's ids have 19 digits; two of them make the code of a variant without one. */
    private static final int LONGEST_ID = 60;

    private static final Instant PLATFORM_BEGAN = Instant.parse("2003-01-01T00:00:00Z");
    private static final Instant ABSURDLY_LATE = Instant.parse("2100-01-01T00:00:00Z");
    private static final long ABSURDLY_MANY = 1_000_000_000;

    private final RawRecord raw;

    TaobaoFields(RawRecord raw) {
        this.raw = raw;
    }

    ExternalId id(String field, String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST_ID) {
            throw malformed(field);
        }
        return new ExternalId(value);
    }

    /** Empty where the platform left it out, or wrote 0 for "none". */
    Optional<ExternalId> optionalId(String field, String value) {
        boolean none = value == null || value.isEmpty() || value.equals("0");
        return none ? Optional.empty() : Optional.of(id(field, value));
    }

    Optional<SkuCode> code(String field, String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SkuCode(value));
        } catch (IllegalArgumentException tooLong) {
            throw malformed(field);
        }
    }

    /** Yuan as decimal text, 0 or more. */
    Money money(String field, String value) {
        return optionalMoney(field, value).orElseThrow(() -> malformed(field));
    }

    Optional<Money> optionalMoney(String field, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (!AMOUNT.matcher(value.strip()).matches()) {
            throw malformed(field);
        }
        return Optional.of(Money.of(value, YUAN));
    }

    /** A whole number that may be below 0, as oversold stock is. */
    long number(String field, String value) {
        try {
            long number = Long.parseLong(value == null ? "" : value.strip());
            if (number >= -ABSURDLY_MANY && number <= ABSURDLY_MANY) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw malformed(field);
        }
        throw malformed(field);
    }

    /** Pieces, 0 or more. */
    long pieces(String field, String value) {
        long pieces = number(field, value);
        if (pieces < 0) {
            throw malformed(field);
        }
        return pieces;
    }

    Instant time(String field, String value) {
        return optionalTime(field, value).orElseThrow(() -> malformed(field));
    }

    Optional<Instant> optionalTime(String field, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            var time = TaobaoTime.instant(value.strip());
            if (time.isAfter(PLATFORM_BEGAN) && time.isBefore(ABSURDLY_LATE)) {
                return Optional.of(time);
            }
        } catch (DateTimeException unreadable) {
            throw malformed(field);
        }
        throw malformed(field);
    }

    MalformedRecordException malformed(String field) {
        return TaobaoPayloads.malformed(raw, field);
    }

    static String text(String value) {
        return value == null ? "" : value;
    }
}
