package dev.shophub.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which master key the database is under.
 *
 * @param fingerprint of the key that all is under, or was before the change began
 * @param next of the key that is being changed to
 * @param nextKey the newer key under the older; kept until the hub was started with the newer
 * @param formerKey the older key under the newer
 * @param former of the older key, once the change is done and until the hub was started with the newer
 * @param after {@code buyer_key.id} up to which all are under the newer key
 * @param changedAt when the last change began, UTC
 */
record KeyStamp(
        String fingerprint,
        Optional<String> next,
        Optional<byte[]> nextKey,
        Optional<byte[]> formerKey,
        Optional<String> former,
        long after,
        Optional<Instant> changedAt) {

    static Optional<KeyStamp> read(JdbcTemplate jdbc) {
        return jdbc
                .query(
                        "SELECT key_fingerprint, next_fingerprint, next_key, former_key, former_fingerprint, rekey_after,"
                                + " rekeyed_at FROM hub_stamp WHERE id = 1",
                        (row, number) -> new KeyStamp(
                                row.getString("key_fingerprint"),
                                Optional.ofNullable(row.getString("next_fingerprint")),
                                Optional.ofNullable(row.getBytes("next_key")),
                                Optional.ofNullable(row.getBytes("former_key")),
                                Optional.ofNullable(row.getString("former_fingerprint")),
                                row.getLong("rekey_after"),
                                Columns.maybeInstant(row, "rekeyed_at")))
                .stream()
                .findFirst();
    }

    /** A change has begun and is not done. */
    boolean running() {
        return next.isPresent();
    }

    /** Whether this key is the newer one of a change that is not over. */
    boolean isNewer(String key) {
        return running() ? next.get().equals(key) : fingerprint.equals(key);
    }
}
