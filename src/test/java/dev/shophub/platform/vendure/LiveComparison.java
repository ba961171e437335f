package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What Vendure says against what the hub holds, field by field. Vendure is asked with queries of this class, and reckoned with its own
 * arithmetic: nothing of the connector stands between.
 */
final class LiveComparison {

    private static final int PAGE = 100;
    private static final Set<String> NO_MONEY = Set.of("Declined", "Error");

    private final LiveClient merchant;
    private final JdbcClient hub;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> records = new TreeMap<>();
    private final Map<String, Integer> fields = new TreeMap<>();

    private LiveComparison(LiveClient merchant, JdbcClient hub) {
        this.merchant = merchant;
        this.hub = hub;
    }

    static LiveComparison of(LiveClient merchant, JdbcClient hub) {
        var comparison = new LiveComparison(merchant, hub);
        comparison.orders();
        comparison.items();
        return comparison;
    }

    List<String> differences() {
        return differences;
    }

    int recordsOf(String kind) {
        return records.getOrDefault(kind, 0);
    }

    private void orders() {
        var theirs = new TreeMap<String, Map<String, String>>();
        var lines = new TreeMap<String, Map<String, String>>();
        var payments = new TreeMap<String, Map<String, String>>();
        var refunds = new TreeMap<String, Map<String, String>>();
        for (var order : all(
                "orders",
                "active: {eq: false}, orderPlacedAt: {isNull: false}",
                "id type state orderPlacedAt currencyCode totalWithTax customer { id } shippingAddress { province city }"
                        + " lines { id quantity orderPlacedQuantity unitPriceWithTax productVariant { id sku name productId } }"
                        + " payments { id state amount method updatedAt refunds { id state total createdAt updatedAt"
                        + " lines { orderLineId quantity } } } fulfillments { state lines { quantity } }")) {
            theirs.put(order.path("id").asText(), order(order));
            lines(order, lines);
            payments(order, payments);
            refunds(order, refunds);
        }
        compare(
                "order",
                theirs,
                rows(
                        "SELECT external_id AS id, kind, platform_status, status, placed_at, currency, total, goods, buyer, region, city"
                                + " FROM sales_order"));
        compare(
                "line",
                lines,
                rows(
                        "SELECT CONCAT(o.external_id, '/', l.external_id) AS id, l.quantity, l.unit_price, l.code, l.item_id, l.sku_id,"
                                + " l.title, l.status = 'CLOSED' AS closed FROM order_line l JOIN sales_order o ON o.id = l.order_id"));
        compare(
                "payment",
                payments,
                rows("SELECT CONCAT(o.external_id, '/', p.sequence) AS id, p.method, p.amount, p.paid_at FROM payment p"
                        + " JOIN sales_order o ON o.id = p.order_id"));
        compare(
                "refund",
                refunds,
                rows(
                        "SELECT external_id AS id, order_external_id, line_external_id, platform_status, status, currency, amount,"
                                + " created_at FROM refund"));
    }

    private static Map<String, String> order(JsonNode order) {
        var state = order.path("state").asText();
        var told = new TreeMap<String, String>();
        told.put("kind", order.path("type").asText());
        told.put("platform_status", state);
        told.put("status", status(order, state));
        told.put("placed_at", time(order.path("orderPlacedAt")));
        told.put("currency", order.path("currencyCode").asText());
        long paid = 0;
        for (var payment : order.path("payments")) {
            paid += NO_MONEY.contains(payment.path("state").asText())
                    ? 0
                    : payment.path("amount").asLong();
        }
        told.put("total", money(Math.max(paid, order.path("totalWithTax").asLong())));
        long goods = 0;
        for (var line : order.path("lines")) {
            goods += line.path("unitPriceWithTax").asLong()
                    * Math.max(
                            line.path("quantity").asLong(),
                            line.path("orderPlacedQuantity").asLong());
        }
        told.put("goods", money(goods));
        told.put("buyer", order.at("/customer/id").asText());
        told.put("region", order.at("/shippingAddress/province").asText());
        told.put("city", order.at("/shippingAddress/city").asText());
        return told;
    }

