package dev.shophub.camel;

import dev.shophub.connector.Window;
import dev.shophub.store.Checkpoint;
import dev.shophub.store.Checkpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what changed at a shop since the watermark, window by window, up to where the platform's index is sure. At first contact
 * it begins now and leaves what lay before to the {@link PastReader}.
 */
final class LiveReader {

    private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);

    private final ShopEndpoint endpoint;
    private final Checkpoints checkpoints;
    private final WindowReader windows;

    LiveReader(ShopEndpoint endpoint, Checkpoints checkpoints, WindowReader windows) {
        this.endpoint = endpoint;
        this.checkpoints = checkpoints;
        this.windows = windows;
    }

    void read(PollRun run) {
        var door = endpoint.door();
        var at = windows.checkpoint(run).orElseGet(() -> firstContact(run));
        if (at.open().isPresent()) {
            windows.readOn(run, door.changed(), at.open().get());
            at = windows.checkpoint(run).orElseThrow();
        }
        var settled = settled();
        var stretch = Duration.ZERO;
        while (!windows.stopping() && at.watermark().isBefore(settled)) {
            var reach = door.reach().apply(settled);
            stretch = stretch.compareTo(reach.advised()) < 0 ? reach.advised() : stretch;
            var from = latest(at.watermark().minus(endpoint.pace().lookback()), reach.reachesBackTo());
            if (from.isAfter(settled)) {
                return;
            }
            var behind = Duration.between(at.watermark(), settled);
            var step = behind.compareTo(stretch) > 0 ? stretch : behind;
            var to = earliest(at.watermark().plus(step), from.plus(reach.longest()));
            if (!to.isAfter(at.watermark())) {
                to = earliest(settled, from.plus(reach.longest()));
            }
            var before = run.pages();
            windows.read(run, door.changed(), new Window(from, earliest(to, settled)));
            stretch = run.pages() - before > 1 ? Duration.ZERO : wider(stretch, reach.longest());
            at = windows.checkpoint(run).orElseThrow();
        }
    }

    /** After a break a quiet stretch of time is made up for in few calls, a busy one in the windows that were advised. */
    private static Duration wider(Duration stretch, Duration longest) {
        return stretch.compareTo(longest.dividedBy(2)) < 0 ? stretch.multipliedBy(2) : longest;
    }

    /** Up to where the platform's index is sure; in milliseconds, as checkpoints are kept. */
    private Instant settled() {
        return endpoint.shop()
                .connector()
                .platformNow()
                .minus(endpoint.pace().settle())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    /** Live reading begins now; what lay before is read beside it, as far back as the platform shows. */
    private Checkpoint firstContact(PollRun run) {
        var settled = settled();
        var past = PastReader.checkpointOf(endpoint.door().stream());
        var since = endpoint.door().pastReach().apply(settled).reachesBackTo();
        checkpoints.begin(run.shopId(), past, since, Optional.of(settled));
        // a hub killed between the two begins live where its history was told to end
        var joint =
                checkpoints.find(run.shopId(), past).flatMap(Checkpoint::target).orElse(settled);
        checkpoints.begin(run.shopId(), run.stream(), joint, Optional.empty());
        LOG.info(
                "{}: first contact, reading all {} since {}",
                endpoint.shop().row().title(),
                endpoint.door().stream(),
                since.truncatedTo(ChronoUnit.SECONDS));
        return windows.checkpoint(run).orElseThrow();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
