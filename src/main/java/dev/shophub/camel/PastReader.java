package dev.shophub.camel;

import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Window;
import dev.shophub.model.Stream;
import dev.shophub.store.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what lay before first contact, up to where live reading began: a slice a turn, so that the streams of a shop take turns. A
 * failure lets it rest a while. Called by one thread at a time.
 */
final class PastReader {

    private static final Logger LOG = LoggerFactory.getLogger(PastReader.class);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final ShopEndpoint endpoint;
    private final Polls polls;
    private final WindowReader windows;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile boolean complete;
    /** All turns of this run of the hub. */
    private PollRun run;
    /** What it waits for was told. */
    private boolean waits;

    PastReader(ShopEndpoint endpoint, Polls polls, WindowReader windows) {
        this.endpoint = endpoint;
        this.polls = polls;
        this.windows = windows;
    }

    /** The name of the checkpoint under which a stream's past is read. */
    static String checkpointOf(Stream stream) {
        return stream.name() + "-history";
    }

    boolean complete() {
        return complete;
    }

    /** Whether it is left alone for now. */
    boolean rests() {
        return polls.clock().instant().isBefore(notBefore);
    }

    /**
     * Reads a slice, or on in one that was left.
     *
     * @return after which time the next turn is; empty when all is read, and when the next poll tries again
     */
    Optional<Duration> read() {
        if (run == null) {
            run = new PollRun(
                    endpoint.shop().row().id(),
                    checkpointOf(endpoint.door().stream()),
                    polls.clock().instant());
        }
        try {
            var at = windows.checkpoint(run);
            if (windows.stopping() || at.isEmpty()) {
                return Optional.empty();
            }
            if (at.get().complete()) {
                completed();
                return Optional.empty();
            }
            readSlice(at.get());
            waits = false;
            return Optional.of(Duration.ZERO);
        } catch (Exception failure) {
            return rest(failure);
        }
    }

    private void completed() {
        complete = true;
        if (run.pages() > 0) {
            polls.checkpoints().good(run.shopId(), run.stream());
            run.end(polls.runs(), "good", "");
            LOG.info("{}: all past {} are read ({} records)", title(), endpoint.door().stream(), run.records());
        }
    }

    private void readSlice(Checkpoint at) {
        var door = endpoint.door();
        if (at.open().isPresent()) {
            windows.readOn(run, door.past(), at.open().get());
            return;
        }
        var target = at.target().orElseThrow();
        var to = at.watermark().plus(door.pastReach().apply(target).longest());
        windows.read(run, door.past(), new Window(at.watermark(), to.isBefore(target) ? to : target));
    }

    /**
     * What the platform is still making is asked for again when it said to. After everything else the next poll comes first: the past must
     * not take the quota from it, nor knock at a platform that is down more often than it does.
     */
    private Optional<Duration> rest(Exception failure) {
        var stream = endpoint.door().stream();
        if (windows.stopping()) {
            LOG.debug("Reading past {} was cut short by the stop", stream, failure);
            return Optional.empty();
        }
        var limited =
                failure instanceof RateLimitedException one ? Optional.of(one) : Optional.<RateLimitedException>empty();
        var wait = limited.map(RateLimitedException::waitTime).orElse(REST);
        notBefore = polls.clock().instant().plus(wait);
        tell(stream, failure, limited.isPresent());
        return limited.filter(one -> !one.quotaSpent()).map(one -> wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
    }

    /** A wait is told once, until it goes on. */
    private void tell(Stream stream, Exception failure, boolean limited) {
        if (waits && limited) {
            return;
        }
        waits = limited;
        if (PollFailures.isBug(failure)) {
            LOG.error("{}: reading past {} failed, it goes on where it was", title(), stream, failure);
        } else {
            LOG.info("{}: reading past {} waits ({})", title(), stream, failure.getMessage());
        }
        polls.checkpoints().failed(run.shopId(), run.stream(), PollFailures.describe(failure));
    }

    private String title() {
        return endpoint.shop().row().title();
    }
}
