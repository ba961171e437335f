package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                    headers.add(
                            new Header(id, OrderRows.order(row, currencies.get(id), Map.of(), List.of(), List.of())));
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
            lines.computeIfAbsent(order, none -> new ArrayList<>()).add(OrderRows.line(row, currencies.get(order)));
        });
        return lines;
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

    private record Header(long id, Order order) {}
}
