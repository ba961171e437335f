package dev.shophub.bench;

import dev.shophub.store.AesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What this machine can do at most: plain Java reads the backlog of each shop with calls in parallel and writes it, a
 * thousand orders a transaction, one connection a shop. Or only writes what was prepared before.
 */
final class Limit implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final int AHEAD = 2 * BATCH;
    private static final int CALLS_A_SHOP = 8;
    private static final long DAY = 86_400;

    private final Schema schema;
    private final AesKey master;
    private final PlainCaller caller;
    private final int firstShop;
    private final ExecutorService shops = Executors.newCachedThreadPool();
    private final ExecutorService calls;

    /** @param firstShop the platform's number of the first of its shops; in the schema it is 0 */
    Limit(Schema schema, AesKey master, PlainCaller caller, int firstShop, int shops) {
        this.firstShop = firstShop;
        this.schema = schema;
        this.master = master;
        this.caller = caller;
        this.calls = Executors.newFixedThreadPool(shops * CALLS_A_SHOP);
    }

    /** Reads and writes a backlog a shop; seconds it took. */
    double read(List<Release> backlogs) {
        return timed(backlogs.size(), shop -> read(shop, backlogs.get(shop)));
    }

    /** Writes what {@link #prepared} made of a backlog; seconds it took. */
    double write(List<List<Fetched>> prepared) {
        return timed(prepared.size(), shop -> {
            try (var connection = schema.connect()) {
                var tables = new PlainTables(connection, schema.shopId(shop), master);
                var orders = prepared.get(shop);
                for (int from = 0; from < orders.size(); from += BATCH) {
                    tables.write(orders.subList(from, Math.min(orders.size(), from + BATCH)));
                }
            }
        });
    }

    /** The versions that reading a backlog brings, without calls. */
    static List<Fetched> prepared(Release backlog, Shelf shelf, LocalDateTime readAt) {
        var orders = new ArrayList<Fetched>();
        for (int row = 0; row < backlog.count(); row++) {
            orders.add(Fetched.of(shelf.detail(shelf.tid(backlog.row(row).number())), readAt));
        }
        return orders;
    }

    private interface OfShop {
        void run(int shop) throws Exception;
    }

    private double timed(int count, OfShop work) {
        long began = System.nanoTime();
        var running = new ArrayList<Future<?>>();
        for (int shop = 0; shop < count; shop++) {
            int number = shop;
            running.add(shops.submit((Callable<Void>) () -> {
                work.run(number);
                return null;
            }));
        }
        running.forEach(Limit::joined);
        return (System.nanoTime() - began) / 1e9;
    }

    private void read(int shop, Release backlog) throws SQLException {
        try (var connection = schema.connect()) {
            var tables = new PlainTables(connection, schema.shopId(shop), master);
            var running = new ArrayDeque<Future<Fetched>>();
            var batch = new ArrayList<Fetched>(BATCH);
            long step = backlog.past() ? DAY : backlog.to() - backlog.from();
            for (long from = backlog.from(); from < backlog.to(); from += step) {
                // the platform counts a span's end in; the hub cannot know and asks for it twice
                long to = Math.min(from + step, backlog.to()) - 1;
                long total = caller.page(firstShop + shop, backlog.past(), from, to, 1, true)
                        .path("total_results")
                        .asLong();
                for (int page = (int) ((total + 99) / 100); page >= 1; page--) {
                    var rows = caller.page(firstShop + shop, backlog.past(), from, to, page, false)
                            .path("trades")
                            .path("trade");
                    for (int row = rows.size() - 1; row >= 0; row--) {
                        var tid = rows.get(row).path("tid").asText();
                        running.add(calls.submit(() -> caller.order(firstShop + shop, tid)));
                    }
                    while (running.size() > AHEAD) {
                        take(running, batch, tables);
                    }
                }
            }
            while (!running.isEmpty()) {
                take(running, batch, tables);
            }
            if (!batch.isEmpty()) {
                tables.write(batch);
            }
        }
    }

    private static void take(ArrayDeque<Future<Fetched>> running, List<Fetched> batch, PlainTables tables)
            throws SQLException {
        batch.add(joined(running.remove()));
        if (batch.size() == BATCH) {
            tables.write(batch);
            batch.clear();
        }
    }

    static <T> T joined(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Where it writes. */
    interface Schema {

        /** Without auto-commit, READ COMMITTED. */
        Connection connect() throws SQLException;

        /** The row of a shop, numbered from 0. */
        long shopId(int shop);
    }

    @Override
    public void close() {
        shops.shutdownNow();
        calls.shutdownNow();
    }
}
