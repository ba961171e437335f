package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.PersonalField;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets a buyer: the keys go, and with them what was sealed; what stands in clear text and tells who it was goes too. Orders and
 * figures stay. What is read of these orders later is kept without the buyer's part.
 */
public final class Forgetting {

    /** Shorter texts stand everywhere and prove nothing. */
    private static final int TELLING = 4;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final BuyerKeys keys;
    private final StoredOrders orders;
    private final PersonalReadings readings;
    private final Clock clock;

    /** @param keys those of the running hub: what they remember is forgotten too */
    public Forgetting(
            JdbcTemplate jdbc, TransactionOperations transaction, BuyerKeys keys, Sealer master, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.readings = new PersonalReadings(jdbc, clock);
        this.orders = new StoredOrders(jdbc, master, readings);
        this.clock = clock;
    }

    /**
     * An order of the buyer.
     *
     * @param buyer the platform's buyer key, where it gives one
     * @param toBeShipped paid and not shipped yet: without its receiver it cannot be
     */
    public record Bought(long shopId, String shop, ExternalId order, Optional<String> buyer, boolean toBeShipped) {}

    /** All orders of a buyer, by the platform's buyer key or by one of the orders; in every shop that knows the number. */
    public List<Bought> find(String typed) {
        var buyers = jdbc.query(
                "SELECT DISTINCT shop_id, buyer FROM sales_order WHERE external_id = ? OR buyer = ?",
                (row, number) -> new Object[] {row.getLong(1), row.getString(2)},
                typed,
                typed);
        var found = new ArrayList<Bought>();
        for (var buyer : buyers) {
            found.addAll(jdbc.query(
                    "SELECT o.shop_id, s.shop_key, o.external_id, o.buyer, o.status IN ('PAID', 'PARTLY_SHIPPED')"
                            + " FROM sales_order o JOIN shop s ON s.id = o.shop_id WHERE o.shop_id = ? AND "
                            + (buyer[1] == null ? "o.external_id = ? AND o.buyer IS NULL" : "o.buyer = ?")
                            + " ORDER BY o.id",
                    (row, number) -> new Bought(
                            row.getLong(1),
                            row.getString(2),
                            new ExternalId(row.getString(3)),
                            Optional.ofNullable(row.getString(4)),
                            row.getBoolean(5)),
                    buyer[0],
                    buyer[1] == null ? typed : buyer[1]));
        }
        return found;
    }

    /** Where something of the buyer still stands in clear text. */
    public record Place(String table, String column, long rows) {}

    /**
     * What was looked for afterwards.
     *
     * @param keysLeft keys of the buyer and the buyer's orders
     * @param readable orders of which any field of the list can still be opened
     * @param places where a former value still stands, in any text of any table
     * @param values how many values were looked for
     */
    public record Proof(long keysLeft, long readable, List<Place> places, int values) {

        /** Nothing was found. */
        public boolean holds() {
            return keysLeft == 0 && readable == 0 && places.isEmpty();
        }
    }

    /** Forgets the buyer of these orders and looks for what is left. */
    public Proof forget(List<Bought> bought) {
        var values = new LinkedHashSet<String>();
        for (var one : bought) {
            orders.read(one.shopId(), one.order()).ifPresent(order -> {
                readings.order("forget", one.shopId(), order);
                values.addAll(PersonalField.all(order).values());
            });
            one.buyer().ifPresent(values::add);
        }
        values.removeIf(value -> value.length() < TELLING || value.contains("*"));
        transaction.executeWithoutResult(status -> bought.forEach(this::forget));
        keys.lookAgain();
        return new Proof(keysLeft(bought), readable(bought), places(values), values.size());
    }

