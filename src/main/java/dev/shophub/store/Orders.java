package dev.shophub.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.PersonalField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes pages of orders: one statement a table, lines and payments only for orders that changed. */
public final class Orders {

    private static final NewestWins ORDERS = NewestWins.withStatus(
            "sales_order",
            List.of(
                    "status",
                    "platform_status",
                    "kind",
                    "placed_at",
                    "paid_at",
                    "shipped_at",
                    "completed_at",
                    "currency",
                    "total",
                    "goods",
                    "freight",
                    "discount",
                    "buyer",
                    "buyer_key_id",
                    "region",
                    "city",
                    "district",
                    "sealed",
                    "seller_flag",
                    "cash_on_delivery",
                    "shipping_forbidden",
                    "balance_due",
                    "line_count"),
            List.of("first_read_at"));

    private static final MultiRow LINES = new MultiRow(
            "INSERT INTO order_line (order_id, external_id, position, item_id, sku_id, code, title, variant, quantity,"
                    + " unit_price, paid, status, platform_status, refund, batch) VALUES",
            15,
            "ON DUPLICATE KEY UPDATE position = VALUES(position), item_id = VALUES(item_id), sku_id = VALUES(sku_id),"
                    + " code = VALUES(code), variant = VALUES(variant), quantity = VALUES(quantity),"
                    + " unit_price = VALUES(unit_price), paid = VALUES(paid), status = VALUES(status),"
                    + " platform_status = VALUES(platform_status), refund = VALUES(refund), batch = VALUES(batch)");

    private static final MultiRow PAYMENTS = new MultiRow(
            "INSERT INTO payment (order_id, sequence, method, amount, paid_at, batch) VALUES",
            6,
            "ON DUPLICATE KEY UPDATE method = VALUES(method), amount = VALUES(amount), paid_at = VALUES(paid_at),"
                    + " batch = VALUES(batch)");

    private static final MultiRow HISTORY = new MultiRow(
            "INSERT IGNORE INTO order_status_history (order_id, platform_status, at, status, read_at) VALUES", 5, "");

    /** Where the buyer stands in a row, then key, region, city, district. */
    private static final int BUYER = 14;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final BuyerKeys keys;
    private final RawRecords rawRecords;
    private final TouchedDays touched;
    private final LeftEarly leftEarly;

