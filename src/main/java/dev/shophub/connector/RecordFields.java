package dev.shophub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.SkuCode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads single fields of one record; what is missing or absurd is refused by the platform's name for it. */
public final class RecordFields {

    /** Far above what any order is worth, far below what a column holds: sums of a thousand such still fit. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,11}(\\.\\d{1,4})?");

    /** The platform's ids have 19 digits; two of them make the code of a variant without one. */
    private static final int LONGEST_ID = 60;

    private static final Instant PLATFORM_BEGAN = Instant.parse("2003-01-01T00:00:00Z");
    private static final Instant ABSURDLY_LATE = Instant.parse("2100-01-01T00:00:00Z");
    private static final long ABSURDLY_MANY = 1_000_000_000;

    private final RawRecord raw;
    private final Currency currency;
    private final Function<String, Instant> times;

    /**
     * @param currency of all its amounts
     * @param times reads a time in the platform's form; throws {@link DateTimeException} when it is none
     */
    public RecordFields(RawRecord raw, Currency currency, Function<String, Instant> times) {
        this.raw = raw;
        this.currency = currency;
        this.times = times;
    }

    /**
     * The record in the shape of its payload's type.
     *
     * @throws MalformedRecordException naming the field, never telling its value
     */
    public <T> T read(Class<T> type) {
        try {
            var payload = Json.MAPPER.readValue(raw.payload(), type);
            if (payload != null) {
                return payload;
            }
        } catch (JsonMappingException wrongShape) {
            throw malformed(path(wrongShape));
        } catch (JsonProcessingException notJson) {
            throw malformed("(not JSON)");
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
        throw malformed("(empty)");
    }

    /** An id given as a whole number or as text; empty when it is neither. */
    public static Optional<String> id(JsonNode id) {
        boolean whole = id.isIntegralNumber() || id.isTextual();
        return Optional.of(id.asText()).filter(text -> whole && !text.isEmpty() && text.length() <= 64);
    }

    /** The ids that rows of a list bear in this field; a row without one is left out. */
    public static Set<ExternalId> ids(List<JsonNode> rows, String field) {
        return rows.stream()
                .flatMap(row -> id(row.path(field)).stream())
                .map(ExternalId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether it can be an id of a platform that numbers its records: a whole number above 0 that 63 bits hold. */
    public static boolean isNumber(String id) {
        return id.matches("[1-9]\\d{0,18}") && new BigInteger(id).bitLength() < Long.SIZE;
    }

    public ExternalId id(String field, String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST_ID) {
            throw malformed(field);
        }
        return new ExternalId(value);
    }

    /** Empty where the platform left it out, or wrote 0 for "none". */
    public Optional<ExternalId> optionalId(String field, String value) {
        boolean none = value == null || value.isEmpty() || value.equals("0");
        return none ? Optional.empty() : Optional.of(id(field, value));
    }

    public Optional<SkuCode> code(String field, String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SkuCode(value));
        } catch (IllegalArgumentException tooLong) {
            throw malformed(field);
        }
    }

    /** Decimal text in the main unit, 0 or more. */
    public Money money(String field, String value) {
        return optionalMoney(field, value).orElseThrow(() -> malformed(field));
    }

    public Optional<Money> optionalMoney(String field, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (!AMOUNT.matcher(value.strip()).matches()) {
            throw malformed(field);
        }
        return Optional.of(Money.of(value, currency));
    }

    /** A whole number that may be below 0, as oversold stock is. */
    public long number(String field, String value) {
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
    public long pieces(String field, String value) {
        long pieces = number(field, value);
        if (pieces < 0) {
            throw malformed(field);
        }
        return pieces;
    }

    public Instant time(String field, String value) {
        return optionalTime(field, value).orElseThrow(() -> malformed(field));
    }

    public Optional<Instant> optionalTime(String field, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            var time = times.apply(value.strip());
            if (time.isAfter(PLATFORM_BEGAN) && time.isBefore(ABSURDLY_LATE)) {
                return Optional.of(time);
            }
        } catch (DateTimeException unreadable) {
            throw malformed(field);
        }
        throw malformed(field);
    }

    public MalformedRecordException malformed(String field) {
        return new MalformedRecordException(
                "Record not readable (shop=" + raw.shop() + ", stream=" + raw.stream() + ", id=" + raw.id() + ", field="
                        + field + ")",
                field);
    }

    /** What the platform left out is nothing. */
    public static String text(String value) {
        return value == null ? "" : value;
    }

    private static String path(JsonMappingException wrongShape) {
        var path = wrongShape.getPath().stream()
                .map(step -> step.getFieldName())
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "(not JSON)" : path;
    }
}