    private static String status(JsonNode order, String state) {
        return switch (state) {
            case "PaymentAuthorized", "ArrangingAdditionalPayment" -> "UNPAID";
            case "PaymentSettled", "Modifying" -> "PAID";
            case "PartiallyShipped" -> "PARTLY_SHIPPED";
            case "PartiallyDelivered" -> gone(order) < wanted(order) ? "PARTLY_SHIPPED" : "SHIPPED";
            case "Shipped" -> "SHIPPED";
            case "Delivered" -> "COMPLETED";
            case "Cancelled" -> "CLOSED";
            default -> "UNKNOWN";
        };
    }

    private static long wanted(JsonNode order) {
        long pieces = 0;
        for (var line : order.path("lines")) {
            pieces += line.path("quantity").asLong();
        }
        return pieces;
    }

    private static long gone(JsonNode order) {
        long pieces = 0;
        for (var parcel : order.path("fulfillments")) {
            if (Set.of("Shipped", "Delivered").contains(parcel.path("state").asText())) {
                for (var piece : parcel.path("lines")) {
                    pieces += piece.path("quantity").asLong();
                }
            }
        }
        return pieces;
    }

    private static void lines(JsonNode order, Map<String, Map<String, String>> lines) {
        for (var line : order.path("lines")) {
            long left = line.path("quantity").asLong();
            long cancelled = Math.max(0, line.path("orderPlacedQuantity").asLong() - left);
            var id = order.path("id").asText() + "/" + line.path("id").asText();
            if (left > 0) {
                lines.put(id, line(line, left, order.path("state").asText().equals("Cancelled")));
            }
            if (cancelled > 0) {
                lines.put(left > 0 ? id + "-cancelled" : id, line(line, cancelled, true));
            }
        }
    }

    private static Map<String, String> line(JsonNode line, long pieces, boolean closed) {
        var sold = line.path("productVariant");
        return new TreeMap<>(Map.of(
                "quantity", Long.toString(pieces),
                "unit_price", money(line.path("unitPriceWithTax").asLong()),
                "code", sold.path("sku").asText(),
                "item_id", sold.path("productId").asText(),
                "sku_id", sold.path("id").asText(),
                "title", sold.path("name").asText(),
                "closed", closed ? "1" : "0"));
    }

    private static void payments(JsonNode order, Map<String, Map<String, String>> payments) {
        var told = new TreeMap<Long, JsonNode>();
        order.path("payments").forEach(payment -> {
            if (!NO_MONEY.contains(payment.path("state").asText())) {
                told.put(payment.path("id").asLong(), payment);
            }
        });
        int sequence = 0;
        for (var payment : told.values()) {
            boolean settled = payment.path("state").asText().equals("Settled");
            payments.put(
                    order.path("id").asText() + "/" + ++sequence,
                    new TreeMap<>(Map.of(
                            "method", payment.path("method").asText(),
                            "amount", money(payment.path("amount").asLong()),
                            "paid_at", settled ? time(payment.path("updatedAt")) : "")));
        }
    }

    private static void refunds(JsonNode order, Map<String, Map<String, String>> refunds) {
        for (var payment : order.path("payments")) {
            for (var refund : payment.path("refunds")) {
                var state = refund.path("state").asText();
                refunds.put(
                        refund.path("id").asText(),
                        new TreeMap<>(Map.of(
                                "order_external_id", order.path("id").asText(),
                                "line_external_id",
                                        refund.path("lines").size() == 1
                                                ? refund.at("/lines/0/orderLineId")
                                                        .asText()
                                                : "",
                                "platform_status", state,
                                "status",
                                        Map.of("Pending", "OPEN", "Settled", "SUCCEEDED", "Failed", "CLOSED")
                                                .getOrDefault(state, "UNKNOWN"),
                                "currency", order.path("currencyCode").asText(),
                                "amount", money(refund.path("total").asLong()),
                                "created_at", time(refund.path("createdAt")))));
            }
        }
    }

