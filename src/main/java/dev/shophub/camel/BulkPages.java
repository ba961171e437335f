package dev.shophub.camel;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Page;
import dev.shophub.connector.Window;
import dev.shophub.model.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BiFunction;

/**
 * Takes small pages that come fast as one: a transaction costs about the same for a hundred records as for a thousand. What
 * comes slowly is handed on as it comes.
 */
final class BulkPages {

    private static final int RECORDS = 1_000;
    private static final long BYTES = 8L << 20;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final BiFunction<Window, Cursor, Page> source;

    /** @param source answers the platform's own pages */
    BulkPages(BiFunction<Window, Cursor, Page> source) {
        this.source = source;
    }

    /** @param pages how many of the platform's it is made of */
    record Bulk(Page page, int pages) {}

    /** At least the page at the cursor. A failure after it ends the bulk and is met again at the next one's first page. */
    Bulk read(Window window, Cursor cursor) {
        long began = System.nanoTime();
        var page = source.apply(window, cursor);
        var records = new ArrayList<RawRecord>(page.records());
        long bytes = page.bytes();
        int pages = 1;
        while (page.next().isPresent()
                && records.size() < RECORDS
                && bytes < BYTES
                && System.nanoTime() - began < NANOS) {
            try {
                page = source.apply(window, page.next().get());
            } catch (Failure metAgain) {
                break;
            }
            records.addAll(page.records());
            bytes += page.bytes();
            pages++;
        }
        return new Bulk(new Page(records, page.next(), page.remaining()), pages);
    }
}