    public Orders(JdbcTemplate jdbc, BuyerKeys keys, RawRecords rawRecords) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rawRecords = rawRecords;
        this.touched = new TouchedDays(jdbc);
        this.leftEarly = new LeftEarly(jdbc);
    }

    /**
     * Upserts a page within the caller's transaction.
     *
     * @param prepared from {@link #prepare}, made before the transaction
     * @return the versions that won, in the order of their ids
     */
    public List<Versioned<Order>> save(long shopId, Prepared prepared, long batch) {
        var written = ORDERS.write(jdbc, prepared.rows(batch), batch);
        var winners = new ArrayList<Versioned<Order>>();
        var lines = new ArrayList<Object[]>();
        var payments = new ArrayList<Object[]>();
        var history = new ArrayList<Object[]>();
        var ids = new ArrayList<Long>();
        for (var row : written) {
            if (!row.won()) {
                continue;
            }
            var version = prepared.byId.get(row.key());
            winners.add(version);
            ids.add(row.id());
            addLines(lines, row.id(), version.value(), batch);
            addPayments(payments, row.id(), version.value(), batch);
            if (row.statusChanged()) {
                history.add(new Object[] {
                    row.id(),
                    Columns.cut(version.value().platformStatus(), 64),
                    Columns.utc(version.modifiedAt()),
                    version.value().status().name(),
                    Columns.utc(version.raw().readAt())
                });
            }
        }
        LINES.write(jdbc, lines);
        PAYMENTS.write(jdbc, payments);
        HISTORY.write(jdbc, history);
        deleteGone("order_line", ids, batch);
        deleteGone("payment", ids, batch);
        rawRecords.keep(shopId, winners, version -> prepared.keyOf(version.value()));
        touched.at(shopId, winners.stream().map(Versioned::value).flatMap(Orders::moments));
        leftEarly.note(shopId, winners);
        return winners;
    }

    /** Makes the buyers' keys and seals what is theirs; outside the page's transaction, beside the previous page's writing. */
    public Prepared prepare(long shopId, List<Versioned<Order>> page) {
        var newest = Versioned.newestOfEach(page);
        var forgotten = keys.forgotten(
                shopId, newest.stream().map(version -> version.value().id()).toList());
        var keyByReference = keys.of(
                shopId,
                newest.stream()
                        .map(version -> reference(version.value(), forgotten))
                        .distinct()
                        .toList());
        return new Prepared(shopId, newest, keyByReference, forgotten);
    }

    /** A page ready to be written. */
    public static final class Prepared {

        private final Map<String, BuyerKeys.BuyerKey> keyByReference;
        private final Map<String, Versioned<Order>> byId = new HashMap<>();
        private final List<Object[]> rows = new ArrayList<>();
        private final Set<ExternalId> forgotten;

        private Prepared(
                long shopId,
                List<Versioned<Order>> newest,
                Map<String, BuyerKeys.BuyerKey> keyByReference,
                Set<ExternalId> forgotten) {
            this.keyByReference = keyByReference;
            this.forgotten = forgotten;
            for (var version : newest) {
                byId.put(version.raw().id().value(), version);
                var row = row(shopId, version, keyOf(version.value()));
                if (forgotten.contains(version.value().id())) {
                    forget(row);
                }
                rows.add(row);
            }
        }

        private BuyerKeys.BuyerKey keyOf(Order order) {
            return keyByReference.get(reference(order, forgotten));
        }

        /** What stands in clear text and tells who it was. */
        private static void forget(Object[] row) {
            row[BUYER] = null;
            row[BUYER + 3] = "";
            row[BUYER + 4] = "";
        }

        private List<Object[]> rows(long batch) {
            for (var row : rows) {
                row[row.length - 5] = batch;
                row[row.length - 4] = batch;
            }
            return rows;
        }
    }

    private static Object[] row(long shopId, Versioned<Order> version, BuyerKeys.BuyerKey key) {
        var order = version.value();
        var receiver = order.receiver();
        return new Object[] {
            shopId,
            order.id().value(),
            order.status().name(),
            Columns.cut(order.platformStatus(), 64),
            Columns.cut(order.kind(), 32),
            Columns.utc(order.placedAt()),
            Columns.utc(order.paidAt()),
            Columns.utc(order.shippedAt()),
            Columns.utc(order.completedAt()),
            order.total().currency().getCurrencyCode(),
            order.total().amount(),
            order.goods().amount(),
            order.freight().amount(),
            order.discount().amount(),
            order.buyer().map(Object::toString).orElse(null),
            key.id(),
            Columns.cut(receiver.region(), 100),
            Columns.cut(receiver.city(), 100),
            Columns.cut(receiver.district(), 100),
            key.sealer().seal(sealed(order)),
            order.sellerFlag(),
            order.cashOnDelivery(),
            order.shippingForbidden(),
            order.balanceDue(),
            order.lines().size(),
            Columns.utc(version.raw().readAt()),
            0L,
            0L,
            Columns.utc(version.raw().readAt()),
            version.hash(),
            Columns.utc(version.modifiedAt())
        };
    }

    /** What is the buyer's, as JSON; long texts are cut so that the column holds them. */
    private static byte[] sealed(Order order) {
        var fields = new LinkedHashMap<String, String>();
        PersonalField.all(order).forEach((field, text) -> fields.put(field.word(), Columns.cut(text, field.longest())));
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts make JSON", impossible);
        }
    }

    private static String reference(Order order, Set<ExternalId> forgotten) {
        return forgotten.contains(order.id())
                ? BuyerKeys.reference(Optional.empty(), order.id())
                : BuyerKeys.reference(order.buyer(), order.id());
    }

    private static void addLines(List<Object[]> rows, long orderId, Order order, long batch) {
        int position = 0;
        for (var line : order.lines()) {
            rows.add(new Object[] {
                orderId,
                line.id().value(),
                ++position,
                line.itemId().value(),
                line.skuId().map(Object::toString).orElse(""),
                line.code().value(),
                Columns.cut(line.title(), 500),
                Columns.cut(line.variant(), 500),
                line.quantity(),
                line.unitPrice().amount(),
                line.paid().map(Money::amount).orElse(null),
                line.status().name(),
                Columns.cut(line.platformStatus(), 64),
                line.refund().name(),
                batch
            });
        }
    }

    private static void addPayments(List<Object[]> rows, long orderId, Order order, long batch) {
        for (var payment : order.payments()) {
            rows.add(new Object[] {
                orderId,
                payment.sequence(),
                Columns.cut(payment.method(), 64),
                payment.amount().amount(),
                Columns.utc(payment.paidAt()),
                batch
            });
        }
    }

    /** The moments whose days' figures an order counts in. */
    private static Stream<Instant> moments(Order order) {
        return Stream.concat(Stream.of(order.placedAt()), order.paidAt().stream());
    }

    /** By the primary key whatever the statistics say: a scan is slow, and locks the rows of other shops. */
    private void deleteGone(String table, List<Long> orderIds, long batch) {
        for (int from = 0; from < orderIds.size(); from += 1_000) {
            var some = orderIds.subList(from, Math.min(orderIds.size(), from + 1_000));
            var values = new ArrayList<Object>(some);
            values.add(batch);
            jdbc.update(
                    "DELETE gone FROM " + table + " gone FORCE INDEX (PRIMARY) WHERE gone.order_id IN ("
                            + String.join(",", Collections.nCopies(some.size(), "?")) + ") AND gone.batch <> ?",
                    values.toArray());
        }
    }
}
