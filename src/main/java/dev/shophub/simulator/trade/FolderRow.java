package dev.shophub.simulator.trade;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a trade folder's file; what cannot be read is refused with file, line, what stands there and what should.
 */
final class FolderRow {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[' ']['T']HH:mm[:ss]")
            .toFormatter();
    private static final int ID_LENGTH = 128;
    private static final int SHOWN = 60;
    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000000");
    private static final long MOST_PIECES = 1_000_000_000L;

    private final String file;
    private final long line;
    private final CSVRecord cells;

    FolderRow(String file, long line, CSVRecord cells) {
        this.file = file;
        this.line = line;
        this.cells = cells;
        if (!cells.isConsistent()) {
            throw refused("the row has " + cells.size() + " cells", "as many as the header");
        }
    }

    /** The cell as it stands, byte for byte; empty when the source does not tell. */
    String text(String column) {
        return cells.get(column);
    }

    /** The cell, cut to what the platform's field holds. */
    String text(String column, int length) {
        var text = text(column);
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    String id(String column) {
        var id = text(column);
        if (id.isEmpty() || id.length() > ID_LENGTH) {
            throw refused(column, id, "an id of 1 to " + ID_LENGTH + " characters");
        }
        return id;
    }

    Optional<LocalDateTime> time(String column) {
        var text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, TIME));
        } catch (DateTimeException unreadable) {
            throw refused(column, text, "a time such as 2024-11-11 20:00:00");
        }
    }

    LocalDateTime requiredTime(String column) {
        return time(column).orElseThrow(() -> refused(column, "", "a time such as 2024-11-11 20:00:00"));
    }

    long whole(String column, long low, long high) {
        var text = text(column);
        try {
            var number = Long.parseLong(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // refused below like a number out of range
        }
        throw refused(column, text, "a whole number from " + low + " to " + high);
    }

    long pieces(String column) {
        return whole(column, 0, MOST_PIECES);
    }

    BigDecimal amount(String column) {
        var text = text(column);
        try {
            var amount = text.length() > 20 ? MOST_MONEY : new BigDecimal(text);
            if (amount.signum() >= 0 && amount.compareTo(MOST_MONEY) < 0 && amount.scale() > -15) {
                return amount.setScale(2);
            }
        } catch (NumberFormatException | ArithmeticException unreadable) {
            // refused below like an amount out of range
        }
        throw refused(column, text, "an amount such as 12.50: not negative, two decimals at most");
    }

    BigDecimal amountOrZero(String column) {
        return text(column).isEmpty() ? BigDecimal.ZERO.setScale(2) : amount(column);
    }

    /** That this cell cannot be taken. */
    TradeRefusedException refused(String column, String value, String expected) {
        var shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
        return refused(column + " is " + (value.isEmpty() ? "empty" : "\"" + shown + "\""), expected);
    }

    private TradeRefusedException refused(String what, String expected) {
        return new TradeRefusedException(file + ":" + line + ": " + what + "; expected: " + expected);
    }

    /** Where the row stands, for messages about it that come up later. */
    String place() {
        return file + ":" + line;
    }
}
