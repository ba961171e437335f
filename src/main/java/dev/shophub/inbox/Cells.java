package dev.shophub.inbox;

import dev.shophub.metric.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the texts of cells mean: headers, numbers with their units, days. */
final class Cells {

    private static final Set<String> NOTHING = Set.of("", "-", "--", "—", "/", "n/a", "null");
    private static final Pattern NUMBER = Pattern.compile(
            "[¥$]?(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:e[+-]?\\d{1,2})?)(万|亿|千)?(%)?[元秒次人件单个笔]?");
    private static final Map<String, BigDecimal> TIMES =
            Map.of("千", new BigDecimal("1000"), "万", new BigDecimal("10000"), "亿", new BigDecimal("100000000"));
    private static final Pattern DAY =
            Pattern.compile("(?<!\\d)(20\\d{2})(?:[-/._年](\\d{1,2})[-/._月](\\d{1,2})日?|(\\d{2})(\\d{2}))(?!\\d)");
    private static final Pattern CLOCK = Pattern.compile("[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?$");
    private static final LocalDate EXCEL = LocalDate.of(1899, 12, 30);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** DECIMAL(24,6). */
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000");

    private Cells() {}

    /** A header as it is looked up: half-width, without blanks, in lower case. */
    static String header(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Cf}]+", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * A number; empty where the cell says that there is none.
     *
     * @param share a percent sign is allowed and means hundredths
     * @throws NumberFormatException when it is neither, or not such as its unit has
     */
    static Optional<BigDecimal> number(String text, Unit unit, boolean share) {
        var plain = header(text);
        if (NOTHING.contains(plain)) {
            return Optional.empty();
        }
        var found = NUMBER.matcher(plain);
        if (!found.matches()) {
            throw new NumberFormatException(text);
        }
        var value = new BigDecimal(found.group(1).replace(",", ""));
        if (found.group(2) != null) {
            value = value.multiply(TIMES.get(found.group(2)));
        }
        if (found.group(3) != null) {
            if (!share) {
                throw new NumberFormatException(text);
            }
            value = value.divide(HUNDRED, MathContext.DECIMAL64);
        }
        if (value.signum() < 0 || value.compareTo(LARGEST) >= 0 || isBroken(value, unit, share)) {
            throw new NumberFormatException(text);
        }
        return Optional.of(value);
    }

    private static boolean isBroken(BigDecimal value, Unit unit, boolean share) {
        return !share
                && (unit == Unit.COUNT || unit == Unit.PEOPLE)
                && value.stripTrailingZeros().scale() > 0;
    }

    /**
     * The day of a cell, alone or with a time.
     *
     * @throws NumberFormatException when it is none, or a range
     */
    static LocalDate day(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (plain.matches("[345]\\d{4}(\\.0+)?")) {
            return EXCEL.plusDays(new BigDecimal(plain).longValue());
        }
        var found = days(CLOCK.matcher(plain).replaceFirst(""));
        if (found.size() == 1 && plain.length() < 24) {
            return found.get(0);
        }
        if (found.size() == 2 && found.get(0).equals(found.get(1))) {
            return found.get(0);
        }
        throw new NumberFormatException(text);
    }

    /** All days that a text names, in its order. */
    static List<LocalDate> days(String text) {
        var days = new ArrayList<LocalDate>();
        var found = DAY.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (found.find()) {
            var compact = found.group(4) != null;
            try {
                days.add(LocalDate.of(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(compact ? 4 : 2)),
                        Integer.parseInt(found.group(compact ? 5 : 3))));
            } catch (DateTimeException noDay) {
                continue;
            }
        }
        return days;
    }

    /**
     * An item's number as the platform writes it.
     *
     * @throws NumberFormatException when a spreadsheet rounded it
     */
    static String item(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (plain.matches("(?i)\\d(\\.\\d+)?e\\+?\\d+")) {
            throw new NumberFormatException(text);
        }
        return plain.replaceFirst("\\.0+$", "").replaceFirst("^[='\"`]+", "").replaceFirst("\"$", "");
    }
}
