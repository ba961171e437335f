package dev.shophub.connector;

import dev.shophub.model.RawRecord;
import java.util.List;
import java.util.Optional;

/**
 * One answer: its records, and where the next one is. A record may stand in several pages of a window; none is left out.
 *
 * @param next empty at the window's last page
 * @param remaining records of the window still to come after this page, as far as the platform tells; -1 unknown
 */
public record Page(List<RawRecord> records, Optional<Cursor> next, long remaining) {

    public Page {
        records = List.copyOf(records);
    }

    public static Page last(List<RawRecord> records) {
        return new Page(records, Optional.empty(), 0);
    }

    /** Size of all payloads, in bytes: memory is bounded by this, not by rows. */
    public long bytes() {
        return records.stream().mapToLong(record -> record.payload().length).sum();
    }
}
