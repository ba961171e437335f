package dev.shophub;

import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.metric.Figures;
import dev.shophub.outbox.Bell;
import dev.shophub.store.Shops;
import dev.shophub.support.WalkedClock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves a hub and its world through a folder's trade, days or weeks a step; after each everything is read and delivered. */
final class TradeWalk {

    private static final Logger LOG = LoggerFactory.getLogger(TradeWalk.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final WalkedClock clock;
    private final PollsByHand polls;
    private final Bell bell;
    private final JdbcClient database;
    private final String world;
    private final Figures figures;
    private final Shops shops;
    private final long began = System.nanoTime();
    private long polling;
    private long delivering;
    private long computing;
    private int steps;

    TradeWalk(WalkedWorld world, ApplicationContext hub, WalkedClock clock, PollsByHand polls) {
        this.clock = clock;
        this.polls = polls;
        this.bell = hub.getBean(Bell.class);
        this.database = JdbcClient.create(hub.getBean(DataSource.class));
        this.world = world.schema();
        this.figures = hub.getBean(Figures.class);
        this.shops = hub.getBean(Shops.class);
        // What a power cut would lose is tried elsewhere.
        database.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 2").update();
    }

    /** Until nothing is ahead and nothing is left to deliver. */
    void toTheEnd(Duration step) {
        walk(step, AS_LONG_AS_IT_TAKES);
        comeToRest(() -> true);
    }

    /**
     * Goes on, also where an earlier walk was broken off.
     *
     * @param atMost after so long, in real time, no further step is begun
     * @return whether nothing is ahead any more
     */
    boolean walk(Duration step, Duration atMost) {
        polls.readPast();
        while (eventsAhead() > 0 && System.nanoTime() - began < atMost.toNanos()) {
            step(step);
            if (steps % 10 == 1 || step.toDays() > 6) {
                LOG.info("{}: {} events ahead; {}", clock.instant(), eventsAhead(), this);
            }
        }
        return eventsAhead() == 0;
    }

    /** Reads and delivers what the last events left, and what that brings about, until the condition holds. */
    void comeToRest(BooleanSupplier atRest) {
        step(SHORT);
        step(Duration.ofDays(1));
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> {
                    awaitDelivered("o.destination IN ('erp', 'listing', 'mail')");
                    if (atRest.getAsBoolean()) {
                        return true;
                    }
                    step(SHORT);
                    return false;
                });
    }

    private void step(Duration by) {
        clock.advance(by);
        var from = System.nanoTime();
        polls.pollAll();
        var read = System.nanoTime();
        bell.ring();
        awaitDelivered("o.destination IN ('erp', 'listing')");
        var delivered = System.nanoTime();
        figures.computeNow(shops.all());
        polling += read - from;
        delivering += delivered - read;
        computing += System.nanoTime() - delivered;
        steps++;
    }

    /** What waits behind a message that is to wait longer cannot go before the clock moves on. */
    private void awaitDelivered(String which) {
        var under = "SELECT COUNT(*) FROM outbox o WHERE " + which + " AND o.state IN ('waiting', 'sending')"
                + " AND (o.state = 'sending' OR o.due_at <= :now AND NOT EXISTS (SELECT 1 FROM outbox p"
                + " WHERE p.destination = o.destination AND p.shop_id <=> o.shop_id AND p.aggregate = o.aggregate AND p.state = 'waiting'"
                + " AND p.id < o.id AND p.due_at > :now))";
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> database.sql(under)
                                .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private long eventsAhead() {
        return database.sql("SELECT COUNT(*) FROM " + world + ".sim_event WHERE applied = FALSE")
                .query(Long.class)
                .single();
    }

    @Override
    public String toString() {
        return "%d steps in %d s, reading %d s (%s), delivering %d s, computing figures %d s"
                .formatted(
                        steps,
                        seconds(System.nanoTime() - began),
                        seconds(polling),
                        polls.took(),
                        seconds(delivering),
                        seconds(computing));
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
