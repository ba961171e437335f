package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes the master key of a running hub. Both keys are kept, each under the other, before anything is put under the newer: a start with
 * either goes on where it was interrupted. The older one is refused once the hub was started with the newer.
 */
public final class Rekeying {

    private static final Logger LOG = LoggerFactory.getLogger(Rekeying.class);
    private static final int ROWS = 1_000;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final KeyRing ring;
    private final Clock clock;
    private final String startedWith;
    private final AtomicBoolean working = new AtomicBoolean();

    /** @param startedWith fingerprint of the key that this hub was started with */
    public Rekeying(
            JdbcTemplate jdbc, TransactionOperations transaction, KeyRing ring, String startedWith, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ring = ring;
        this.startedWith = startedWith;
        this.clock = clock;
    }

    /**
     * How far a change is.
     *
     * @param running whether keys are being put under the newer one
     * @param fingerprint of the key in force
     * @param next of the one being changed to
     * @param done keys of buyers, of {@code total}
     * @param startWith fingerprint of the key that the next start must have; empty when it is the one this hub has
     * @param since when the last change began, UTC; empty: never
     */
    public record State(
            boolean running,
            String fingerprint,
            Optional<String> next,
            long done,
            long total,
            Optional<String> startWith,
            Optional<Instant> since) {}

    public State state() {
        var stamp = KeyStamp.read(jdbc).orElseThrow();
        var newest = stamp.next().orElse(stamp.fingerprint());
        return new State(
                stamp.running(),
                stamp.fingerprint(),
                stamp.next(),
                stamp.running() ? count("WHERE id <= " + stamp.after()) : count(""),
                count(""),
                newest.equals(startedWith) ? Optional.empty() : Optional.of(newest),
                stamp.changedAt());
    }

    private long count(String which) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM buyer_key " + which, Long.class);
    }

    /**
     * Begins a change; what is sealed from now on is under the newer key. {@link #work} does the rest.
     *
     * @param newer 32 bytes
     * @param fingerprint of it
     * @return false when a change has begun and is not over, or it is the key in force
     */
    public boolean begin(byte[] newer, String fingerprint) {
        var begun = transaction.execute(status -> {
            jdbc.queryForList("SELECT id FROM hub_stamp WHERE id = 1 FOR UPDATE");
            var stamp = KeyStamp.read(jdbc).orElseThrow();
            if (stamp.running()
                    || stamp.formerKey().isPresent()
                    || stamp.nextKey().isPresent()
                    || stamp.fingerprint().equals(fingerprint)) {
                return false;
            }
            var older = ring.seal(newer);
            var next = new AesKey(newer);
            jdbc.update(
                    "UPDATE hub_stamp SET next_fingerprint = ?, next_key = ?, former_key = ?, rekey_after = 0, rekeyed_at = ?"
                            + " WHERE id = 1",
                    fingerprint,
                    older,
                    next.seal(ring.bytes()),
                    Columns.utc(clock.instant()));
            return true;
        });
        if (begun) {
            ring.change(newer);
        }
        return begun;
    }

    /** Works in a thread of its own where there is something to do; called at the start and after {@link #begin}. */
    public void goOn() {
        var thread = new Thread(this::workGuarded, "rekey");
        thread.setDaemon(true);
        thread.start();
    }

    private void workGuarded() {
        try {
            work();
        } catch (RuntimeException interrupted) {
            LOG.warn(
                    "The change of the master key was interrupted and goes on at the next start: {}",
                    interrupted.toString());
        }
    }

    /** Puts everything under the newer key, to the end; does nothing where no change is under way. */
    public void work() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        try {
            var stamp = KeyStamp.read(jdbc).orElseThrow();
            if (stamp.running()) {
                tokens();
                buyers(stamp.after());
                // once more from the beginning: a page may have been written meanwhile with a key made just before the
                // change
                buyers(0);
                done(stamp);
            }
            forgetOlder();
        } finally {
            working.set(false);
        }
    }

    private void tokens() {
        for (var shop : jdbc.queryForList("SELECT shop_id FROM token", Long.class)) {
            transaction.executeWithoutResult(status -> jdbc.query(
                    "SELECT sealed, previous FROM token WHERE shop_id = ? FOR UPDATE",
                    row -> {
                        var sealed = row.getBytes(1);
                        var previous = row.getBytes(2);
                        jdbc.update(
                                "UPDATE token SET sealed = ?, previous = ? WHERE shop_id = ?",
                                ring.renewed(sealed).orElse(sealed),
                                previous == null ? null : ring.renewed(previous).orElse(previous),
                                shop);
                    },
                    shop));
        }
    }

    private void buyers(long from) {
        var after = from;
        while (true) {
            var ids = new ArrayList<Long>();
            var changed = new ArrayList<Object[]>();
            jdbc.query(
                    "SELECT id, wrapped FROM buyer_key WHERE id > ? AND wrapped IS NOT NULL ORDER BY id LIMIT " + ROWS,
                    row -> {
                        var wrapped = row.getBytes(2);
                        ids.add(row.getLong(1));
                        ring.renewed(wrapped)
                                .ifPresent(renewed ->
                                        changed.add(new Object[] {renewed, ids.get(ids.size() - 1), wrapped}));
                    },
                    after);
            if (ids.isEmpty()) {
                return;
            }
            after = ids.get(ids.size() - 1);
            write(changed, after);
        }
    }

    /** A buyer who was forgotten meanwhile stays so: a key is replaced only where it is still the one that was read. */
    private void write(List<Object[]> changed, long after) {
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate("UPDATE buyer_key SET wrapped = ? WHERE id = ? AND wrapped = ?", changed);
            jdbc.update("UPDATE hub_stamp SET rekey_after = GREATEST(rekey_after, ?) WHERE id = 1", after);
        });
    }

    private void done(KeyStamp stamp) {
        jdbc.update(
                "UPDATE hub_stamp SET former_fingerprint = key_fingerprint, key_fingerprint = next_fingerprint,"
                        + " next_fingerprint = NULL, rekey_after = 0 WHERE id = 1 AND next_fingerprint = ?",
                stamp.next().orElseThrow());
        LOG.info(
                "The master key was changed: all is under the key {} now; the next start must have it",
                stamp.next().orElseThrow());
    }

    /** Started with the newer key: nobody writes with the older any more, what it may have left is put right, and it is forgotten. */
    private void forgetOlder() {
        var stamp = KeyStamp.read(jdbc).orElseThrow();
        if (stamp.former().isPresent() && stamp.fingerprint().equals(startedWith)) {
            tokens();
            buyers(0);
            jdbc.update(
                    "UPDATE hub_stamp SET former_fingerprint = NULL, former_key = NULL, next_key = NULL WHERE id = 1");
            LOG.info("The former master key is refused from now on");
        }
    }
}
