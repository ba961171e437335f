package dev.shophub.camel;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.Window;
import dev.shophub.intake.SavedPage;
import dev.shophub.store.Checkpoint;
import dev.shophub.store.Checkpoints;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Reads a window page by page, the next one fetched while this one is stored; the checkpoint moves after each is stored. */
final class WindowReader {

    private final Checkpoints checkpoints;
    private final Executor ahead;
    private final Function<Page, SavedPage> store;
    private final BooleanSupplier stopping;

    /**
     * @param ahead where the next page is fetched
     * @param store keeps a page in one transaction, or throws
     * @param stopping whether to leave off after the page in hand
     */
    WindowReader(Checkpoints checkpoints, Executor ahead, Function<Page, SavedPage> store, BooleanSupplier stopping) {
        this.checkpoints = checkpoints;
        this.ahead = ahead;
        this.store = store;
        this.stopping = stopping;
    }

    boolean stopping() {
        return stopping.getAsBoolean();
    }

    Optional<Checkpoint> checkpoint(PollRun run) {
        return checkpoints.find(run.shopId(), run.stream());
    }

    /** Reads on where a window was left. */
    void readOn(PollRun run, BiFunction<Window, Cursor, Page> source, Checkpoint.OpenWindow open) {
        read(run, source, new Window(open.from(), open.to()), new Cursor(open.cursor()));
    }

    void read(PollRun run, BiFunction<Window, Cursor, Page> source, Window window) {
        read(run, source, window, Cursor.START);
    }

    private void read(PollRun run, BiFunction<Window, Cursor, Page> source, Window window, Cursor start) {
        var pages = new BulkPages(source);
        var bulk = pages.read(window, start);
        while (true) {
            var page = bulk.page();
            var next = page.next();
            var fetch = next.map(cursor -> CompletableFuture.supplyAsync(() -> pages.read(window, cursor), ahead));
            try {
                run.fetched(page, bulk.pages());
                if (!page.records().isEmpty()) {
                    run.saved(store.apply(page));
                }
            } catch (RuntimeException failed) {
                fetch.ifPresent(unused -> unused.cancel(false));
                throw failed;
            }
            if (next.isEmpty()) {
                checkpoints.reached(
                        run.shopId(), run.stream(), window.to(), page.records().size());
                return;
            }
            checkpoints.within(
                    run.shopId(),
                    run.stream(),
                    window.from(),
                    window.to(),
                    next.get().value(),
                    page.records().size());
            if (stopping()) {
                fetch.ifPresent(unused -> unused.cancel(false));
                return;
            }
            bulk = joined(fetch.orElseThrow());
        }
    }

    private static <T> T joined(CompletableFuture<T> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
