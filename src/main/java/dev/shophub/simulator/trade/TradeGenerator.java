package dev.shophub.simulator.trade;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Invents the orders of one shop with their whole lives: who buys what, how it is paid, shipped, sent back and judged.
 * Each order depends on the seed, the shop and its serial alone, and on what cannot be bought when it is planned.
 */
final class TradeGenerator {

    /** One in so many orders holds something that the ERP does not know. */
    private static final int UNKNOWN_EVERY = 60;

    private static final int ORDERS_A_DAY = 200;
    private static final int[] HOURS = {
        4, 2, 1, 1, 1, 1, 3, 8, 14, 22, 28, 27, 24, 24, 25, 26, 25, 24, 24, 28, 36, 38, 27, 13
    };
    private static final double[] WEEKDAYS = {1.0, 0.95, 0.95, 1.0, 1.05, 1.15, 1.2};

    private final TradeShop shop;
    private final long seed;
    private final Ids ids;
    private final Catalogue catalogue;

    TradeGenerator(TradeShop shop, int number, long seed) {
        this.shop = shop;
        this.seed = seed;
        this.ids = new Ids(seed, number);
        this.catalogue = new Catalogue(ids, seed, shop.key().value());
    }

    TradeShop shop() {
        return shop;
    }

    long seed() {
        return seed;
    }

    Ids ids() {
        return ids;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** When the orders of one day were placed, in time; only those before {@code end}. */
    List<Instant> day(LocalDate day, Instant end) {
        var chance = Chance.of(seed, "day", shop.key() + "|" + day);
        var count = (int) Math.round(
                ORDERS_A_DAY * WEEKDAYS[day.getDayOfWeek().getValue() - 1] * (0.9 + 0.2 * chance.fraction()));
        var hours = new ArrayList<Integer>();
        for (var hour = 0; hour < HOURS.length; hour++) {
            for (var i = 0; i < HOURS[hour]; i++) {
                hours.add(hour);
            }
        }
        var times = new ArrayList<Instant>();
        for (var i = 0; i < count; i++) {
            times.add(day.atTime(chance.of(hours), chance.between(0, 59), chance.between(0, 59))
                    .atZone(shop.zone())
                    .toInstant());
        }
        times.removeIf(at -> !at.isBefore(end));
        times.sort(Comparator.naturalOrder());
        return times;
    }

    /**
     * An order with its life.
     *
     * @param serial names it within the shop
     * @param number counts the shop's orders without a gap: it decides which hold something that the ERP does not know
     * @param notForSale stock ids of what cannot be bought now
     */
    PlannedOrder order(long serial, long number, Instant placedAt, Tempo tempo, Set<Long> notForSale) {
        return new OrderDraft(this, serial, placedAt, tempo)
                .plan(number % UNKNOWN_EVERY == UNKNOWN_EVERY / 2, notForSale);
    }
}
