package dev.shophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.store.AesKey;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a thousand orders in one transaction by plain JDBC: the same rows into the same tables as the hub, nothing else.
 * One connection; not for several threads.
 */
final class PlainTables {

    private static final int ROWS = 1_000;
    private static final String WINS = "VALUES(modified_at) > modified_at OR (VALUES(modified_at) = modified_at"
            + " AND VALUES(content_hash) <> content_hash AND VALUES(read_at) >= read_at)";
    private static final List<String> ORDER = List.of(
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
            "line_count");
    private static final String ORDER_COLUMNS = "shop_id, external_id, " + String.join(", ", ORDER)
            + ", first_read_at, status_batch, batch, read_at, content_hash, modified_at";
    private static final String ORDER_UPDATES = updates();

    private final Connection connection;
    private final long shopId;
    private final AesKey master;
    private final SecureRandom random = new SecureRandom();

    PlainTables(Connection connection, long shopId, AesKey master) {
        this.connection = connection;
        this.shopId = shopId;
        this.master = master;
    }

    private static String updates() {
        var all = new ArrayList<String>();
        all.add("batch = IF(" + WINS + ", VALUES(batch), batch)");
        all.add("status_batch = IF(batch = VALUES(batch) AND platform_status <> VALUES(platform_status), VALUES(batch),"
                + " status_batch)");
        var columns = new ArrayList<>(ORDER);
        Collections.addAll(columns, "read_at", "content_hash", "modified_at");
        columns.forEach(
                column -> all.add(column + " = IF(batch = VALUES(batch), VALUES(" + column + "), " + column + ")"));
        return " ON DUPLICATE KEY UPDATE " + String.join(", ", all);
    }

    /** Writes them in one transaction; of an order twice among them only the newest version. */
    void write(List<Fetched> orders) throws SQLException {
        var newest = new TreeMap<String, Fetched>();
        for (var order : orders) {
            newest.merge(order.id(), order, (one, other) -> other.modified().isBefore(one.modified()) ? one : other);
        }
        long batch = random.nextLong() & Long.MAX_VALUE;
        var now = orders.get(0).readAt();
        var keys = keys(newest.values(), now);
        var rows = new ArrayList<Object[]>(newest.size());
        newest.values().forEach(order -> rows.add(row(order, keys.get(order.buyer()), batch)));
        var lines = new ArrayList<Object[]>();
        var payments = new ArrayList<Object[]>();
        var history = new ArrayList<Object[]>();
        var raw = new ArrayList<Object[]>();
        var messages = new ArrayList<Object[]>();
        var again = new ArrayList<Object>();
        query(
                "INSERT INTO sales_order (" + ORDER_COLUMNS + ") VALUES ",
                rows,
                ORDER_UPDATES + " RETURNING id, external_id, batch, status_batch, first_read_at < read_at",
                answer -> {
                    if (answer.getLong(3) == batch) {
                        long id = answer.getLong(1);
                        var order = newest.get(answer.getString(2));
                        addLines(lines, id, order, batch);
                        payments.add(new Object[] {
                            id, 1, "", order.total(), order.time(order.trade().path("pay_time")), batch
                        });
                        if (answer.getLong(4) == batch) {
                            history.add(new Object[] {
                                id, order.text("status"), order.modified(), status(order.text("status")), order.readAt()
                            });
                        }
                        if (answer.getBoolean(5)) {
                            again.add(id);
                        }
                        raw.add(raw(order, keys.get(order.buyer())));
                        messages.add(message(order, now));
                    }
                });
        update(
                "INSERT INTO order_line (order_id, external_id, position, item_id, sku_id, code, title, variant, quantity,"
                        + " unit_price, paid, status, platform_status, refund, batch) VALUES ",
                lines,
                " ON DUPLICATE KEY UPDATE position = VALUES(position), item_id = VALUES(item_id), sku_id = VALUES(sku_id),"
                        + " code = VALUES(code), variant = VALUES(variant), quantity = VALUES(quantity),"
                        + " unit_price = VALUES(unit_price), paid = VALUES(paid), status = VALUES(status),"
                        + " platform_status = VALUES(platform_status), refund = VALUES(refund), batch = VALUES(batch)");
        update(
                "INSERT INTO payment (order_id, sequence, method, amount, paid_at, batch) VALUES ",
                payments,
                " ON DUPLICATE KEY UPDATE amount = VALUES(amount), paid_at = VALUES(paid_at), batch = VALUES(batch)");
        update(
                "INSERT IGNORE INTO order_status_history (order_id, platform_status, at, status, read_at) VALUES ",
                history,
                "");
        deleteGone("order_line", again, batch);
        deleteGone("payment", again, batch);
        update(
                "INSERT INTO raw_record (shop_id, stream, external_id, content_hash, modified_at, read_at, buyer_key_id,"
                        + " size_bytes, payload) VALUES ",
                raw,
                " ON DUPLICATE KEY UPDATE content_hash = VALUES(content_hash), modified_at = VALUES(modified_at),"
                        + " read_at = VALUES(read_at), buyer_key_id = VALUES(buyer_key_id),"
                        + " size_bytes = VALUES(size_bytes), payload = VALUES(payload)");
        update(
                "INSERT INTO outbox (destination, kind, shop_id, aggregate, subject, group_key, recipient, attributes,"
                        + " waiting_key, due_at, created_at, state) VALUES ",
                messages,
                " ON DUPLICATE KEY UPDATE due_at = LEAST(due_at, VALUES(due_at))");
        connection.commit();
    }

