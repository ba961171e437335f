package dev.shophub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What only shows in a hub that has run for long: whether memory stays, whether an order costs the same when there are millions,
 * and whether a slow shop costs the others anything: it is slow in every second backlog.
 */
final class LongRun {

    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final int MEMORY_ORDERS = 1_000_000;
    private static final int FULL_ORDERS = 3_000_000;
    /** How long the default run reads on. */
    private static final Duration MOST = Duration.ofSeconds(Integer.getInteger("bench.memory-seconds", 140));

    private final HubReading reading;
    private final ServerProcess server;
    private final Jvm hub;
    private final int slowShop;
    private final Figures figures;
    private final Processors processors;
    private long next;
    private long read;

    /**
     * @param slowShop one that has nothing to tell
     * @param orders of each backlog so far
     * @param read orders that were read so far
     */
    LongRun(
            HubReading reading,
            ServerProcess server,
            Jvm hub,
            int slowShop,
            Figures figures,
            Processors processors,
            int orders,
            long read) {
        this.reading = reading;
        this.server = server;
        this.hub = hub;
        this.slowShop = slowShop;
        this.figures = figures;
        this.processors = processors;
        this.next = 10L * orders;
        this.read = read;
    }

    /**
     * Reads on to a million orders, or as far as time allows; with {@code full} to three million. Every second backlog beside a
     * shop that takes half a minute for an answer.
     */
    void readOn(long peakBefore, int orders, int shops, boolean full) throws IOException {
        long began = System.nanoTime();
        int target = full ? FULL_ORDERS : MEMORY_ORDERS;
        boolean told = false;
        double without = 0;
        double with = 0;
        int pairs = 0;
        for (; read < target && (pairs == 0 || full || System.nanoTime() - began < MOST.toNanos()); pairs++) {
            without += more(orders, shops, false);
            with += more(orders, shops, true);
            if (read >= MEMORY_ORDERS && !told) {
                told = true;
                ratio(peakBefore);
            }
        }
        if (!told) {
            ratio(peakBefore);
            figures.say(
                    "memoryRatio is that of %,d orders: the time of a default run ends there; -Dbench.full reads %,d",
                    read, MEMORY_ORDERS);
        }
        figures.single("slowShopCost", 1 - without / with, 3);
        figures.say(
                "a shop that answers in %d s: the others read %.0f orders/s beside it, %.0f without it (%d backlogs each)",
                SLOW.toSeconds(), (double) pairs * orders / with, (double) pairs * orders / without, pairs);
    }

    private void ratio(long peakBefore) {
        figures.single("memoryRatio", (double) hub.peakMegabytes() / peakBefore, 3);
        figures.say("peak %d MB at %,d orders", hub.peakMegabytes(), read);
    }

    /** Seconds in which one more backlog was read. */
    private double more(int orders, int shops, boolean besideSlow) throws IOException {
        if (besideSlow) {
            server.stall(slowShop, SLOW);
        }
        List<Release> backlog = reading.prepare(next, orders / shops, -1);
        if (besideSlow) {
            reading.awaitStalled(slowShop);
        }
        next += orders;
        read += orders;
        processors.look();
        double seconds = reading.read(backlog);
        var costs = Figures.costs(orders, processors.look());
        figures.say(
                "%,10d orders read: %.0f orders/s%s, peak %d MB, %s",
                read, orders / seconds, besideSlow ? " beside the slow shop" : "", hub.peakMegabytes(), costs);
        if (besideSlow) {
            server.stall(slowShop, Duration.ZERO);
        }
        reading.check(backlog);
        return seconds;
    }
}
