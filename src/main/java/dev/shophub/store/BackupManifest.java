package dev.shophub.store;

import java.time.Instant;
import java.util.Map;

/**
 * What a backup holds, written last: a folder without it is no whole backup.
 *
 * @param format of the folder, 1
 * @param release that made it
 * @param schema newest migration of its tables
 * @param runsFrom releases that know this migration can use it
 * @param mode {@code demo} or {@code production}
 * @param keyFingerprint of the master key without which nobody opens what is sealed
 * @param at the moment all rows are of, UTC
 * @param rows by table
 * @param sha256 of the file with the rows, hex
 */
public record BackupManifest(
        int format,
        String release,
        int schema,
        int runsFrom,
        String mode,
        String keyFingerprint,
        Instant at,
        Map<String, Long> rows,
        String sha256) {

    /** Of the present format. */
    public static final int FORMAT = 1;

    public BackupManifest {
        rows = Map.copyOf(rows);
    }
}
