package dev.shophub.simulator.trade;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What trade the world plays.
 *
 * @param tradeFolder a shop's past orders; absent: invented
 * @param seed of all that is invented; only the one of the first start counts
 * @param today the day of the folder that is today in the platform's zone; absent: the folder's last day of today's
 *     weekday that has a week after it
 * @param noShift the folder's dates stay as they are, for tests that walk a clock through them
 * @param speed what of a folder follows after the start arrives so many times faster, at least 1
 * @param ordersPerMinute placed in each invented shop, flat round the clock, 0 to 1000
 * @param historyDays of invented past
 * @param shops to be played; exactly one with a folder
 */
public record TradeSettings(
        Optional<Path> tradeFolder,
        long seed,
        Optional<LocalDate> today,
        boolean noShift,
        int speed,
        int ordersPerMinute,
        int historyDays,
        List<TradeShop> shops) {

    private static final int DEFAULT_ORDERS_PER_MINUTE = 6;
    private static final int DEFAULT_HISTORY_DAYS = 30;

    /** @throws TradeRefusedException when a number is out of range or the number of shops does not fit */
    public TradeSettings {
        tradeFolder = tradeFolder.map(folder -> folder.toAbsolutePath().normalize());
        shops = List.copyOf(shops);
        require(speed >= 1, "demo.speed", speed, "at least 1");
        require(
                ordersPerMinute >= 0 && ordersPerMinute <= 1000,
                "demo.orders-per-minute",
                ordersPerMinute,
                "0 to 1000");
        require(historyDays >= 0 && historyDays <= 366, "demo.history-days", historyDays, "0 to 366");
        require(
                tradeFolder.isEmpty() ? !shops.isEmpty() && shops.size() <= Ids.MAX_SHOPS : shops.size() == 1,
                "shops",
                shops.size(),
                tradeFolder.isEmpty() ? "1 to " + Ids.MAX_SHOPS : "exactly 1 with a trade folder");
    }

    /** Invented trade at the default pace. */
    public static TradeSettings invented(List<TradeShop> shops) {
        return new TradeSettings(
                Optional.empty(),
                1,
                Optional.empty(),
                false,
                1,
                DEFAULT_ORDERS_PER_MINUTE,
                DEFAULT_HISTORY_DAYS,
                shops);
    }

    /** A folder, moved to today, at its own pace. */
    public static TradeSettings folder(Path folder, TradeShop shop) {
        return new TradeSettings(
                Optional.of(folder),
                1,
                Optional.empty(),
                false,
                1,
                DEFAULT_ORDERS_PER_MINUTE,
                DEFAULT_HISTORY_DAYS,
                List.of(shop));
    }

    /** The same with the folder's dates as they are. */
    public TradeSettings unshifted() {
        return new TradeSettings(tradeFolder, seed, today, true, speed, ordersPerMinute, historyDays, shops);
    }

    /** The same with another today. */
    public TradeSettings withToday(LocalDate day) {
        return new TradeSettings(
                tradeFolder, seed, Optional.of(day), noShift, speed, ordersPerMinute, historyDays, shops);
    }

    /** The same at another speed of a folder's future. */
    public TradeSettings withSpeed(int times) {
        return new TradeSettings(tradeFolder, seed, today, noShift, times, ordersPerMinute, historyDays, shops);
    }

    /** The same with another length of invented past and another live rate. */
    public TradeSettings withPace(int days, int perMinute) {
        return new TradeSettings(tradeFolder, seed, today, noShift, speed, perMinute, days, shops);
    }

    private static void require(boolean good, String key, int value, String expected) {
        if (!good) {
            throw new TradeRefusedException(
                    "The trade's setting is out of range (" + key + "=" + value + "); expected: " + expected);
        }
    }
}
