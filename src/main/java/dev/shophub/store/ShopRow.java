package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A shop as the database knows it.
 *
 * @param role {@code shop} or {@code erp}
 * @param goLiveFrom orders paid and reviews written before it are never pushed; empty while never live
 * @param firstSeenAt when the hub first met it; while it never went live, what lies before it would not be pushed
 * @param accountId the seller's account at the platform, empty until known
 */
public record ShopRow(
        long id,
        ShopKey key,
        String platform,
        String role,
        String title,
        ZoneId zone,
        State state,
        String pausedReason,
        Optional<Instant> goLiveFrom,
        Instant firstSeenAt,
        String accountId) {

    /** What the hub does with a shop. */
    public enum State {
        /** Only reads. */
        OBSERVING,
        /** Reads and writes. */
        LIVE,
        /** Refused access: tries again hourly. */
        PAUSED,
        /** Not in the configuration, or its configuration is faulty. */
        OUT;

        /** The word in the table and in JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
