package dev.shophub.camel;

import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.settings.HeartbeatSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an address while polls, deliveries and mails are fresh, so that somebody else notices silence. The bean {@code heartbeat}
 * of the report routes.
 */
public final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int GOOD = 200;
    private static final int NOT_GOOD = 300;

    private final Supplier<HeartbeatSettings> settings;
    private final BooleanSupplier fresh;
    private final HttpCalls http;
    private boolean down;

    Heartbeat(Supplier<HeartbeatSettings> settings, BooleanSupplier fresh, HttpCalls http) {
        this.settings = settings;
        this.fresh = fresh;
        this.http = http;
    }

    /** How often it beats, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /** Beats once, if all is fresh and somebody listens. */
    public synchronized void beat() {
        var url = settings.get().url();
        if (url.isEmpty() || !fresh.getAsBoolean()) {
            return;
        }
        try {
            var status = http.send(new HttpCalls.Request("GET", URI.create(url), Map.of(), new byte[0], LONGEST))
                    .status();
            told(status >= GOOD && status < NOT_GOOD, "status=" + status);
        } catch (Failure failure) {
            told(false, failure.getClass().getSimpleName());
        }
    }

    private void told(boolean taken, String how) {
        if (!taken && !down) {
            LOG.warn("The address of hub.heartbeat.url does not take the heartbeat ({})", how);
        } else if (taken && down) {
            LOG.info("The address of hub.heartbeat.url takes the heartbeat again");
        }
        down = !taken;
    }
}
