package dev.shophub.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.Payment;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads one order or refund back, the buyer's part opened: for those who deliver it. */
public final class StoredOrders {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final Sealer master;
    private final PersonalReadings readings;

    /** @param readings where each reading is written down */
    public StoredOrders(JdbcTemplate jdbc, Sealer master, PersonalReadings readings) {
        this.jdbc = jdbc;
        this.master = master;
        this.readings = readings;
    }

    /** The order as last stored, for a delivery to the ERP; an erased buyer's part is empty. The reading is written down. */
    public Optional<Order> find(long shopId, ExternalId externalId) {
        var found = read(shopId, externalId);
        found.ifPresent(order -> readings.order("erp", shopId, order));
        return found;
    }

    /** The same for who writes the reading down himself. */
    Optional<Order> read(long shopId, ExternalId externalId) {
        return jdbc
                .query(
                        "SELECT o.*, k.wrapped FROM sales_order o LEFT JOIN buyer_key k ON k.id = o.buyer_key_id"
                                + " WHERE o.shop_id = ? AND o.external_id = ?",
                        (row, number) -> order(row),
                        shopId,
                        externalId.value())
                .stream()
                .findFirst();
    }

    public Optional<Refund> findRefund(long shopId, ExternalId externalId) {
        return jdbc
                .query(
                        "SELECT * FROM refund WHERE shop_id = ? AND external_id = ?",
                        (row, number) -> refund(row),
                        shopId,
                        externalId.value())
                .stream()
                .findFirst();
    }

    /** Refunds of an order whose money has gone back, oldest first. */
    public List<ExternalId> endedRefunds(long shopId, ExternalId orderId) {
        return jdbc.query(
                "SELECT external_id FROM refund WHERE shop_id = ? AND order_external_id = ? AND status = 'SUCCEEDED'"
                        + " ORDER BY created_at, id",
                (row, number) -> new ExternalId(row.getString(1)),
                shopId,
                orderId.value());
    }

    private Order order(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        var id = row.getLong("id");
        var open = opened(row.getBytes("wrapped"), row.getBytes("sealed"));
        return OrderRows.order(row, currency, open, lines(id, currency), payments(id, currency));
    }

    private Map<String, String> opened(byte[] wrapped, byte[] sealed) {
        if (wrapped == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(new AesKey(master.open(wrapped)).open(sealed), TEXTS);
        } catch (IOException broken) {
            throw new IllegalStateException("A sealed part is not JSON", broken);
        }
    }

    private List<OrderLine> lines(long orderId, Currency currency) {
        return jdbc.query(
                "SELECT * FROM order_line WHERE order_id = ? ORDER BY position",
                (row, number) -> OrderRows.line(row, currency),
                orderId);
    }

    private List<Payment> payments(long orderId, Currency currency) {
        return jdbc.query(
                "SELECT * FROM payment WHERE order_id = ? ORDER BY sequence",
                (row, number) -> new Payment(
                        row.getInt("sequence"),
                        row.getString("method"),
                        new Money(row.getBigDecimal("amount"), currency),
                        Columns.maybeInstant(row, "paid_at")),
                orderId);
    }

    private static Refund refund(ResultSet row) throws SQLException {
        var line = row.getString("line_external_id");
        return new Refund(
                new ExternalId(row.getString("external_id")),
                new ExternalId(row.getString("order_external_id")),
                line.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(line)),
                Refund.Kind.valueOf(row.getString("kind")),
                RefundStatus.valueOf(row.getString("status")),
                row.getString("platform_status"),
                new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency"))),
                Optional.ofNullable(row.getObject("quantity", Long.class)),
                row.getString("phase"),
                row.getString("reason"),
                row.getBoolean("goods_returned"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "modified_at"),
                Columns.maybeInstant(row, "completed_at"));
    }
}
