package dev.shophub.camel;

import dev.shophub.connector.Page;
import dev.shophub.intake.SavedPage;
import dev.shophub.store.SyncRuns;
import java.time.Instant;

/** What one poll has done so far, kept as a sync run when it is worth telling. */
final class PollRun {

    private final long shopId;
    private final String stream;
    private final Instant began;
    private int pages;
    private int records;
    private int changed;
    private int quarantined;

    /** @param stream as its checkpoint is called */
    PollRun(long shopId, String stream, Instant began) {
        this.shopId = shopId;
        this.stream = stream;
        this.began = began;
    }

    long shopId() {
        return shopId;
    }

    String stream() {
        return stream;
    }

    /** The platform's own pages, empty ones too. */
    int pages() {
        return pages;
    }

    int records() {
        return records;
    }

    boolean changedSomething() {
        return changed > 0 || quarantined > 0;
    }

    void fetched(Page page, int platformPages) {
        pages += platformPages;
        records += page.records().size();
    }

    void saved(SavedPage page) {
        changed += page.changed();
        quarantined += page.quarantined();
    }

    void end(SyncRuns runs, String outcome, String detail) {
        runs.add(shopId, stream, began, pages, records, changed, quarantined, outcome, detail);
    }
}
