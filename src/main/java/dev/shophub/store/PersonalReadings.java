package dev.shophub.store;

import dev.shophub.model.Order;
import dev.shophub.model.PersonalField;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who read a buyer's part, when, of which order, which fields; never what stood there. */
public final class PersonalReadings {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public PersonalReadings(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An order's part was opened; one in which nothing stands is no reading. */
    void order(String reader, long shopId, Order order) {
        var fields = PersonalField.all(order).keySet().stream()
                .map(PersonalField::word)
                .collect(Collectors.joining(" "));
        if (!fields.isEmpty()) {
            add(reader, shopId, order.id().value(), fields);
        }
    }

    /** Payloads of several records were opened. */
    public void payloads(String reader, long count) {
        if (count > 0) {
            add(reader, 0, "", count + " payloads");
        }
    }

    private void add(String reader, long shopId, String subject, String fields) {
        jdbc.update(
                "INSERT INTO personal_reading (at, reader, shop_id, subject, fields) VALUES (?, ?, ?, ?, ?)",
                Columns.utc(clock.instant()),
                reader,
                shopId,
                Columns.cut(subject, 128),
                Columns.cut(fields, 300));
    }
}
