package dev.shophub.camel;

import dev.shophub.alert.MailCause;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.Said;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Claims messages, sends each through the route and writes down how it ended. The outbox retries, Camel does not. Several
 * aggregates are on their way at once, one message of each.
 */
final class OutboxConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String DELIVERY = "delivery/";
    /** Text of a refused login, by destination. */
    private static final String REFUSED = "delivery-refused-";

    private static final Duration HOURLY = Duration.ofHours(1);

    private final Destination destination;
    private final int concurrency;
    private final OutboxComponent.Deliveries deliveries;
    private final Semaphore free;
    /** Messages whose outcome the database did not take. */
    private final Set<Long> unwritten = ConcurrentHashMap.newKeySet();

    /** Whether a refused login may stand as a trouble: of this run, or of one before. */
    private final AtomicBoolean refused = new AtomicBoolean(true);

    private ExecutorService senders;
    private Thread claimer;
    private volatile boolean stopping;

    OutboxConsumer(OutboxEndpoint endpoint, Processor processor, OutboxComponent.Deliveries deliveries) {
        super(endpoint, processor);
        this.destination = endpoint.destination();
        this.concurrency = endpoint.concurrency();
        this.deliveries = deliveries;
        this.free = new Semaphore(concurrency);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = false;
        senders = Executors.newFixedThreadPool(concurrency, task -> new Thread(task, "deliver-" + destination));
        claimer = new Thread(this::claim, "outbox-" + destination);
        claimer.setDaemon(true);
        claimer.start();
    }

    @Override
    protected void doStop() throws Exception {
        stopping = true;
        deliveries.bell().ring();
        claimer.join(TimeUnit.SECONDS.toMillis(10));
        senders.shutdown();
        if (!senders.awaitTermination(20, TimeUnit.SECONDS)) {
            senders.shutdownNow();
        }
        super.doStop();
    }

    private void claim() {
        boolean down = false;
        while (!stopping) {
            var heard = deliveries.bell().rings(destination);
            try {
                putBackUnwritten();
                free.acquire();
                int room = 1 + free.drainPermits();
                List<OutboxMessage> claimed = List.of();
                try {
                    claimed = stopping ? List.of() : deliveries.outbox().claim(destination, room);
                } finally {
                    free.release(room - claimed.size());
                }
                if (down) {
                    LOG.info("The database answers again, deliveries to {} go on", destination);
                    down = false;
                }
                for (var message : claimed) {
                    senders.execute(() -> {
                        try {
                            deliver(message);
                        } finally {
                            free.release();
                            deliveries.bell().ring(destination);
                        }
                    });
                }
                if (claimed.isEmpty()) {
                    deliveries.bell().await(destination, heard, LOOK);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (PessimisticLockingFailureException lockedByAnother) {
                LOG.debug("Claiming for {} gave way to another transaction", destination, lockedByAnother);
            } catch (DataAccessException | TransactionException databaseAway) {
                if (!down) {
                    LOG.warn(
                            "Deliveries to {} wait for the database ({})",
                            destination,
                            databaseAway.getClass().getSimpleName());
                    down = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            deliveries.bell().await(destination, deliveries.bell().rings(destination), LOOK);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(OutboxMessage message) {
        long began = System.nanoTime();
        try {
            var exchange = createExchange(false);
            Object body;
            try {
                exchange.getMessage().setBody(message);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
                body = exchange.getMessage().getBody();
            } finally {
                releaseExchange(exchange, false);
            }
            var outcome = body instanceof Outcome told
                    ? told
                    : new Outcome.Parked("held-by-route", getRoute().getRouteId());
            ended(message, outcome, took(began));
        } catch (Exception failure) {
            failed(message, MailFailures.understood(failure), took(began));
        }
    }

    private void ended(OutboxMessage message, Outcome outcome, Duration took) {
        try {
            deliveries.outbox().finish(List.of(message.id()), outcome, took);
        } catch (DataAccessException | TransactionException unknown) {
            unknown(message);
            return;
        }
        if (outcome instanceof Outcome.Delivered) {
            if (refused.compareAndSet(true, false)) {
                deliveries.troubles().cure(trouble());
            }
            Counter.builder("shophub.outbox.delivered")
                    .tag("destination", destination.name())
                    .register(deliveries.meters())
                    .increment();
        }
    }

    private void failed(OutboxMessage message, Exception failure, Duration took) {
        var now = deliveries.clock().instant();
        var outbox = deliveries.outbox();
        var detail = failure instanceof Failure
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
        var kind = failure.getClass().getSimpleName().replace("Exception", "");
        try {
            if (failure instanceof RateLimitedException limited) {
                outbox.retry(message.id(), now.plus(limited.waitTime()), false, kind, detail, took);
            } else if (failure instanceof AuthFailedException access) {
                outbox.retry(
                        message.id(),
                        now.plus(destination.isShop() ? HOURLY : Duration.ofMinutes(5)),
                        false,
                        kind,
                        detail,
                        took);
                refused(message, access, detail);
            } else if (failure instanceof RejectedException rejected) {
                outbox.dead(message.id(), rejected.code(), detail, took);
                LOG.warn("Message {} to {} is a dead letter: {}", message.id(), destination, detail);
            } else if (failure instanceof MalformedRecordException) {
                outbox.dead(message.id(), "malformed", detail, took);
                LOG.warn("Message {} to {} is a dead letter: {}", message.id(), destination, detail);
            } else if (message.attempts() + 1 >= deliveries.retries().get().maxAttempts()) {
                outbox.dead(message.id(), "attempts", detail, took);
                LOG.warn(
                        "Message {} to {} is a dead letter after {} attempts: {}",
                        message.id(),
                        destination,
                        message.attempts() + 1,
                        detail);
            } else {
                if (!(failure instanceof Failure)) {
                    LOG.error(
                            "Delivering message {} to {} failed, it is tried again",
                            message.id(),
                            destination,
                            failure);
                }
                var steps = deliveries.retries().get().backOff();
                var wait = steps.get(Math.min(message.attempts(), steps.size() - 1));
                outbox.retry(message.id(), now.plus(wait), true, kind, detail, took);
            }
        } catch (DataAccessException | TransactionException unknown) {
            unknown(message);
        }
    }

    private void unknown(OutboxMessage message) {
        LOG.warn("The outcome of message {} could not be written, it will be sent again", message.id());
        unwritten.add(message.id());
    }

    /** What could not be written down while the database was away is due again, as soon as it answers. */
    private void putBackUnwritten() {
        for (var id : List.copyOf(unwritten)) {
            deliveries
                    .outbox()
                    .retry(
                            id,
                            deliveries.clock().instant(),
                            false,
                            "unknown",
                            "The outcome was not written",
                            Duration.ZERO);
            unwritten.remove(id);
        }
    }

    private String trouble() {
        return DELIVERY + destination;
    }

    private void refused(OutboxMessage message, AuthFailedException access, String detail) {
        if (destination.isShop() && message.shopId() != 0) {
            deliveries.shops().pause(message.shopId(), detail);
            deliveries
                    .troubles()
                    .raise(
                            message.shop().orElseThrow().value(),
                            AccessRefused.kind(access),
                            Optional.of(message.shopId()),
                            AccessRefused.said(access));
        } else {
            // the hub's own sentence is told by its text, only another side's words are quoted
            var said = detail.equals(MailCause.LOGIN.sentence())
                    ? Said.of(REFUSED + destination, detail)
                    : Said.quoting(REFUSED + destination, detail);
            deliveries.troubles().raise(trouble(), "auth", Optional.empty(), said);
            refused.set(true);
        }
    }

    private static Duration took(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
