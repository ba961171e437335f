package dev.shophub.simulator.shopify;

import dev.shophub.simulator.shopify.ShopifyRows.ItemFilter;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import dev.shophub.simulator.shopify.ShopifyRows.Order;
import dev.shophub.simulator.shopify.ShopifyRows.OrderFilter;
import dev.shophub.simulator.stage.Paging;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What documents ask for: the shop, orders, products, single records by their ids. */
final class ShopifyQueries {

    /** So many rows of a list go into a file at a time. */
    static final int BULK_ROWS = 250;

    private static final Instant EVER = Instant.EPOCH;

    private static final List<String> SCOPES = List.of(
            "read_orders",
            "read_customers",
            "read_products",
            "write_products",
            "read_inventory",
            "write_inventory",
            "read_locations",
            "read_merchant_managed_fulfillment_orders",
            "write_merchant_managed_fulfillment_orders");

    private final ShopifyOrderState orders;
    private final ShopifyItemState items;
    private final ShopifyOrders orderNodes;
    private final ShopifyItems itemNodes;
    private final ShopifyMoney money;
    private final ShopifyBulks bulks;
    private final boolean allOrders;

    ShopifyQueries(
            ShopifyOrderState orders,
            ShopifyItemState items,
            ShopifyMoney money,
            ShopifyBulks bulks,
            boolean allOrders) {
        this.orders = orders;
        this.items = items;
        this.money = money;
        this.orderNodes = new ShopifyOrders(money);
        this.itemNodes = new ShopifyItems(money);
        this.bulks = bulks;
        this.allOrders = allOrders;
    }

