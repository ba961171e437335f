package dev.shophub.camel;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Window;
import dev.shophub.intake.RawPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.Stream;
import dev.shophub.store.Checkpoint;
import dev.shophub.store.ShopRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one stream of one shop. Quartz only triggers; the poll runs in the shop's lane. A page is one exchange; the next
 * page is fetched while this one is written; the checkpoint moves only after the exchange ended well. What lay before first
 * contact is read beside it, on a thread of its own.
 */
final class ShopConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ShopConsumer.class);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final Duration HOURLY = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration AT_REST = Duration.ofSeconds(20);

    private final ShopEndpoint endpoint;
    private final ShopComponent component;
    private final Polls polls;
    private final ActiveShop shop;
    private final Door door;
    private final JobKey job;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean readingPast = new AtomicBoolean();
    /** One permit is taken by the live poll, one by reading the past. */
    private final Semaphore atRest = new Semaphore(2);

    private Gauge freshness;
    private volatile boolean stopping;
    private volatile Instant started;
    private volatile Instant lastGood;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile Instant pastNotBefore = Instant.EPOCH;
    private volatile int failures;
    private volatile boolean pastComplete;
    /** Whether the troubles of an earlier run of the hub were looked at. */
    private volatile boolean cured;

    private volatile boolean clockOff = true;

    ShopConsumer(ShopEndpoint endpoint, Processor processor, ShopComponent component) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = component;
        this.polls = component.polls();
        this.shop = endpoint.shop();
        this.door = endpoint.door();
        this.job = JobKey.jobKey(shop.row().key() + "/" + door.stream(), "poll");
    }

    ActiveShop shop() {
        return shop;
    }

    Stream stream() {
        return door.stream();
    }

    /** Since the last poll that went well to its end, else since the start. */
    Duration freshness() {
        var since = lastGood == null ? started : lastGood;
        return since == null
                ? Duration.ZERO
                : Duration.between(since, polls.clock().instant());
    }

    Duration every() {
        return endpoint.every();
    }

    boolean pastComplete() {
        return pastComplete;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = false;
        started = polls.clock().instant();
        component.started(this);
        freshness = Gauge.builder(
                        "shophub.freshness.seconds",
                        this,
                        consumer -> consumer.freshness().toMillis() / 1000.0)
                .tag("shop", shop.row().key().value())
                .tag("stream", stream().name())
                .register(polls.meters());
        timer();
        var scheduler = component.quartz().getScheduler();
        scheduler.scheduleJob(
                JobBuilder.newJob(TriggerJob.class)
                        .withIdentity(job)
                        .usingJobData(TriggerJob.running(this::trigger))
                        .build(),
                TriggerBuilder.newTrigger()
                        .withIdentity(job.getName(), job.getGroup())
                        .startNow()
                        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(endpoint.every().toMillis())
                                .repeatForever()
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build());
    }

    @Override
    protected void doStop() throws Exception {
        stopping = true;
        component.stopped(this);
        try {
            var scheduler = component.quartz().getScheduler();
            if (scheduler != null && !scheduler.isShutdown()) {
                scheduler.deleteJob(job);
            }
        } catch (SchedulerException alreadyGone) {
            LOG.debug("Trigger already gone (job={})", job);
        }
        if (!getEndpoint().getCamelContext().isStopping()) {
            comeToRest();
        }
        polls.meters().remove(freshness);
        super.doStop();
    }

    /** The route is swapped: its next poll must not run beside this one. A page that takes longer is harmless, it is read twice. */
    private void comeToRest() throws InterruptedException {
        if (atRest.tryAcquire(2, AT_REST.toMillis(), TimeUnit.MILLISECONDS)) {
            atRest.release(2);
        }
    }

    /** Called by Quartz: only hands the poll to the shop's lane. A poll still running is not queued behind. */
    void trigger() {
        if (stopping || polls.clock().instant().isBefore(notBefore) || !polling.compareAndSet(false, true)) {
            return;
        }
        shop.lane().live().execute(() -> {
            try {
                pollGuarded();
            } finally {
                polling.set(false);
            }
        });
    }

    /** A poll now, in the caller's thread; waits for nobody and returns false when one is running. */
    boolean pollNow() {
        if (!polling.compareAndSet(false, true)) {
            return false;
        }
        try {
            notBefore = Instant.EPOCH;
            pollGuarded();
            return true;
        } finally {
            polling.set(false);
        }
    }

    /** Reads on what lay before first contact, in the caller's thread, to its end. */
    void readPastNow() {
        if (readingPast.compareAndSet(false, true)) {
            try {
                readPast();
            } finally {
                readingPast.set(false);
            }
        }
    }

    private void pollGuarded() {
        atRest.acquireUninterruptibly();
        try {
            pollOnce();
        } finally {
            atRest.release();
        }
    }

    private void pollOnce() {
        var run = new Run(stream().name());
        try {
            long began = System.nanoTime();
            poll(run);
            timer().record(Duration.ofNanos(System.nanoTime() - began));
            wentWell(run);
        } catch (Exception failure) {
            wentWrong(run, failure);
        }
        if (!pastComplete && !stopping && readingPast.compareAndSet(false, true)) {
            shop.lane().history().execute(() -> {
                try {
                    readPast();
                } finally {
                    readingPast.set(false);
                }
            });
        }
    }

    private void poll(Run run) {
        var settled = settled();
        var checkpoint = polls.checkpoints().find(shopId(), run.stream);
        if (checkpoint.isEmpty()) {
            firstContact(settled);
            checkpoint = polls.checkpoints().find(shopId(), run.stream);
        }
        var at = checkpoint.orElseThrow();
        if (at.open().isPresent()) {
            var open = at.open().get();
            read(run, door.changed(), new Window(open.from(), open.to()), new Cursor(open.cursor()));
            at = polls.checkpoints().find(shopId(), run.stream).orElseThrow();
        }
        settled = settled();
        var stretch = Duration.ZERO;
        while (!stopping && at.watermark().isBefore(settled)) {
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
            var before = run.pages;
            read(run, door.changed(), new Window(from, earliest(to, settled)), Cursor.START);
            stretch = run.pages - before > 1 ? Duration.ZERO : wider(stretch, reach.longest());
            at = polls.checkpoints().find(shopId(), run.stream).orElseThrow();
        }
    }

    /** After a break a quiet stretch of time is made up for in few calls, a busy one in the windows that were advised. */
    private static Duration wider(Duration stretch, Duration longest) {
        return stretch.compareTo(longest.dividedBy(2)) < 0 ? stretch.multipliedBy(2) : longest;
    }

    /** Up to where the platform's index is sure; in milliseconds, as checkpoints are kept. */
    private Instant settled() {
        return shop.connector().platformNow().minus(endpoint.pace().settle()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Live reading begins now; what lay before is read beside it, as far back as the platform shows. */
    private void firstContact(Instant settled) {
        var since = door.pastReach().apply(settled).reachesBackTo();
        polls.checkpoints().begin(shopId(), pastStream(), since, Optional.of(settled));
        // a hub killed between the two begins live where its history was told to end
        var joint = polls.checkpoints()
                .find(shopId(), pastStream())
                .flatMap(Checkpoint::target)
                .orElse(settled);
        polls.checkpoints().begin(shopId(), stream().name(), joint, Optional.empty());
        LOG.info(
                "{}: first contact, reading all {} since {}",
                shop.row().title(),
                stream(),
                since.truncatedTo(ChronoUnit.SECONDS));
    }

    private void readPast() {
        atRest.acquireUninterruptibly();
        try {
            readPastOn(new Run(pastStream()));
        } finally {
            atRest.release();
        }
    }

    private void readPastOn(Run run) {
        if (polls.clock().instant().isBefore(pastNotBefore)) {
            return;
        }
        try {
            var checkpoint = polls.checkpoints().find(shopId(), run.stream);
            while (!stopping && checkpoint.isPresent() && !checkpoint.get().complete()) {
                readPastSlice(run, checkpoint.get());
                checkpoint = polls.checkpoints().find(shopId(), run.stream);
            }
            if (checkpoint.isPresent() && checkpoint.get().complete()) {
                pastComplete = true;
                if (run.pages > 0) {
                    polls.checkpoints().good(shopId(), run.stream);
                    run.end("good", "");
                    LOG.info("{}: all past {} are read ({} records)", shop.row().title(), stream(), run.records);
                }
            }
        } catch (Exception failure) {
            if (stopping) {
                LOG.debug("Reading past {} was cut short by the stop", stream(), failure);
                return;
            }
            pastNotBefore = polls.clock()
                    .instant()
                    .plus(
                            failure instanceof RateLimitedException limited
                                    ? limited.waitTime()
                                    : Duration.ofSeconds(10));
            if (PollFailures.isBug(failure)) {
                LOG.error(
                        "{}: reading past {} failed, it goes on where it was",
                        shop.row().title(),
                        stream(),
                        failure);
            } else {
                LOG.info("{}: reading past {} waits ({})", shop.row().title(), stream(), failure.getMessage());
            }
            polls.checkpoints().failed(shopId(), run.stream, PollFailures.describe(failure));
        }
    }

    private void readPastSlice(Run run, Checkpoint at) {
        var target = at.target().orElseThrow();
        if (at.open().isPresent()) {
            var open = at.open().get();
            read(run, door.past(), new Window(open.from(), open.to()), new Cursor(open.cursor()));
        } else {
            var longest = door.pastReach().apply(target).longest();
            var to = earliest(at.watermark().plus(longest), target);
            read(run, door.past(), new Window(at.watermark(), to), Cursor.START);
        }
    }

    /** All pages of a window, the next one fetched while this one is written. */
    private void read(Run run, BiFunction<Window, Cursor, Page> source, Window window, Cursor start) {
        var pages = new BulkPages(source);
        var bulk = pages.read(window, start);
        while (true) {
            var page = bulk.page();
            var next = page.next();
            var ahead = next.map(cursor -> CompletableFuture.supplyAsync(
                    () -> pages.read(window, cursor), shop.lane().ahead()));
            try {
                run.pages += bulk.pages();
                process(run, page);
            } catch (RuntimeException failed) {
                ahead.ifPresent(fetch -> fetch.cancel(false));
                throw failed;
            }
            if (next.isEmpty()) {
                polls.checkpoints()
                        .reached(
                                shopId(),
                                run.stream,
                                window.to(),
                                page.records().size());
                return;
            }
            polls.checkpoints()
                    .within(
                            shopId(),
                            run.stream,
                            window.from(),
                            window.to(),
                            next.get().value(),
                            page.records().size());
            if (stopping) {
                ahead.ifPresent(fetch -> fetch.cancel(false));
                return;
            }
            bulk = joined(ahead.orElseThrow());
        }
    }

    private static <T> T joined(CompletableFuture<T> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private void process(Run run, Page page) {
        run.records += page.records().size();
        if (page.records().isEmpty()) {
            return;
        }
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(new RawPage(shop.row(), shop.connector(), stream(), page.records()));
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException(RuntimeException.class) != null
                        ? exchange.getException(RuntimeException.class)
                        : new IllegalStateException("The page was not stored", exchange.getException());
            }
            if (exchange.getMessage().getBody() instanceof SavedPage saved) {
                run.changed += saved.changed();
                run.quarantined += saved.quarantined();
            } else {
                throw new IllegalStateException("Route " + getRoute().getRouteId()
                        + " ended without storing the page: its steps must end in bean:intake");
            }
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("The page was not stored", failed);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void wentWell(Run run) {
        lastGood = polls.clock().instant();
        if (failures > 0) {
            LOG.info("{}: {} can be read again", shop.row().title(), stream());
        }
        if (failures > 0 || !cured) {
            polls.troubles().cure(troubleKey());
            cured = true;
        }
        failures = 0;
        notBefore = Instant.EPOCH;
        polls.checkpoints().good(shopId(), run.stream);
        if (polls.shops().resume(shopId())) {
            polls.troubles().cure(shop.row().key().value());
            polls.bell().ring();
        }
        tellClock();
        if (run.changed > 0 || run.quarantined > 0) {
            run.end("good", "");
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
                            Optional.of(shopId()),
                            "The platform's clock and this machine's differ by "
                                    + off.abs().toSeconds()
                                    + " s (shop=" + shop.row().key()
                                    + "): windows follow the platform's; check the time of this"
                                    + " machine");
            clockOff = true;
        } else if (clockOff) {
            polls.troubles().cure(key);
            clockOff = false;
        }
    }

    private void wentWrong(Run run, Exception failure) {
        if (stopping) {
            LOG.debug("Reading {} was cut short by the stop", stream(), failure);
            return;
        }
        var now = polls.clock().instant();
        var described = PollFailures.describe(failure);
        polls.checkpoints().failed(shopId(), run.stream, described);
        if (failure instanceof RateLimitedException limited) {
            notBefore = now.plus(limited.waitTime());
            return;
        }
        failures++;
        run.end(failure.getClass().getSimpleName().replace("Exception", ""), described);
        if (failure instanceof AuthFailedException) {
            notBefore = now.plus(HOURLY);
            polls.shops().pause(shopId(), described);
            polls.troubles().raise(shop.row().key().value(), "auth", Optional.of(shopId()), described);
        } else if (failure instanceof RejectedException) {
            notBefore = now.plus(HOURLY);
            polls.troubles().raise(troubleKey(), "permission", Optional.of(shopId()), described);
        } else {
            var pause = endpoint.every().multipliedBy(1L << Math.min(failures, 8));
            notBefore = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            if (PollFailures.isBug(failure)) {
                LOG.error(
                        "{}: reading {} failed, the watermark stays", shop.row().title(), stream(), failure);
            } else if (failures == 1) {
                LOG.warn("{}: {} cannot be read for now ({})", shop.row().title(), stream(), described);
            }
        }
    }

    private String troubleKey() {
        return shop.row().key() + "/" + stream();
    }

    private String pastStream() {
        return stream().name() + "-history";
    }

    private long shopId() {
        return shop.row().id();
    }

    private Timer timer() {
        return Timer.builder("shophub.poll.seconds")
                .tag("shop", shop.row().key().value())
                .tag("stream", stream().name())
                .register(polls.meters());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What a poll has done so far. */
    private final class Run {
        private final String stream;
        private final Instant began = polls.clock().instant();
        private int pages;
        private int records;
        private int changed;
        private int quarantined;

        private Run(String stream) {
            this.stream = stream;
        }

        private void end(String outcome, String detail) {
            polls.runs().add(shopId(), stream, began, pages, records, changed, quarantined, outcome, detail);
        }
    }

    /** The state of the shop's row now. */
    ShopRow.State state() {
        return polls.shops().find(shopId()).map(ShopRow::state).orElse(ShopRow.State.OUT);
    }
}
