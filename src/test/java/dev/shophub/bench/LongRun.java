package dev.shophub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What only shows in a hub that has run for long: whether a slow shop costs the others anything, whether memory stays, and
 * whether an order costs the same when there are millions.
 */
final class LongRun {

    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final int PAIRS = 2;
    private static final int MEMORY_ORDERS = 1_000_000;
    private static final int FULL_ORDERS = 3_000_000;
    /** How long the default run reads on for the memory's sake. */
    private static final Duration MOST = Duration.ofSeconds(Integer.getInteger("bench.memory-seconds", 100));

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

    /** Backlogs read with and without one shop that takes half a minute for every answer, in turns. */
    void slowShop(int orders, int shops) throws IOException {
        double without = 0;
        double with = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            without += more(orders, shops);
            server.stall(slowShop, SLOW);
            with += more(orders, shops);
            server.stall(slowShop, Duration.ZERO);
        }
        figures.single("slowShopCost", 1 - without / with, 3);
        figures.say(
                "a shop that answers in %d s: the others read %.0f orders/s beside it, %.0f without it",
                SLOW.toSeconds(), PAIRS * orders / with, PAIRS * orders / without);
    }

    /** Reads on to a million orders, or as far as time allows; with {@code full} to three million. */
    void memory(long peakBefore, int orders, int shops, boolean full) throws IOException {
        long began = System.nanoTime();
        int target = full ? FULL_ORDERS : MEMORY_ORDERS;
        boolean told = false;
        while (read < target && (full || System.nanoTime() - began < MOST.toNanos())) {
            double seconds = more(orders, shops);
            figures.say(
                    "%,10d orders read: %.0f orders/s, peak %d MB, %s",
                    read, orders / seconds, hub.peakMegabytes(), Figures.costs(orders, processors.look()));
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
    }

    private void ratio(long peakBefore) {
        figures.single("memoryRatio", (double) hub.peakMegabytes() / peakBefore, 3);
        figures.say("peak %d MB at %,d orders", hub.peakMegabytes(), read);
    }

    private double more(int orders, int shops) throws IOException {
        List<Release> backlog = reading.prepare(next, orders / shops, -1);
        next += orders;
        read += orders;
        processors.look();
        return reading.changes(backlog);
    }
}
