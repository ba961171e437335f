package dev.shophub.alert;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A row that a query of {@code config/sql} answered.
 *
 * @param columns by name
 * @param expected the names of all columns, for the message when one is missing
 */
record AnswerRow(Map<String, Object> columns, String expected) {

    /** @throws BadAnswerException when there is no such number */
    Number number(String column) {
        if (columns.get(column) instanceof Number number) {
            return number;
        }
        throw missing(column);
    }

    /** Empty where the column is null or absent. */
    Optional<BigDecimal> optionalNumber(String column) {
        return Optional.ofNullable(columns.get(column)).map(value -> new BigDecimal(value.toString()));
    }

    /** @throws BadAnswerException when there is no such text */
    String text(String column) {
        if (columns.get(column) instanceof String text) {
            return text;
        }
        throw missing(column);
    }

    private BadAnswerException missing(String column) {
        return new BadAnswerException("gives no value for the column " + column + "; expected are " + expected);
    }

    /** A row of the query lacks what it must have. */
    static final class BadAnswerException extends RuntimeException {

        BadAnswerException(String message) {
            super(message);
        }
    }
}
