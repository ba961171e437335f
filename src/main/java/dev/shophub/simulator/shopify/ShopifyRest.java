package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.shopify.ShopifyRows.ItemFilter;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import dev.shophub.simulator.stage.Http;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The older lists, as far as clients in the wild ask for them (fact sheet, sections 1 and 4): paged by a link in the header. */
final class ShopifyRest {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 250;
    private static final Set<String> BESIDE_PAGES = Set.of("page_info", "limit", "fields");

    private final ShopifyQueries queries;
    private final ShopifyOrderState orders;
    private final ShopifyItemState items;
    private final ShopifyItems itemNodes;
    private volatile String server = "";

    ShopifyRest(ShopifyQueries queries, ShopifyOrderState orders, ShopifyItemState items, ShopifyMoney money) {
        this.queries = queries;
        this.orders = orders;
        this.items = items;
        this.itemNodes = new ShopifyItems(money);
    }

    /** Where links lead. */
    void serve(String url) {
        server = url;
    }

    /** @throws ShopifyRefusal when the call is not as the platform takes it */
    Http.Answer answer(Http.Call call, String path, ShopifyCall asked, Map<String, String> headers) {
        var sent = sent(call.query());
        if (!call.verb().equals("GET")) {
            return ShopifyGateway.error(406, "Not Acceptable", headers);
        }
        if (path.matches("orders/\\d{1,19}\\.json")) {
            asked.requirePermission("orders");
            return queries.order(asked, Long.parseLong(path.replaceAll("\\D", "")))
                    .map(order -> ok(headers, "order", ShopifyRestShapes.order(order)))
                    .orElseGet(() -> ShopifyGateway.error(404, "Not Found", headers));
        }
        return switch (path) {
            case "orders.json" -> orders(call, sent, asked, headers);
            case "orders/count.json" -> {
                var filter = queries.filter(asked, search(sent), false, Optional.empty());
                yield body(headers, JsonNodeFactory.instance.objectNode().put("count", orders.count(filter)));
            }
            case "products.json" -> products(call, sent, asked, headers);
            case "inventory_levels.json" -> levels(sent, asked, headers);
            case "shop.json" -> ok(
                    headers,
                    "shop",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", asked.seller().userId())
                            .put("name", asked.seller().nick()));
            default -> ShopifyGateway.error(404, "Not Found", headers);
        };
    }

    private Http.Answer orders(
            Http.Call call, Map<String, String> sent, ShopifyCall asked, Map<String, String> headers) {
        asked.requirePermission("orders");
        var place = place(sent);
        var filtering = place.map(Place::filters).orElse(sent);
        int limit = limit(sent);
        var filter = queries.filter(asked, search(filtering), true, place.map(Place::after));
        var rows = queries.listed(filter, limit + 1);
        next(call, rows, limit, filtering, order -> new Mark(order.modified(), order.id()))
                .ifPresent(link -> headers.put("Link", link));
        var list = JsonNodeFactory.instance.arrayNode();
        rows.stream()
                .limit(limit)
                .map(order -> queries.node(order, asked))
                .forEach(order -> list.add(ShopifyRestShapes.order(order)));
        return ok(headers, "orders", list);
    }

    private Http.Answer products(
            Http.Call call, Map<String, String> sent, ShopifyCall asked, Map<String, String> headers) {
        var place = place(sent);
        var filtering = place.map(Place::filters).orElse(sent);
        int limit = limit(sent);
        var search = search(filtering);
        var rows = items.page(
                new ItemFilter(
                        asked.shop(), search.from("updated_at"), search.to("updated_at"), place.map(Place::after)),
                limit + 1);
        next(call, rows, limit, filtering, item -> new Mark(item.modified(), item.id()))
                .ifPresent(link -> headers.put("Link", link));
        var list = JsonNodeFactory.instance.arrayNode();
        rows.stream().limit(limit).map(itemNodes::product).forEach(item -> list.add(ShopifyRestShapes.product(item)));
        return ok(headers, "products", list);
    }

    private Http.Answer levels(Map<String, String> sent, ShopifyCall asked, Map<String, String> headers) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var id : sent.getOrDefault("inventory_item_ids", "").split(",")) {
            long stock = id.matches("\\d{1,19}") ? Long.parseLong(id) : -1;
            items.sku(asked.shop(), ShopifyIds.variantOf(stock)).ifPresent(sku -> list.addObject()
                    .put("inventory_item_id", stock)
                    .put("location_id", ShopifyIds.LOCATION)
                    .put("available", sku.quantity()));
        }
        return ok(headers, "inventory_levels", list);
    }

    /** A page's place and what the list was narrowed to: nothing else may be said beside it. */
    private record Place(Mark after, Map<String, String> filters) {}

    private static Optional<Place> place(Map<String, String> sent) {
        var info = sent.get("page_info");
        if (info == null) {
            return Optional.empty();
        }
        sent.keySet().stream()
                .filter(name -> !BESIDE_PAGES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ShopifyRefusal(
                            ShopifyRefusal.BAD_REQUEST, name + " cannot be passed when page_info is present");
                });
        try {
            var text = new String(Base64.getUrlDecoder().decode(info), StandardCharsets.UTF_8);
            var parts = text.split("\\|", 3);
            return Optional.of(new Place(new Mark(Instant.parse(parts[0]), Long.parseLong(parts[1])), sent(parts[2])));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException strange) {
            throw new ShopifyRefusal(ShopifyRefusal.BAD_REQUEST, "Invalid value.");
        }
    }

    private <T> Optional<String> next(
            Http.Call call, List<T> oneMore, int limit, Map<String, String> filters, Function<T, Mark> mark) {
        if (oneMore.size() <= limit) {
            return Optional.empty();
        }
        var last = mark.apply(oneMore.get(limit - 1));
        var words = new ArrayList<String>();
        filters.forEach((name, value) -> words.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var info = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (last.at() + "|" + last.id() + "|" + String.join("&", words)).getBytes(StandardCharsets.UTF_8));
        return Optional.of("<" + server + call.path() + "?limit=" + limit + "&page_info=" + info + ">; rel=\"next\"");
    }

    private static int limit(Map<String, String> sent) {
        var limit = sent.getOrDefault("limit", Integer.toString(PAGE));
        return limit.matches("\\d{1,3}") ? Math.min(LARGEST_PAGE, Math.max(1, Integer.parseInt(limit))) : PAGE;
    }

    /** The lists' filters in the words of a search. */
    private static ShopifySearch search(Map<String, String> sent) {
        var words = new ArrayList<String>();
        for (var field : List.of("created_at", "updated_at")) {
            Optional.ofNullable(sent.get(field + "_min")).ifPresent(at -> words.add(field + ":>='" + at + "'"));
            Optional.ofNullable(sent.get(field + "_max")).ifPresent(at -> words.add(field + ":<='" + at + "'"));
        }
        Optional.ofNullable(sent.get("status")).ifPresent(status -> words.add("status:" + status));
        return new ShopifySearch(String.join(" ", words));
    }

    private static Map<String, String> sent(String query) {
        var sent = new HashMap<String, String>();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                sent.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return sent;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Http.Answer ok(Map<String, String> headers, String name, ObjectNode value) {
        return body(headers, JsonNodeFactory.instance.objectNode().set(name, value));
    }

    private static Http.Answer ok(Map<String, String> headers, String name, ArrayNode value) {
        return body(headers, JsonNodeFactory.instance.objectNode().set(name, value));
    }

    private static Http.Answer body(Map<String, String> headers, ObjectNode body) {
        return new Http.Answer(200, Http.JSON, headers, body.toString());
    }
}
