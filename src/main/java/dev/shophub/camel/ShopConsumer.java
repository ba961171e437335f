package dev.shophub.camel;

import dev.shophub.connector.Page;
import dev.shophub.intake.RawPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Reads one stream of one shop. Quartz only triggers; the poll runs in the shop's lane, reading the past on a thread of its own.
 * A page is one exchange.
 */
final class ShopConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ShopConsumer.class);
    private static final Duration AT_REST = Duration.ofSeconds(20);

    private final ShopEndpoint endpoint;
    private final ShopComponent component;
    private final Polls polls;
    private final ActiveShop shop;
    private final JobKey job;
    private final LiveReader live;
    private final PastReader past;
    private final PollOutcome outcome;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean readingPast = new AtomicBoolean();
    /** One permit is taken by the live poll, one by reading the past. */
    private final Semaphore atRest = new Semaphore(2);

    private Gauge freshness;
    private volatile boolean stopping;
    private volatile Instant started;

    ShopConsumer(ShopEndpoint endpoint, Processor processor, ShopComponent component) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = component;
        this.polls = component.polls();
        this.shop = endpoint.shop();
        this.job = JobKey.jobKey(shop.row().key() + "/" + stream(), "poll");
        var windows = new WindowReader(
                polls.checkpoints(), shop.lane().ahead(), this::store, () -> stopping || !polls.haveRoom());
        this.live = new LiveReader(endpoint, polls.checkpoints(), windows);
        this.past = new PastReader(endpoint, polls, windows);
        this.outcome = new PollOutcome(endpoint, polls);
    }

    ActiveShop shop() {
        return shop;
    }

    Stream stream() {
        return endpoint.door().stream();
    }

    /** Since the last poll that went well to its end, else since the start. */
    Duration freshness() {
        return started == null
                ? Duration.ZERO
                : Duration.between(
                        outcome.lastGood().orElse(started), polls.clock().instant());
    }

    Duration every() {
        return endpoint.every();
    }

    boolean pastComplete() {
        return past.complete();
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
        Optional.ofNullable(freshness).ifPresent(polls.meters()::remove);
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
        if (stopping || !polls.haveRoom() || rests() || !polling.compareAndSet(false, true)) {
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

    /** Whether the stream is left alone for now. */
    boolean rests() {
        return outcome.rests();
    }

    /** A poll now, in the caller's thread; waits for nobody and returns false when one is running. */
    boolean pollNow() {
        if (!polling.compareAndSet(false, true)) {
            return false;
        }
        try {
            outcome.mayPollNow();
            pollGuarded();
            return true;
        } finally {
            polling.set(false);
        }
    }

    /** Reads on what lay before first contact, in the caller's thread, to its end or to the first wait. */
    void readPastNow() {
        if (!past.rests() && readingPast.compareAndSet(false, true)) {
            try {
                boolean more;
                do {
                    more = readPast().filter(Duration::isZero).isPresent();
                } while (more);
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
        var run = new PollRun(shop.row().id(), stream().name(), polls.clock().instant());
        try {
            long began = System.nanoTime();
            live.read(run);
            timer().record(Duration.ofNanos(System.nanoTime() - began));
            if (polls.haveRoom()) {
                outcome.wentWell(run); // else it was cut short, and is not fresh
            }
        } catch (Exception failure) {
            if (stopping) {
                LOG.debug("Reading {} was cut short by the stop", stream(), failure);
            } else {
                outcome.wentWrong(run, failure);
            }
        }
        if (!past.complete() && !past.rests()) {
            goOnWithPast();
        }
    }

    /** A turn on the thread that reads the shop's past: behind the turns of its other streams that wait for one. */
    private void goOnWithPast() {
        if (!stopping && readingPast.compareAndSet(false, true)) {
            shop.lane().history().execute(() -> {
                var next = Optional.<Duration>empty();
                try {
                    next = readPast();
                } finally {
                    readingPast.set(false);
                }
                next.ifPresent(this::goOnWithPastAfter);
            });
        }
    }

    private void goOnWithPastAfter(Duration wait) {
        if (wait.isZero()) {
            goOnWithPast();
        } else {
            CompletableFuture.delayedExecutor(
                            wait.toMillis(), TimeUnit.MILLISECONDS, shop.lane().history())
                    .execute(this::goOnWithPast);
        }
    }

    private Optional<Duration> readPast() {
        atRest.acquireUninterruptibly();
        try {
            return past.read();
        } finally {
            atRest.release();
        }
    }

    /** Sends a page through the route; it must come back as what was stored of it. */
    private SavedPage store(Page page) {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(new RawPage(shop.row(), shop.connector(), stream(), page.records()));
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException(RuntimeException.class) != null
                        ? exchange.getException(RuntimeException.class)
                        : exchange.getException();
            }
            if (exchange.getMessage().getBody() instanceof SavedPage saved) {
                return saved;
            }
            throw new IllegalStateException("Route " + getRoute().getRouteId()
                    + " ended without storing the page: its steps must end in bean:intake");
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("The page was not stored", failed);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private Timer timer() {
        return Timer.builder("shophub.poll.seconds")
                .tag("shop", shop.row().key().value())
                .tag("stream", stream().name())
                .register(polls.meters());
    }

    /** The state of the shop's row now. */
    ShopRow.State state() {
        return polls.shops().find(shop.row().id()).map(ShopRow::state).orElse(ShopRow.State.OUT);
    }
}
