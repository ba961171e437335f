package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Payment;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code sales_order} and {@code order_line} back in the hub's words. */
final class OrderRows {

    private OrderRows() {}

    /** @param opened the buyer's part by field; what is not in it is empty */
    static Order order(
            ResultSet row, Currency currency, Map<String, String> opened, List<OrderLine> lines, List<Payment> payments)
            throws SQLException {
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
                opened.getOrDefault("buyerName", ""),
                new Receiver(
                        opened.getOrDefault("name", ""),
                        opened.getOrDefault("phone", ""),
                        row.getString("region"),
                        row.getString("city"),
                        row.getString("district"),
                        opened.getOrDefault("address", ""),
                        opened.getOrDefault("zip", "")),
                opened.getOrDefault("oaid", ""),
                opened.getOrDefault("buyerMessage", ""),
                opened.getOrDefault("sellerMemo", ""),
                row.getInt("seller_flag"),
                row.getBoolean("cash_on_delivery"),
                row.getBoolean("shipping_forbidden"),
                row.getBoolean("balance_due"),
                lines,
                payments);
    }

    static OrderLine line(ResultSet row, Currency currency) throws SQLException {
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
                Optional.ofNullable(row.getBigDecimal("paid")).map(paid -> new Money(paid, currency)),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("platform_status"),
                RefundStatus.valueOf(row.getString("refund")));
    }
}
