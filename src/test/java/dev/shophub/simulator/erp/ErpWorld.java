package dev.shophub.simulator.erp;

import dev.shophub.simulator.State;
import dev.shophub.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A simulated world of its own with an ERP in it, for one test class. */
public final class ErpWorld implements AutoCloseable {

    public static final String TOKEN = "token-of-the-test";

    private final State state;
    private final ErpSimulator erp;

    public ErpWorld(Clock clock) {
        this(clock, Optional.empty());
    }

    /** @param shipsAfter how long after an order was received it leaves */
    public ErpWorld(Clock clock, Optional<Duration> shipsAfter) {
        state = new State(TestDatabase.emptySchema(), clock);
        state.client()
                .sql("INSERT INTO sim_world (id, trade, seed, shift_days, started_at) "
                        + "VALUES (1, '', 1, 0, '2026-01-01 00:00:00')")
                .update();
        erp = ErpSimulator.start(state, 0, TOKEN, shipsAfter);
    }

    public ErpSimulator erp() {
        return erp;
    }

    public ErpState books() {
        return erp.books();
    }

    State state() {
        return state;
    }

    public void product(String sku, long onHand) {
        books().book(sku, "Product " + sku, Optional.of(new BigDecimal("3.20")), onHand);
    }

    @Override
    public void close() {
        erp.close();
    }
}
