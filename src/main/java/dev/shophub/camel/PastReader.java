package dev.shophub.camel;

import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Window;
import dev.shophub.model.Stream;
import dev.shophub.store.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what lay before first contact, slice by slice up to where live reading began; a failure lets it rest a while. */
final class PastReader {

    private static final Logger LOG = LoggerFactory.getLogger(PastReader.class);
    private static final Duration REST = Duration.ofSeconds(10);

    private final ShopEndpoint endpoint;
    private final Polls polls;
    private final WindowReader windows;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile boolean complete;

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

    void read() {
        if (polls.clock().instant().isBefore(notBefore)) {
            return;
        }
        var run = new PollRun(
                endpoint.shop().row().id(),
                checkpointOf(endpoint.door().stream()),
                polls.clock().instant());
        try {
            readSlices(run);
        } catch (Exception failure) {
            rest(run, failure);
        }
    }

    private void readSlices(PollRun run) {
        var at = windows.checkpoint(run);
        while (!windows.stopping() && at.isPresent() && !at.get().complete()) {
            readSlice(run, at.get());
            at = windows.checkpoint(run);
        }
        if (at.isPresent() && at.get().complete()) {
            complete = true;
            if (run.pages() > 0) {
                polls.checkpoints().good(run.shopId(), run.stream());
                run.end(polls.runs(), "good", "");
                LOG.info("{}: all past {} are read ({} records)", title(), endpoint.door().stream(), run.records());
            }
        }
    }

    private void readSlice(PollRun run, Checkpoint at) {
        var door = endpoint.door();
        if (at.open().isPresent()) {
            windows.readOn(run, door.past(), at.open().get());
            return;
        }
        var target = at.target().orElseThrow();
        var to = at.watermark().plus(door.pastReach().apply(target).longest());
        windows.read(run, door.past(), new Window(at.watermark(), to.isBefore(target) ? to : target));
    }

    private void rest(PollRun run, Exception failure) {
        var stream = endpoint.door().stream();
        if (windows.stopping()) {
            LOG.debug("Reading past {} was cut short by the stop", stream, failure);
            return;
        }
        notBefore = polls.clock()
                .instant()
                .plus(failure instanceof RateLimitedException limited ? limited.waitTime() : REST);
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
