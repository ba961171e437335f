package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is to be said about a span of some shops, in numbers; the words are the reader's.
 *
 * @param running the span is not over yet: it is compared with the same elapsed part
 * @param currency of all amounts, ISO 4217
 * @param aligned the day, or first day, of last year that it is compared with
 * @param why how the change against {@link Line#usual} splits; empty where that cannot be told
 */
public record Briefing(
        Scope scope,
        Span span,
        Instant asOf,
        boolean running,
        String currency,
        Campaigns.Aligned aligned,
        List<Line> lines,
        List<Line> profit,
        Optional<Plan> plan,
        Optional<Why> why,
        List<Shift> shifts,
        List<Item> top,
        List<Item> falling,
        List<Item> movers,
        List<Todo> todos,
        List<AtRisk> atRisk,
        List<OpenReviews> openReviews,
        List<Rival> rivals,
        List<SourceState> sources,
        List<Missing> missing,
        List<Apart> apart,
        List<TwoSides> sides,
        List<Correction> corrections,
        List<TrendDay> trend,
        Map<String, BigDecimal> channels) {

    /** A line of a figure; both lists. */
    public Optional<Line> line(String figure) {
        return lines.stream().filter(line -> line.figure().key().equals(figure)).findFirst();
    }

    /** Whether nothing was missing. */
    public boolean complete() {
        return missing.isEmpty();
    }

    /** Whether nothing is missing that came in the fortnight before: what never came need not be waited for. */
    public boolean usualIsThere() {
        return missing.stream().allMatch(one -> Missing.UNUSUAL.contains(one.source()));
    }

    /**
     * A figure and what it is compared with; an empty change has nothing to compare with.
     *
     * @param shops of how many shops it is known
     * @param ripe hardly changes any more; an unripe one is compared at the same age
     * @param previous the span before (环比)
     * @param usual the same weekday a week before; of weeks and months the span before
     * @param lastYear the aligned span of last year (同比)
     */
    public record Line(
            Figure figure,
            Optional<BigDecimal> value,
            int shops,
            boolean ripe,
            Optional<Change> previous,
            Optional<Change> usual,
            Optional<Change> lastYear) {}

    /** Now and before, of the same shops. */
    public record Change(BigDecimal now, BigDecimal before) {

        /** As a fraction of before; empty when that is 0. */
        public Optional<BigDecimal> relative() {
            return before.signum() == 0
                    ? Optional.empty()
                    : Optional.of(now.subtract(before).divide(before.abs(), MathContext.DECIMAL64));
        }

        /** The difference. */
        public BigDecimal difference() {
            return now.subtract(before);
        }
    }

    /**
     * The month's plan of the paid amount.
     *
     * @param shops how many shops have one
     * @param month the whole month's
     * @param day what of it falls on the day
     * @param toDate what of it falls on the days up to it
     * @param reached paid so far; empty where a day is not known
     * @param left a day that is left has to bring this much on average; empty on the last day
     */
    public record Plan(
            int shops,
            BigDecimal month,
            BigDecimal day,
            BigDecimal toDate,
            Optional<BigDecimal> reached,
            Optional<BigDecimal> left) {

        /** Paid less planned so far. */
        public Optional<BigDecimal> gap() {
            return reached.map(paid -> paid.subtract(toDate));
        }

        /** What the month comes to at this pace. */
        public Optional<BigDecimal> forecast() {
            return toDate.signum() == 0
                    ? Optional.empty()
                    : reached.map(paid -> paid.multiply(month).divide(toDate, MathContext.DECIMAL64));
        }
    }

    /**
     * The split of a change.
     *
     * @param console whether visitors and buyers are the console's; else there are no visitors, and buyers and order value are ours
     */
    public record Why(boolean console, BigDecimal before, BigDecimal now, List<Split.Effect> effects) {}

    /**
     * What a part of the visitors did to the conversion of all.
     *
     * @param mix by its share, a difference of fractions
     * @param rate by its own conversion, likewise
     */
    public record Shift(Of of, String name, double mix, double rate) {

        /** What kind of part. */
        public enum Of {
            SHOP,
            SOURCE,
            ITEM
        }
    }

    /** An item's money, now and before; {@code shop} is the shop's title. */
    public record Item(String shop, String code, String title, BigDecimal now, BigDecimal before) {

        public BigDecimal difference() {
            return now.subtract(before);
        }
    }

    /**
     * Something to do.
     *
     * @param kind decides the sentence
     * @param number the number it is about
     * @param subject code and title of an item, or a shop
     * @param shop the shop's title
     */
    public record Todo(String kind, BigDecimal number, String subject, String shop, Place place) {}

    /**
     * A SKU that runs low now.
     *
     * @param shop the shop's title
     * @param days of cover; empty: nothing sold lately
     */
    public record AtRisk(String shop, String code, String title, long sellable, Optional<BigDecimal> days) {}

    /**
     * Bad reviews of a shop that nobody answered.
     *
     * @param shop the shop's title
     * @param days since the oldest was written
     * @param place of the oldest
     */
    public record OpenReviews(String shop, long count, long days, Place place) {}

    /**
     * A watched item of somebody else, as last told in the span and as told before.
     *
     * @param before the day of what it is compared with; empty: it was never told before
     */
    public record Rival(
            String name,
            Optional<LocalDate> before,
            String currency,
            Optional<Change> price,
            Optional<Change> sales,
            Optional<Change> rating) {}

    /**
     * Something that is not there.
     *
     * @param source {@code books}, {@code traffic} where no export ever told visitors, {@link #NOT_OVER}, or a layout of exports
     * @param shop the shop's title
     */
    public record Missing(String source, String shop, String shopKey, boolean partial) {

        /** The span is not over in the shop's zone, while it is in others'. */
        public static final String NOT_OVER = "not-over";

        static final String TRAFFIC = "traffic";
        private static final Set<String> UNUSUAL = Set.of(NOT_OVER, TRAFFIC);
    }

    /**
     * A shop that trades in another currency than most: its amounts are in none of the figures.
     *
     * @param shop the shop's title
     * @param currency ISO 4217
     * @param paid its paid amount; empty where it is not known
     */
    public record Apart(String shop, String currency, Optional<BigDecimal> paid) {}

    /**
     * How complete a source is.
     *
     * @param source {@code books}, or a layout of exports
     * @param kind of export; {@code books} for our own
     * @param shop the shop's title
     */
    public record SourceState(String source, String kind, String shop, String shopKey, FigureTables.Verdict verdict) {}

    /** The same figure in our books and in a console, and the likeliest cause where they are more than 2 % apart. */
    public record TwoSides(Figure figure, BigDecimal ours, BigDecimal console, Cause cause) {

        /** Why two sides differ. */
        public enum Cause {
            /** They do not. */
            NONE,
            /** Our books of the span are not read to its end. */
            BOOKS_UNREAD,
            /** The number of orders differs too: cancelled ones, cash on delivery, balances of pre-sales. */
            OTHER_ORDERS,
            /** As many orders with other amounts: freight, coupons, subsidies. */
            OTHER_AMOUNT,
            /** As many orders of other people: who is one person is told apart differently. */
            SAME_PERSON,
            /** Refunds count when they are asked for, or when the money went. */
            REFUND_TIME
        }
    }

    /** A figure that moved since it was mailed. */
    public record Correction(Figure figure, LocalDate day, BigDecimal mailed, BigDecimal now) {}

    /** A day of the trend; empty where nothing is known. */
    public record TrendDay(LocalDate day, Optional<BigDecimal> now, Optional<BigDecimal> lastYear) {}
}
