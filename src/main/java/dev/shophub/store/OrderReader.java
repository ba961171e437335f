package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stored orders back in the hub's words, with their lines but without anything of the buyer's: nothing is decrypted, so
 * names, addresses, messages and OAID are empty. Enough for every decision; not for a document.
 */
public final class OrderReader {

    private static final String ORDERS =
            """
            SELECT id, external_id, status, platform_status, kind, placed_at, paid_at, shipped_at, completed_at,
                   modified_at, currency, total, goods, freight, discount, buyer, region, city, district, seller_flag,
                   cash_on_delivery, shipping_forbidden, balance_due
            FROM sales_order WHERE shop_id = :shop AND external_id IN (:ids) ORDER BY external_id
            """;
    private static final String LINES =
            """
            SELECT order_id, external_id, item_id, sku_id, code, title, variant, quantity, unit_price, paid, status,
                   platform_status, refund
            FROM order_line WHERE order_id IN (:orders) ORDER BY order_id, position
            """;

    private final JdbcClient jdbc;

    public OrderReader(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /**
     * The newest stored versions, in the order of their ids; ids that are not stored are left out. Payments are left out.
     *
     * @param shopId {@code shop.id}
     * @param ids a page of them: all are held in memory at once
     */
    public List<Order> orders(long shopId, Collection<ExternalId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var rowIds = new ArrayList<Long>();
        var currencies = new HashMap<Long, Currency>();
        var headers = new ArrayList<Header>();
        jdbc.sql(ORDERS)
                .param("shop", shopId)
                .param("ids", ids.stream().map(ExternalId::value).toList())
                .query(row -> {
                    var id = row.getLong("id");
                    rowIds.add(id);
                    currencies.put(id, Currency.getInstance(row.getString("currency")));
                    headers.add(new Header(id, order(row, currencies.get(id))));
                });
        if (headers.isEmpty()) {
            return List.of();
        }
        var lines = lines(rowIds, currencies);
        return headers.stream()
                .map(header -> withLines(header.order(), lines.getOrDefault(header.id(), List.of())))
                .toList();
    }

    private Map<Long, List<OrderLine>> lines(List<Long> orders, Map<Long, Currency> currencies) {
        var lines = new HashMap<Long, List<OrderLine>>();
        jdbc.sql(LINES).param("orders", orders).query(row -> {
            var order = row.getLong("order_id");
            lines.computeIfAbsent(order, none -> new ArrayList<>()).add(line(row, currencies.get(order)));
        });
        return lines;
    }

    private static Order order(ResultSet row, Currency currency) throws SQLException {
        return new Order(
                new ExternalId(row.getString("external_id")),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("platform_status"),
                row.getString("kind"),
                Columns.instant(row, "placed_at"),
                Columns.maybeInstant(row, "paid_at"),
                Columns.maybeInstant(row, "shipped_at"),
                Columns.maybeInstant(row, "completed_at"),
                Columns.instant(row, "modified_at"),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("goods"), currency),
                new Money(row.getBigDecimal("freight"), currency),
                new Money(row.getBigDecimal("discount"), currency),
                Optional.ofNullable(row.getString("buyer")).map(ExternalId::new),
                "",
                new Receiver("", "", row.getString("region"), row.getString("city"), row.getString("district"), "", ""),
                "",
                "",
                "",
                row.getInt("seller_flag"),
                row.getBoolean("cash_on_delivery"),
                row.getBoolean("shipping_forbidden"),
                row.getBoolean("balance_due"),
                List.of(),
                List.of());
    }

    private static Order withLines(Order order, List<OrderLine> lines) {
        return new Order(
                order.id(),
                order.status(),
                order.platformStatus(),
                order.kind(),
                order.placedAt(),
                order.paidAt(),
                order.shippedAt(),
                order.completedAt(),
                order.modifiedAt(),
                order.total(),
                order.goods(),
                order.freight(),
                order.discount(),
                order.buyer(),
                order.buyerName(),
                order.receiver(),
                order.oaid(),
                order.buyerMessage(),
                order.sellerMemo(),
                order.sellerFlag(),
                order.cashOnDelivery(),
                order.shippingForbidden(),
                order.balanceDue(),
                lines,
                order.payments());
    }

    private static OrderLine line(ResultSet row, Currency currency) throws SQLException {
        var sku = row.getString("sku_id");
        return new OrderLine(
                new ExternalId(row.getString("external_id")),
                new ExternalId(row.getString("item_id")),
                sku.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(sku)),
                Optional.of(new SkuCode(row.getString("code"))),
                row.getString("title"),
                row.getString("variant"),
                row.getLong("quantity"),
                new Money(row.getBigDecimal("unit_price"), currency),
                Optional.ofNullable(row.getBigDecimal("paid")).map(amount -> new Money(amount, currency)),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("platform_status"),
                RefundStatus.valueOf(row.getString("refund")));
    }

    private record Header(long id, Order order) {}
}