    /** The same for callers that cannot go on when it fails. */
    void writeAtOnce(List<Fetched> orders) {
        try {
            write(orders);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private record Key(long id, AesKey key) {}

    private Map<String, Key> keys(Iterable<Fetched> orders, LocalDateTime now) throws SQLException {
        var fresh = new TreeMap<String, Object[]>();
        var bytes = new byte[32];
        for (var order : orders) {
            random.nextBytes(bytes);
            fresh.computeIfAbsent(
                    order.buyer(), buyer -> new Object[] {shopId, "buyer:" + buyer, master.seal(bytes), now});
        }
        var keys = new HashMap<String, Key>();
        query(
                "INSERT INTO buyer_key (shop_id, buyer_ref, wrapped, created_at) VALUES ",
                List.copyOf(fresh.values()),
                " ON DUPLICATE KEY UPDATE wrapped = IFNULL(wrapped, VALUES(wrapped)) RETURNING id, buyer_ref, wrapped",
                answer -> keys.put(
                        answer.getString(2).substring("buyer:".length()),
                        new Key(answer.getLong(1), new AesKey(master.open(answer.getBytes(3))))));
        return keys;
    }

    private Object[] row(Fetched order, Key key, long batch) {
        var trade = order.trade();
        var freight = new BigDecimal(order.text("post_fee"));
        return new Object[] {
            shopId,
            order.id(),
            status(order.text("status")),
            order.text("status"),
            order.text("type"),
            order.time(trade.path("created")),
            order.time(trade.path("pay_time")),
            order.time(trade.path("consign_time")),
            null,
            "CNY",
            order.total(),
            order.goods(),
            freight,
            order.goods().add(freight).subtract(order.total()),
            order.buyer(),
            key.id(),
            order.text("receiver_state"),
            order.text("receiver_city"),
            order.text("receiver_district"),
            key.key().seal(order.personal()),
            trade.path("seller_flag").asInt(),
            false,
            false,
            false,
            order.lines().size(),
            order.readAt(),
            batch,
            batch,
            order.readAt(),
            order.hash(),
            order.modified()
        };
    }

    private static void addLines(List<Object[]> rows, long orderId, Fetched order, long batch) {
        int position = 0;
        for (JsonNode line : order.lines()) {
            var status = line.path("status").asText();
            rows.add(new Object[] {
                orderId,
                line.path("oid").asText(),
                ++position,
                line.path("num_iid").asText(),
                line.path("sku_id").asText(),
                line.path("outer_sku_id").asText(),
                line.path("title").asText(),
                line.path("sku_properties_name").asText(),
                line.path("num").asLong(),
                new BigDecimal(line.path("price").asText()),
                new BigDecimal(line.path("divide_order_fee").asText()),
                status(status),
                status,
                "NONE",
                batch
            });
        }
    }

    private Object[] raw(Fetched order, Key key) {
        return new Object[] {
            shopId,
            "orders",
            order.id(),
            order.hash(),
            order.modified(),
            order.readAt(),
            key.id(),
            order.size(),
            key.key().seal(order.deflated())
        };
    }

    private Object[] message(Fetched order, LocalDateTime now) {
        return new Object[] {
            "erp",
            "order",
            shopId,
            order.id(),
            order.id(),
            "",
            "",
            "{}",
            "erp\norder\n" + shopId + "\n" + order.id() + "\n" + order.id() + "\n",
            now,
            now,
            "waiting"
        };
    }

    private static String status(String word) {
        return word.equals("WAIT_SELLER_SEND_GOODS") ? "PAID" : "SHIPPED";
    }

    private interface Reading {
        void row(ResultSet answer) throws SQLException;
    }

    private void query(String head, List<Object[]> rows, String tail, Reading reading) throws SQLException {
        for (var some : thousands(rows)) {
            try (var statement = connection.prepareStatement(sql(head, some, tail))) {
                fill(statement, some);
                try (var answer = statement.executeQuery()) {
                    while (answer.next()) {
                        reading.row(answer);
                    }
                }
            }
        }
    }

    private void update(String head, List<Object[]> rows, String tail) throws SQLException {
        for (var some : thousands(rows)) {
            try (var statement = connection.prepareStatement(sql(head, some, tail))) {
                fill(statement, some);
                statement.executeUpdate();
            }
        }
    }

    private void deleteGone(String table, List<Object> orders, long batch) throws SQLException {
        if (!orders.isEmpty()) {
            var marks = String.join(",", Collections.nCopies(orders.size(), "?"));
            try (var statement = connection.prepareStatement(
                    "DELETE gone FROM " + table + " gone FORCE INDEX (PRIMARY) WHERE gone.order_id IN (" + marks
                            + ") AND gone.batch <> " + batch)) {
                for (int at = 0; at < orders.size(); at++) {
                    statement.setObject(at + 1, orders.get(at));
                }
                statement.executeUpdate();
            }
        }
    }

    private static List<List<Object[]>> thousands(List<Object[]> rows) {
        var parts = new ArrayList<List<Object[]>>();
        for (int from = 0; from < rows.size(); from += ROWS) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + ROWS)));
        }
        return parts;
    }

    private static String sql(String head, List<Object[]> rows, String tail) {
        var tuple = "(" + String.join(",", Collections.nCopies(rows.get(0).length, "?")) + ")";
        return head + String.join(",", Collections.nCopies(rows.size(), tuple)) + tail;
    }

    private static void fill(java.sql.PreparedStatement statement, List<Object[]> rows) throws SQLException {
        int at = 0;
        for (var row : rows) {
            for (var value : row) {
                statement.setObject(++at, value);
            }
        }
    }
}
