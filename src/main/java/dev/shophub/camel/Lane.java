package dev.shophub.camel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One shop's threads: a few for its live polls, one for reading its past, one for what a person has read again, one for
 * what the platform lists of a day, a few for calls in parallel. A stalled platform
 * fills its own lane and nobody else's.
 */
final class Lane implements AutoCloseable {

    private final ExecutorService live;
    private final ExecutorService history;
    private final ExecutorService backfill;
    private final ExecutorService census;
    private final ThreadPoolExecutor ahead;

    Lane(String name, int threads) {
        this.live = pool("poll-" + name, threads);
        this.history = pool("past-" + name, 1);
        this.backfill = pool("backfill-" + name, 1);
        this.census = pool("census-" + name, 1);
        this.ahead = new ThreadPoolExecutor(
                threads * 3,
                threads * 3,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1_000),
                daemon("ahead-" + name),
                new ThreadPoolExecutor.CallerRunsPolicy());
        this.ahead.allowCoreThreadTimeOut(true);
    }

    ExecutorService live() {
        return live;
    }

    ExecutorService history() {
        return history;
    }

    ExecutorService backfill() {
        return backfill;
    }

    ExecutorService census() {
        return census;
    }

    Executor ahead() {
        return ahead;
    }

    private static ExecutorService pool(String name, int threads) {
        var pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Lets what runs come to its end, briefly; a page that is cut off is read again. */
    @Override
    public void close() {
        var all = List.of(live, history, backfill, census);
        all.forEach(ExecutorService::shutdown);
        try {
            var patience = Duration.ofSeconds(10).toMillis();
            for (var pool : all) {
                if (!pool.awaitTermination(patience, TimeUnit.MILLISECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            all.forEach(ExecutorService::shutdownNow);
        }
        ahead.shutdownNow();
    }
}
