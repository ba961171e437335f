package dev.shophub.store;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The master key; while it is being changed both: what is sealed is sealed with the newer, and what either sealed is opened. Safe for
 * use by several threads.
 */
public final class KeyRing implements Sealer {

    private record Keys(AesKey current, Optional<AesKey> other) {}

    private volatile Keys keys;

    /** A ring with one key of 32 bytes. */
    public KeyRing(byte[] key) {
        this.keys = new Keys(new AesKey(key), Optional.empty());
    }

    /**
     * The ring a start needs: with the other key too where the change of the key is not over.
     *
     * @param key the one the hub was started with
     * @param fingerprint of that key
     */
    public static KeyRing of(JdbcTemplate jdbc, byte[] key, String fingerprint) {
        var ring = new KeyRing(key);
        KeyStamp.read(jdbc).ifPresent(stamp -> {
            if (stamp.isNewer(fingerprint)) {
                stamp.formerKey().ifPresent(former -> ring.know(new AesKey(ring.open(former))));
            } else {
                stamp.nextKey().ifPresent(next -> ring.change(ring.open(next)));
            }
        });
        return ring;
    }

    @Override
    public byte[] seal(byte[] clear) {
        return keys.current().seal(clear);
    }

    @Override
    public byte[] open(byte[] sealed) {
        var now = keys;
        try {
            return now.current().open(sealed);
        } catch (IllegalStateException anotherKey) {
            return now.other().orElseThrow(() -> anotherKey).open(sealed);
        }
    }

    /** Seals with this key from now on, and still opens what the present one sealed. */
    synchronized void change(byte[] newer) {
        keys = new Keys(new AesKey(newer), Optional.of(keys.current()));
    }

    /** The key that seals now: to be sealed under another, nothing else. */
    byte[] bytes() {
        return keys.current().bytes();
    }

    private synchronized void know(AesKey other) {
        keys = new Keys(keys.current(), Optional.of(other));
    }

    /** Under the newer key, where it is under the older; empty when it is already. */
    Optional<byte[]> renewed(byte[] sealed) {
        var now = keys;
        try {
            now.current().open(sealed);
            return Optional.empty();
        } catch (IllegalStateException older) {
            return Optional.of(
                    now.current().seal(now.other().orElseThrow(() -> older).open(sealed)));
        }
    }
}
