package dev.shophub.outbox;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages parked for one reason, and how they go on when the reason is gone. */
public final class Parking {

    /** The reason of orders that a person holds. */
    public static final String HELD = "held";

    /** The reason of what the brake holds. */
    public static final String BRAKE = "brake";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Parking(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A parked message.
     *
     * @param subject what it is about
     * @param detail particulars of the reason
     */
    public record Parked(long id, long shopId, Destination destination, String subject, String detail) {}

    /** All that are parked for a reason, the oldest first. */
    public List<Parked> parked(String reason) {
        return jdbc.query(
                "SELECT id, shop_id, destination, subject, detail FROM outbox WHERE state = 'parked' AND destination IN"
                        + " ('erp', 'listing', 'change', 'shipment') AND reason = ? ORDER BY id",
                (row, number) -> new Parked(
                        row.getLong("id"),
                        row.getLong("shop_id"),
                        new Destination(row.getString("destination")),
                        row.getString("subject"),
                        row.getString("detail")),
                reason);
    }

    /** They are due again; returns how many there were. */
    public int release(List<Parked> messages) {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        int released = 0;
        for (var message : messages) {
            released += jdbc.update(
                    "UPDATE outbox SET state = 'waiting', due_at = ?, reason = '', detail = '', finished_at = NULL"
                            + " WHERE id = ? AND state = 'parked'",
                    now,
                    message.id());
        }
        return released;
    }
}