    private void forget(Bought one) {
        var now = Columns.utc(clock.instant());
        var order = one.order().value();
        jdbc.update(
                "INSERT INTO buyer_key (shop_id, buyer_ref, wrapped, created_at, erased_at) VALUES (?, ?, NULL, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE wrapped = NULL, erased_at = VALUES(erased_at)",
                one.shopId(),
                BuyerKeys.reference(Optional.empty(), one.order()),
                now,
                now);
        one.buyer().ifPresent(buyer -> forgetBuyer(one.shopId(), buyer, now));
        jdbc.update(
                "UPDATE sales_order SET city = '', district = '' WHERE shop_id = ? AND external_id = ?",
                one.shopId(),
                order);
        var refunds = ids("refund", one);
        var reviews = ids("review", one);
        remove("orders", one.shopId(), List.of(order));
        remove("refunds", one.shopId(), refunds);
        remove("reviews", one.shopId(), reviews);
        jdbc.update(
                "UPDATE review SET text = '', follow_up = '' WHERE shop_id = ? AND order_external_id = ?",
                one.shopId(),
                order);
    }

    /** The pseudonym keeps the buyer's orders together for figures and tells nothing. */
    private void forgetBuyer(long shopId, String buyer, Object now) {
        jdbc.update(
                "UPDATE sales_order o JOIN buyer_key k ON k.shop_id = o.shop_id AND k.buyer_ref = ?"
                        + " SET o.buyer = CONCAT('forgotten-', k.id) WHERE o.shop_id = ? AND o.buyer = ?",
                "buyer:" + buyer,
                shopId,
                buyer);
        jdbc.update(
                "UPDATE buyer_key SET wrapped = NULL, erased_at = ?, buyer_ref = CONCAT('forgotten:', id)"
                        + " WHERE shop_id = ? AND buyer_ref = ?",
                now,
                shopId,
                "buyer:" + buyer);
    }

    private List<String> ids(String table, Bought one) {
        return jdbc.queryForList(
                "SELECT external_id FROM " + table + " WHERE shop_id = ? AND order_external_id = ?",
                String.class,
                one.shopId(),
                one.order().value());
    }

    /** Payloads as sent, understood or not. */
    private void remove(String stream, long shopId, Collection<String> ids) {
        for (var id : ids) {
            jdbc.update(
                    "DELETE FROM raw_record WHERE shop_id = ? AND stream = ? AND external_id = ?", shopId, stream, id);
            jdbc.update(
                    "UPDATE quarantine SET payload = '' WHERE shop_id = ? AND stream = ? AND external_id = ?",
                    shopId,
                    stream,
                    id);
        }
    }

    private long keysLeft(List<Bought> bought) {
        long left = 0;
        for (var one : bought) {
            var references = new ArrayList<Object>(List.of(one.shopId(), "order:" + one.order()));
            one.buyer().ifPresent(buyer -> references.add("buyer:" + buyer));
            left += jdbc.queryForObject(
                    "SELECT COUNT(*) FROM buyer_key WHERE wrapped IS NOT NULL AND shop_id = ? AND buyer_ref IN ("
                            + String.join(",", Collections.nCopies(references.size() - 1, "?")) + ")",
                    Long.class,
                    references.toArray());
        }
        return left;
    }

    private long readable(List<Bought> bought) {
        return bought.stream()
                .filter(one -> orders.read(one.shopId(), one.order())
                        .filter(order -> !PersonalField.all(order).isEmpty())
                        .isPresent())
                .count();
    }

    private List<Place> places(Set<String> values) {
        var places = new ArrayList<Place>();
        if (values.isEmpty()) {
            return places;
        }
        var columns = jdbc.query(
                "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
                        + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                        + " WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'"
                        + " AND c.data_type IN ('char', 'varchar', 'text', 'mediumtext', 'longtext')"
                        + " ORDER BY c.table_name, c.ordinal_position",
                (row, number) -> new Place(row.getString(1), row.getString(2), 0));
        for (var column : columns) {
            long rows = jdbc.queryForObject(
                    "SELECT COUNT(*) FROM `" + column.table() + "` WHERE "
                            + String.join(
                                    " OR ",
                                    Collections.nCopies(values.size(), "INSTR(`" + column.column() + "`, ?) > 0")),
                    Long.class,
                    values.toArray());
            if (rows > 0) {
                places.add(new Place(column.table(), column.column(), rows));
            }
        }
        return places;
    }
}