    void offer(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("shop", field -> shop(ShopifyCall.of(field)))
                .dataFetcher("appInstallation", field -> installation(ShopifyCall.of(field)))
                .dataFetcher("location", ShopifyQueries::location)
                .dataFetcher("order", field -> {
                    var call = ShopifyCall.of(field);
                    call.requirePermission("orders");
                    return order(call, field.getArgument("id")).orElse(null);
                })
                .dataFetcher("orders", this::orders)
                .dataFetcher("product", field -> product(ShopifyCall.of(field), field.getArgument("id"))
                        .orElse(null))
                .dataFetcher("products", this::products)
                .dataFetcher("node", field -> node(ShopifyCall.of(field), field.getArgument("id"))
                        .orElse(null))
                .dataFetcher("nodes", field -> {
                    List<String> ids = field.getArgument("ids");
                    return nodes(ShopifyCall.of(field), ids);
                }));
        for (var list : List.of("transactions", "fulfillments", "refunds")) {
            wiring.type("Order", order -> order.dataFetcher(list, ShopifyLists::cut));
        }
        for (var list : List.of("lineItems", "fulfillmentOrders")) {
            wiring.type("Order", order -> order.dataFetcher(list, ShopifyLists::within));
        }
        for (var list : List.of("transactions", "refundLineItems", "refundShippingLines")) {
            wiring.type("Refund", refund -> refund.dataFetcher(list, ShopifyLists::within));
        }
        wiring.type("Fulfillment", parcel -> parcel.dataFetcher("trackingInfo", ShopifyLists::cut)
                .dataFetcher("fulfillmentLineItems", ShopifyLists::within));
        wiring.type("FulfillmentOrder", toShip -> toShip.dataFetcher("lineItems", ShopifyLists::within));
        wiring.type("Product", product -> product.dataFetcher("variants", ShopifyLists::within));
        wiring.type("InventoryItem", item -> item.dataFetcher("inventoryLevel", ShopifyQueries::level));
        wiring.type(
                "InventoryLevel",
                level -> level.dataFetcher(
                        "quantities", field -> ShopifyItems.quantities(field.getSource(), field.getArgument("names"))));
    }

    private Map<String, Object> shop(ShopifyCall call) {
        var node = ShopifyOrders.node("Shop", call.seller().userId());
        node.put("name", call.seller().nick());
        node.put("currencyCode", money.currency().getCurrencyCode());
        node.put("ianaTimezone", "America/New_York");
        node.put("myshopifyDomain", call.shop() + ".myshopify.com");
        return node;
    }

    /** What the seller granted; a scope that is withdrawn is left out. */
    private Map<String, Object> installation(ShopifyCall call) {
        var node = ShopifyOrders.node("AppInstallation", call.seller().userId());
        node.put(
                "accessScopes",
                Stream.concat(SCOPES.stream(), allOrders ? Stream.of("read_all_orders") : Stream.empty())
                        .filter(scope -> !call.isWithdrawn(scope))
                        .map(scope -> Map.of("handle", scope, "description", scope.replace('_', ' ')))
                        .toList());
        return node;
    }

    private static Object location(DataFetchingEnvironment field) {
        String id = field.getArgument("id");
        return id == null || ShopifyIds.number(id, "Location") == ShopifyIds.LOCATION ? ShopifyItems.location() : null;
    }

    private static Object level(DataFetchingEnvironment field) {
        Map<String, Object> item = field.getSource();
        boolean here = ShopifyIds.number(field.getArgument("locationId"), "Location") == ShopifyIds.LOCATION;
        return here ? item.get("level") : null;
    }

    private Object orders(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        call.requirePermission("orders");
        String sort = field.getArgument("sortKey");
        boolean byUpdate = sort.equals("UPDATED_AT");
        var after = field.getGraphQlContext().<Mark>getOrEmpty("after").or(() -> ShopifyLists.mark(field));
        var filter = filter(call, new ShopifySearch(field.getArgument("query")), byUpdate, after);
        int first = ShopifyLists.first(field, BULK_ROWS);
        var rows = orders.page(filter, first + 1);
        if (byUpdate && !call.bulk()) {
            call.faults()
                    .rowToMove(new Paging(1, first, false))
                    .ifPresent(place -> orders.touch(filter, place, now(call)));
        }
        Function<Order, Mark> mark = order -> new Mark(byUpdate ? order.modified() : order.created(), order.id());
        if (call.bulk() && rows.size() > first) {
            field.getGraphQlContext().put("next", mark.apply(rows.get(first - 1)));
        }
        return ShopifyLists.page(rows, first, mark, order -> orderNodes.order(order, call), after.isPresent());
    }

    /** Without a status only what is open is listed. */
    OrderFilter filter(ShopifyCall call, ShopifySearch search, boolean byUpdate, Optional<Mark> after) {
        return new OrderFilter(
                call.shop(),
                search.from("created_at"),
                search.to("created_at"),
                search.from("updated_at"),
                search.to("updated_at"),
                allOrders ? EVER : ShopifyTime.oldestShown(call.now()),
                search.word("status").orElse("open"),
                byUpdate,
                after);
    }

    private Object products(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        call.requirePermission("products");
        var search = new ShopifySearch(field.getArgument("query"));
        var after = ShopifyLists.mark(field);
        int first = ShopifyLists.first(field, BULK_ROWS);
        var rows = items.page(
                new ItemFilter(call.shop(), search.from("updated_at"), search.to("updated_at"), after), first + 1);
        return ShopifyLists.page(
                rows, first, item -> new Mark(item.modified(), item.id()), itemNodes::product, after.isPresent());
    }

    /** In the order of the ids, nothing where there is nothing; orders are read together. */
    private List<Map<String, Object>> nodes(ShopifyCall call, List<String> ids) {
        var found = new HashMap<String, Map<String, Object>>();
        var numbers = ids.stream()
                .map(id -> ShopifyIds.number(id, "Order"))
                .filter(id -> id >= 0)
                .toList();
        if (!numbers.isEmpty()) {
            call.requirePermission("orders");
            orders.byIds(call.shop(), numbers).stream()
                    .filter(order -> isShown(order, call))
                    .forEach(order -> found.put(ShopifyIds.gid("Order", order.id()), orderNodes.order(order, call)));
        }
        ids.stream().filter(id -> !ShopifyIds.type(id).equals("Order")).forEach(id -> node(call, id)
                .ifPresent(node -> found.put(id, node)));
        return ids.stream().map(found::get).collect(Collectors.toList());
    }

    private boolean isShown(Order order, ShopifyCall call) {
        return allOrders || !order.created().isBefore(ShopifyTime.oldestShown(call.now()));
    }

    Optional<Map<String, Object>> order(ShopifyCall call, String gid) {
        return order(call, ShopifyIds.number(gid, "Order"));
    }

    Optional<Map<String, Object>> order(ShopifyCall call, long id) {
        return row(call, id).map(order -> orderNodes.order(order, call));
    }

    Optional<Order> row(ShopifyCall call, long id) {
        return orders.byIds(call.shop(), List.of(id)).stream()
                .filter(order -> isShown(order, call))
                .findFirst();
    }

    Optional<Map<String, Object>> product(ShopifyCall call, String gid) {
        return items.byIds(call.shop(), List.of(ShopifyIds.number(gid, "Product"))).stream()
                .map(itemNodes::product)
                .findFirst();
    }

    List<Order> listed(OrderFilter filter, int rows) {
        return orders.page(filter, rows);
    }

    Map<String, Object> node(Order order, ShopifyCall call) {
        return orderNodes.order(order, call);
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, Object>> node(ShopifyCall call, String gid) {
        return switch (ShopifyIds.type(gid)) {
            case "Order" -> {
                call.requirePermission("orders");
                yield order(call, gid);
            }
            case "FulfillmentOrder" -> order(call, ShopifyIds.number(gid, "FulfillmentOrder"))
                    .map(order -> ((List<Map<String, Object>>) order.get("fulfillmentOrders")).get(0));
            case "Refund" -> orders.orderOfRefund(call.shop(), ShopifyIds.number(gid, "Refund"))
                    .flatMap(order -> order(call, order))
                    .flatMap(order -> ((List<Map<String, Object>>) order.get("refunds"))
                            .stream()
                                    .filter(refund -> refund.get("id").equals(gid))
                                    .findFirst());
            case "Product" -> product(call, gid);
            case "ProductVariant" -> items.sku(call.shop(), ShopifyIds.number(gid, "ProductVariant"))
                    .flatMap(sku -> product(call, ShopifyIds.gid("Product", sku.item())))
                    .flatMap(product -> ((List<Map<String, Object>>) product.get("variants"))
                            .stream()
                                    .filter(variant -> variant.get("id").equals(gid))
                                    .findFirst());
            case "BulkOperation" -> bulks.operation(call, ShopifyIds.number(gid, "BulkOperation"));
            case "Location" -> Optional.of(ShopifyItems.location())
                    .filter(location -> location.get("id").equals(gid));
            default -> Optional.empty();
        };
    }

    private static Instant now(ShopifyCall call) {
        return call.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