    private void items() {
        var listings = new TreeMap<String, Map<String, String>>();
        var variants = new TreeMap<String, Map<String, String>>();
        var stock = new TreeMap<String, Map<String, String>>();
        for (var product : all(
                "products",
                "",
                "id name enabled variants { id sku name enabled currencyCode priceWithTax outOfStockThreshold"
                        + " stockLevels { stockOnHand stockAllocated } }")) {
            long lowest = Long.MAX_VALUE;
            boolean up = false;
            for (var variant : product.path("variants")) {
                var id = product.path("id").asText() + "/" + variant.path("id").asText();
                lowest = Math.min(lowest, variant.path("priceWithTax").asLong());
                up |= variant.path("enabled").asBoolean();
                variants.put(
                        id,
                        new TreeMap<>(Map.of(
                                "code", variant.path("sku").asText(),
                                "name", variant.path("name").asText(),
                                "price", money(variant.path("priceWithTax").asLong()))));
                long saleable = -variant.path("outOfStockThreshold").asLong();
                for (var level : variant.path("stockLevels")) {
                    saleable += level.path("stockOnHand").asLong()
                            - level.path("stockAllocated").asLong();
                }
                stock.put(
                        id,
                        new TreeMap<>(
                                Map.of("code", variant.path("sku").asText(), "quantity", Long.toString(saleable))));
            }
            if (!product.path("variants").isEmpty()) {
                listings.put(
                        product.path("id").asText(),
                        new TreeMap<>(Map.of(
                                "title", product.path("name").asText(),
                                "state", product.path("enabled").asBoolean() && up ? "UP" : "DOWN",
                                "currency",
                                        product.at("/variants/0/currencyCode").asText(),
                                "price", money(lowest))));
            }
        }
        compare("item", listings, rows("SELECT external_id AS id, title, state, currency, price FROM listing"));
        compare(
                "variant",
                variants,
                rows("SELECT CONCAT(i.external_id, '/', v.sku_id) AS id, v.code, v.name, v.price FROM listing_variant v"
                        + " JOIN listing i ON i.id = v.listing_id"));
        compare("stock", stock, rows("SELECT CONCAT(item_id, '/', sku_id) AS id, code, quantity FROM stock_level"));
    }

    private List<JsonNode> all(String list, String filter, String fields) {
        var found = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            page = merchant.ask(
                            "query { " + list + "(options: {take: " + PAGE + ", skip: " + found.size()
                                    + ", sort: {id: ASC}, filter: {" + filter + "}}) { items { " + fields + " } } }",
                            Map.of())
                    .path("items");
            page.forEach(found::add);
        } while (page.size() == PAGE);
        return found;
    }

    private Map<String, Map<String, String>> rows(String query) {
        var found = new TreeMap<String, Map<String, String>>();
        hub.sql(query).query().listOfRows().forEach(row -> {
            var told = new TreeMap<String, String>();
            row.forEach((name, value) -> told.put(name, text(value)));
            found.put(told.remove("id"), told);
        });
        return found;
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal amount) {
            return amount.setScale(2).toPlainString();
        }
        if (value instanceof LocalDateTime at) {
            return at.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof java.sql.Timestamp at) {
            return at.toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
        }
        return value instanceof Boolean yes ? yes ? "1" : "0" : value == null ? "" : value.toString();
    }

    private static String money(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private static String time(JsonNode time) {
        return Instant.parse(time.asText()).toString();
    }

    private void compare(String kind, Map<String, Map<String, String>> theirs, Map<String, Map<String, String>> ours) {
        var ids = new TreeSet<>(theirs.keySet());
        ids.addAll(ours.keySet());
        records.merge(kind, theirs.size(), Integer::sum);
        for (var id : ids) {
            var their = theirs.get(id);
            var our = ours.get(id);
            if (their == null || our == null) {
                differences.add(kind + " " + id + " is only " + (our == null ? "in Vendure" : "in the hub"));
                continue;
            }
            their.forEach((field, value) -> {
                fields.merge(kind, 1, Integer::sum);
                if (!value.equals(our.get(field))) {
                    differences.add(kind + " " + id + " " + field + ": Vendure says '" + value + "', the hub '"
                            + our.get(field) + "'");
                }
            });
        }
    }

    /** Records and fields by kind, and how many differ. */
    @Override
    public String toString() {
        var table = new StringBuilder("%-10s %8s %8s%n".formatted("", "records", "fields"));
        fields.forEach((kind, number) -> table.append("%-10s %8d %8d%n".formatted(kind, records.get(kind), number)));
        return table.append("differences: ").append(differences.size()).toString();
    }
}
