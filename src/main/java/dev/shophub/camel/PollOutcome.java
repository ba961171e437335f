package dev.shophub.camel;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from how a stream's polls end: when the next one may be, which trouble is raised and which is cured. */
final class PollOutcome {

    private static final Logger LOG = LoggerFactory.getLogger(PollOutcome.class);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final Duration HOURLY = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ShopEndpoint endpoint;
    private final Polls polls;
    private final ActiveShop shop;
    private volatile Optional<Instant> lastGood = Optional.empty();
    private volatile Instant notBefore = Instant.EPOCH;
    /** How long it rests at most: more is left only when this machine's clock went back. */
    private volatile Duration restsFor = Duration.ZERO;

    private volatile int failures;
    /** Access was refused, for the first time since a poll went well: the wait ends with the shop's pause. */
    private volatile boolean waitsForAccess;

    /** Whether the troubles of an earlier run of the hub were looked at. */
    private volatile boolean cured;

    /** The shop did not come from a backup, or is read up to its restore. */
    private volatile boolean caughtUp;

    private volatile boolean clockOff = true;

    private volatile boolean noticed = true;

    /** That access was refused may stand as a trouble: of this run, or of one before. */
    private volatile boolean refused = true;

    PollOutcome(ShopEndpoint endpoint, Polls polls) {
        this.endpoint = endpoint;
        this.polls = polls;
        this.shop = endpoint.shop();
    }

    /** When a poll last went well to its end, in this run of the hub. */
    Optional<Instant> lastGood() {
        return lastGood;
    }

    /**
     * Whether the stream is left alone for now. One that was refused access is tried when another stream, or a person, brought the
     * shop back; refused again, it waits its hour out.
     */
    boolean rests() {
        var now = polls.clock().instant();
        var clockWentBack = now.plus(restsFor).isBefore(notBefore);
        return now.isBefore(notBefore) && !clockWentBack && !(waitsForAccess && !paused());
    }

    private boolean paused() {
        return polls.shops()
                .find(shop.row().id())
                .filter(row -> row.state() == ShopRow.State.PAUSED)
                .isPresent();
    }

    void mayPollNow() {
        notBefore = Instant.EPOCH;
    }

    private void rest(Instant now, Duration wait) {
        restsFor = wait;
        notBefore = now.plus(wait);
    }

    void wentWell(PollRun run) {
        lastGood = Optional.of(polls.clock().instant());
        if (failures > 0) {
            LOG.info("{}: {} can be read again", shop.row().title(), run.stream());
        }
        if (failures > 0 || !cured) {
            polls.troubles().cure(troubleKey());
            cured = true;
        }
        failures = 0;
        waitsForAccess = false;
        mayPollNow();
        polls.checkpoints().good(run.shopId(), run.stream());
        if (!caughtUp) {
            caughtUp = polls.checkpoints().restoreGapClosed(run.shopId());
        }
        boolean resumed = polls.shops().resume(run.shopId());
        if (resumed || refused) {
            polls.troubles().cure(shop.row().key().value());
            refused = false;
        }
        if (resumed) {
            polls.requeue().accessReturned(run.shopId());
            polls.bell().ring();
        }
        tellClock();
        tellNotice();
        if (run.changedSomething()) {
            run.end(polls.runs(), "good", "");
        }
    }

    /** Windows follow the platform's clock; one that differs much from ours is told, one of them is wrong. */
    private void tellClock() {
        var key = shop.row().key() + "/clock";
        var off = Duration.between(polls.clock().instant(), shop.connector().platformNow());
        if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            polls.troubles()
                    .raise(
                            key,
                            "clock",
                            Optional.of(shop.row().id()),
                            Said.of(
                                    "clock",
                                    "The platform's clock and this machine's differ by "
                                            + off.abs().toSeconds()
                                            + " s (shop=" + shop.row().key()
                                            + "): windows follow the platform's; check the time of this"
                                            + " machine",
                                    off.abs().toSeconds()));
            clockOff = true;
        } else if (clockOff) {
            polls.troubles().cure(key);
            clockOff = false;
        }
    }

    private void tellNotice() {
        var key = shop.row().key() + "/notice";
        var notice = shop.connector().notice();
        if (notice.isPresent()) {
            polls.troubles()
                    .raise(
                            key,
                            "notice",
                            Optional.of(shop.row().id()),
                            Said.of(
                                    notice.get().code(),
                                    notice.get().sentence() + " (shop="
                                            + shop.row().key() + ")",
                                    notice.get().values().toArray()));
            noticed = true;
        } else if (noticed) {
            polls.troubles().cure(key);
            noticed = false;
        }
    }

    void wentWrong(PollRun run, Exception failure) {
        var now = polls.clock().instant();
        var described = PollFailures.describe(failure);
        polls.checkpoints().failed(run.shopId(), run.stream(), described);
        if (failure instanceof RateLimitedException limited) {
            rest(now, limited.waitTime());
            return;
        }
        failures++;
        waitsForAccess = failure instanceof AuthFailedException && failures == 1;
        run.end(polls.runs(), failure.getClass().getSimpleName().replace("Exception", ""), described);
        if (failure instanceof AuthFailedException access) {
            rest(now, HOURLY);
            refused = true;
            polls.shops().pause(run.shopId(), described);
            polls.troubles()
                    .raise(
                            shop.row().key().value(),
                            AccessRefused.kind(access),
                            Optional.of(run.shopId()),
                            AccessRefused.said(access));
        } else if (failure instanceof RejectedException) {
            rest(now, HOURLY);
            polls.troubles()
                    .raise(
                            troubleKey(),
                            "permission",
                            Optional.of(run.shopId()),
                            Said.quoting("request-refused", described, endpoint.door().stream()));
        } else {
            var pause = endpoint.every().multipliedBy(1L << Math.min(failures, 8));
            rest(now, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            tell(run, failure, described);
        }
    }

    private void tell(PollRun run, Exception failure, String described) {
        if (PollFailures.isBug(failure)) {
            LOG.error("{}: reading {} failed, the watermark stays", shop.row().title(), run.stream(), failure);
        } else if (failures == 1) {
            LOG.warn("{}: {} cannot be read for now ({})", shop.row().title(), run.stream(), described);
        }
    }

    private String troubleKey() {
        return shop.row().key() + "/" + endpoint.door().stream();
    }
}
