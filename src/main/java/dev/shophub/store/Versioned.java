package dev.shophub.store;

import dev.shophub.model.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * One version of a record: as the platform sent it, and in the hub's words.
 *
 * @param modifiedAt the platform's time of change
 * @param hash SHA-256 of the payload
 */
public record Versioned<T>(RawRecord raw, Instant modifiedAt, byte[] hash, T value) {

    public static <T> Versioned<T> of(RawRecord raw, Instant modifiedAt, T value) {
        return new Versioned<>(raw, modifiedAt, raw.contentHash(), value);
    }

    /** Each id once, its newest version (the later in the page at equal times), sorted by id: locks are taken in one order. */
    public static <T> List<Versioned<T>> newestOfEach(List<Versioned<T>> versions) {
        var newest = new HashMap<String, Versioned<T>>();
        for (var version : versions) {
            newest.merge(
                    version.raw().id().value(),
                    version,
                    (first, second) -> second.modifiedAt().isBefore(first.modifiedAt()) ? first : second);
        }
        var sorted = new ArrayList<>(newest.values());
        sorted.sort((one, other) -> one.raw().id().compareTo(other.raw().id()));
        return sorted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Versioned<?> version
                && raw.equals(version.raw)
                && modifiedAt.equals(version.modifiedAt)
                && Arrays.equals(hash, version.hash);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return "Versioned[" + raw + " at " + modifiedAt + "]";
    }
}
