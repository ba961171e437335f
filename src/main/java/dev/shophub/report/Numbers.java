package dev.shophub.report;

import dev.shophub.metric.Briefing.Change;
import dev.shophub.metric.Figure;
import dev.shophub.metric.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Writes figures as people read them; what is unknown is a dash. */
final class Numbers {

    static final String UNKNOWN = "—";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final BigDecimal A_YEAR = BigDecimal.valueOf(365);

    private final Locale language;
    private final String symbol;

    Numbers(Locale language, String currency) {
        this.language = language;
        this.symbol = Currency.getInstance(currency)
                .getSymbol(language.getLanguage().equals("zh") ? Locale.CHINA : Locale.UK);
    }

    String value(Figure figure, Optional<BigDecimal> value) {
        return value.map(number -> value(figure.unit(), number)).orElse(UNKNOWN);
    }

    String value(Unit unit, BigDecimal value) {
        return switch (unit) {
            case MONEY -> money(value);
            case COUNT, PEOPLE -> plain("#,##0", value);
            case PERCENT -> plain("0.00", value.multiply(HUNDRED)) + "%";
            case RATIO, SCORE -> plain("#,##0.00", value);
            case SECONDS -> plain("#,##0.0", value) + (chinese() ? " 秒" : " s");
            case DAYS -> days(value) + (chinese() ? " 天" : " d");
        };
    }

    /** Beyond a year nobody plans: the number would only say that nearly nothing is sold. */
    private static String days(BigDecimal value) {
        return value.compareTo(A_YEAR) > 0 ? "> " + A_YEAR : plain("#,##0.0", value);
    }

    /** An amount, to the cent. */
    String money(BigDecimal value) {
        return (value.signum() < 0 ? "-" : "") + symbol + plain("#,##0.00", value.abs());
    }

    /** An amount with its sign. */
    String signedMoney(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + money(value);
    }

    /** How much more or less: of shares in percentage points, else in percent. */
    String change(Figure figure, Optional<Change> change) {
        return change.flatMap(one -> figure.unit().isShare()
                        ? Optional.of(signed("0.00", one.difference().multiply(HUNDRED)) + "pp")
                        : one.relative().map(this::percent))
                .orElse(UNKNOWN);
    }

    /** A fraction with its sign, in percent. */
    String percent(BigDecimal fraction) {
        return signed("#,##0.0", fraction.multiply(HUNDRED)) + "%";
    }

    /** A difference of fractions, in percentage points. */
    String points(double difference) {
        return signed("0.00", BigDecimal.valueOf(difference).multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP))
                + "pp";
    }

    /** A fraction without sign, in percent. */
    String share(BigDecimal fraction) {
        return plain("#,##0.0", fraction.multiply(HUNDRED)) + "%";
    }

    private String signed(String pattern, BigDecimal value) {
        var text = plain(pattern, value);
        return value.signum() > 0 ? "+" + text : text;
    }

    private static String plain(String pattern, BigDecimal value) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    private boolean chinese() {
        return language.getLanguage().equals("zh");
    }
}
