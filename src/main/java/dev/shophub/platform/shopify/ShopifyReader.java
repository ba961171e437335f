package dev.shophub.platform.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Json;
import dev.shophub.connector.OrderCensus.Listed;
import dev.shophub.connector.Page;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads lists page by page. The platform's cursor names the last row seen by what it is sorted by: a row that changes leaves the
 * closed window and moves no other. Lists within a record that were cut are read to their end.
 */
final class ShopifyReader {

    private final ShopKey shop;
    private final ShopifySettings settings;
    private final ShopifyClient client;
    private volatile String location = "";

    ShopifyReader(ShopKey shop, ShopifySettings settings, ShopifyClient client) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
    }

    Page orders(Window window, Cursor cursor) {
        return orders(changed(window), "UPDATED_AT", cursor);
    }

    Page ordersPlaced(Window window, Cursor cursor) {
        return orders(placed(window), "CREATED_AT", cursor);
    }

    private Page orders(String search, String sort, Cursor cursor) {
        var variables = variables(search, cursor, settings.pageSize());
        variables.put("sort", sort);
        return page(
                ShopifyQueries.ORDERS,
                variables,
                "orders",
                read -> List.of(record(Stream.ORDERS, whole(read.node()), read.at())));
    }

    /** The platform's own search, never a file: a file cannot be asked for beside one that is made for another past. */
    Listed ordersListed(Window window, Cursor cursor) {
        var answer = client.call(ShopifyQueries.ORDER_IDS, variables(placed(window), cursor, settings.widePageSize()));
        var found = nodes(answer.content(), "orders", ShopifyQueries.ORDER_IDS);
        var ids = new LinkedHashSet<ExternalId>();
        for (var node : found.path("nodes")) {
            var id = ShopifyFields.tail(node.path("id").asText(""));
            if (!id.isEmpty()) {
                ids.add(new ExternalId(id));
            }
        }
        return new Listed(ids, next(found));
    }

    /** These orders as they are listed; what the shop does not show is left out. */
    List<RawRecord> ordersById(List<ExternalId> ids) {
        var known = ids.stream()
                .filter(id -> RecordFields.isNumber(id.value()))
                .map(id -> ShopifyFields.gid("Order", id))
                .toList();
        var records = new ArrayList<RawRecord>();
        for (int from = 0; from < known.size(); from += settings.pageSize()) {
            var some = known.subList(from, Math.min(known.size(), from + settings.pageSize()));
            var answer = client.call(ShopifyQueries.ORDERS_BY_ID, Map.of("ids", some));
            for (var node : answer.content().path("nodes")) {
                if (node.has("id")) {
                    records.add(record(Stream.ORDERS, whole(node), answer.readAt()));
                }
            }
        }
        return records;
    }

    Page products(Window window, Cursor cursor, Stream stream) {
        var variables = variables(span(window, "updated_at"), cursor, settings.pageSize());
        variables.put("location", location());
        return page(
                ShopifyQueries.PRODUCTS,
                variables,
                "products",
                read -> List.of(record(
                        stream,
                        unfolded(read.node(), ShopifyQueries.VARIANTS, Map.of("location", location())),
                        read.at())));
    }

    /** Whose stock is meant, as a global id. */
    String location() {
        if (settings.locationId().isPresent()) {
            return ShopifyFields.gid(
                    "Location", new ExternalId(settings.locationId().get()));
        }
        if (location.isEmpty()) {
            var told = client.call(ShopifyQueries.MAIN_LOCATION, Map.of())
                    .content()
                    .path("location")
                    .path("id")
                    .asText("");
            if (told.isEmpty()) {
                throw new RejectedException(
                        "The shop names no main location (shop=" + shop + "). Set settings.location-id", "no-location");
            }
            location = told;
        }
        return location;
    }

    /** An order as listed, or written into a file by the platform, to what is kept of it. */
    RawRecord orderRecord(ObjectNode order, Instant readAt) {
        return record(Stream.ORDERS, withLists(order), readAt);
    }

    /** Words of a search; times in whole seconds, both ends included. */
    private static String span(Window window, String field) {
        return field + ":>='" + window.from().truncatedTo(ChronoUnit.SECONDS) + "' " + field + ":<='"
                + window.to().truncatedTo(ChronoUnit.SECONDS) + "'";
    }

    /** The search for what changed in a window. */
    String changed(Window window) {
        return (span(window, "updated_at") + " " + settings.orderFilter()).strip();
    }

    /** The search for what was placed in a window. */
    String placed(Window window) {
        return (span(window, "created_at") + " " + settings.orderFilter()).strip();
    }

    /** What asks for a page of a list. */
    static Map<String, Object> variables(String search, Cursor cursor, int first) {
        var variables = new HashMap<String, Object>();
        variables.put("first", first);
        if (!cursor.isStart()) {
            variables.put("after", cursor.value());
        }
        variables.put("query", search);
        return variables;
    }

    /** A row of a list, and when it was read. */
    private record Read(JsonNode node, Instant at) {}

    private Page page(
            ShopifyQueries.Document document,
            Map<String, ?> variables,
            String list,
            Function<Read, List<RawRecord>> records) {
        var answer = client.call(document, variables);
        var found = nodes(answer.content(), list, document);
        var read = new ArrayList<RawRecord>();
        found.path("nodes").forEach(node -> read.addAll(records.apply(new Read(node, answer.readAt()))));
        var next = next(found);
        return new Page(read, next, next.isPresent() ? -1 : 0);
    }

    private JsonNode nodes(JsonNode data, String list, ShopifyQueries.Document document) {
        var found = data.path(list);
        if (!found.path("nodes").isArray()) {
            throw new UnavailableException(
                    "Shopify's answer lacks its " + list + " (" + client.particulars(document.name()) + ")");
        }
        return found;
    }

    private static Optional<Cursor> next(JsonNode list) {
        var next = list.path("pageInfo");
        return next.path("hasNextPage").asBoolean()
                ? Optional.of(new Cursor(next.path("endCursor").asText()))
                : Optional.empty();
    }

    private ObjectNode whole(JsonNode order) {
        return withLists(unfolded(order, ShopifyQueries.LINE_ITEMS, Map.of()));
    }

    /** Lists without a cursor that are as long as was asked for are read once more, longer. */
    private ObjectNode withLists(ObjectNode order) {
        boolean cut = order.path("transactions").size() >= ShopifyQueries.SHORT
                || order.path("fulfillments").size() >= ShopifyQueries.SHORT;
        if (cut) {
            var lists = client.call(
                            ShopifyQueries.ORDER_LISTS,
                            Map.of("id", order.path("id").asText()))
                    .content()
                    .path("node");
            for (var name : List.of("transactions", "fulfillments")) {
                if (lists.path(name).isArray()) {
                    order.set(name, lists.path(name));
                }
            }
        }
        return order;
    }

    /** The record with a list of it as a plain array, whole. */
    ObjectNode unfolded(JsonNode record, String list, Map<String, ?> variables) {
        var whole = record.<ObjectNode>deepCopy();
        var rows = JsonNodeFactory.instance.arrayNode();
        var found = record.path(list);
        while (true) {
            if (!found.path("nodes").isArray()) {
                throw new UnavailableException(
                        "Shopify's answer lacks its " + list + " (" + client.particulars(list) + ")");
            }
            rows.addAll((ArrayNode) found.path("nodes"));
            if (!found.path("pageInfo").path("hasNextPage").asBoolean()) {
                return whole.set(list, rows);
            }
            var more = new HashMap<String, Object>(variables);
            more.put("id", record.path("id").asText());
            more.put("after", found.path("pageInfo").path("endCursor").asText());
            found = client.call(ShopifyQueries.more(list), more)
                    .content()
                    .path("node")
                    .path(list);
        }
    }

    RawRecord record(Stream stream, ObjectNode node, Instant readAt) {
        try {
            var payload = Json.MAPPER.writeValueAsBytes(node);
            var name = node.path("id").asText("");
            var id = name.startsWith("gid://") ? ShopifyFields.tail(name) : name;
            return new RawRecord(
                    shop,
                    stream,
                    id.isEmpty() || id.length() > ExternalId.MAX_LENGTH
                            ? RawRecord.unreadableId(payload)
                            : new ExternalId(id),
                    payload,
                    readAt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written as JSON", impossible);
        }
    }
}
