package dev.shophub.listing;

import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.Parking;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.LeftEarly;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.Said;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import dev.shophub.store.TroubleBell;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Brakes as they are shipped, for tests whose shops have too few listings for one; nobody hears them. */
public final class Brakes {

    public static final Brake.Limits SHIPPED =
            new Brake.Limits(20, new BigDecimal("5"), 5, new BigDecimal("50"), Duration.ofHours(1));

    private static final TroubleBell UNHEARD = new TroubleBell() {
        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            // nobody hears it
        }

        @Override
        public void cure(String key) {
            // nobody hears it
        }
    };

    private Brakes() {}

    public static Standstill standstill(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        return standstill(jdbc, transaction, clock, stock(jdbc, clock), UNHEARD);
    }

    /** @param troubles hears when a brake lets go */
    static Standstill standstill(
            JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, Brake brake, TroubleBell troubles) {
        return new Standstill(
                new Standstill.Tables(
                        new Shops(jdbc, clock),
                        new BrakeBook(jdbc, clock),
                        new StockFreezes(jdbc, clock),
                        new Mappings(jdbc, clock),
                        new LeftEarly(jdbc)),
                brake,
                prices(jdbc, clock),
                new Outbox(jdbc, transaction, clock, "test"),
                new Parking(jdbc, clock),
                troubles,
                transaction,
                clock);
    }

    public static Brake stock(JdbcTemplate jdbc, Clock clock) {
        return new Brake(new BrakeBook(jdbc, clock), UNHEARD, () -> SHIPPED, clock);
    }

    public static PriceBrake prices(JdbcTemplate jdbc, Clock clock) {
        return new PriceBrake(
                new ItemChanges(jdbc, clock), new Offers(jdbc), () -> new PriceLimits(new BigDecimal("30")), UNHEARD);
    }
}
