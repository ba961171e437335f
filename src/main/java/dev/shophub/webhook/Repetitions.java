package dev.shophub.webhook;

import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSource.Notice;
import dev.shophub.model.ShopKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a delivery that comes again: by the platform's id of the event, within a day; without one by its content, within a minute, as
 * later the same words may tell of another change. Forgotten with the process: looking twice is harmless.
 */
final class Repetitions {

    private static final int REMEMBERED = 20_000;
    private static final Duration OF_EVENTS = Duration.ofDays(1);
    private static final Duration OF_CONTENT = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Repetitions(Clock clock) {
        this.clock = clock;
    }

    /** Whether it came before; remembered from now on if not. */
    synchronized boolean knows(ShopKey shop, Notice notice, Delivery delivery) {
        var key = shop + "/"
                + notice.event()
                        .map(id -> "event " + digest(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .orElseGet(() -> "content " + digest(delivery.body()));
        var now = clock.instant();
        var known = until.get(key);
        if (known != null && known.isAfter(now)) {
            return true;
        }
        until.remove(key);
        until.put(key, now.plus(notice.event().isPresent() ? OF_EVENTS : OF_CONTENT));
        return false;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
