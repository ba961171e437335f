package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads refunds, of which the platform keeps no list. Orders that changed are asked, many a call, whether they have any; those
 * that do are read with their refunds, few a call, because lists within lists cost points. Most orders have none.
 */
final class ShopifyRefunds {

    private static final String LIST = "refunds";

    private final ShopifySettings settings;
    private final ShopifyClient client;
    private final ShopifyReader reader;

    ShopifyRefunds(ShopifySettings settings, ShopifyClient client, ShopifyReader reader) {
        this.settings = settings;
        this.client = client;
        this.reader = reader;
    }

    /** An order's refunds move its own time of change. The page is empty where none of the orders asked has any. */
    Page changed(Window window, Cursor cursor) {
        var place = Place.of(cursor);
        if (!place.orders().isEmpty()) {
            return refundsOf(place);
        }
        var asked = ask(window, place.rest());
        if (asked.orders().isEmpty()) {
            return new Page(List.of(), asked.cursor(), -1);
        }
        try {
            return refundsOf(asked);
        } catch (RateLimitedException spent) {
            // What was asked is kept: else a bucket that holds one call would be spent on the same question for ever.
            return new Page(List.of(), asked.cursor(), -1);
        }
    }

    /** Which of the orders that changed have refunds. */
    private Place ask(Window window, String after) {
        var variables = ShopifyReader.variables(reader.changed(window), new Cursor(after), settings.widePageSize());
        var found =
                client.call(ShopifyQueries.WITH_REFUNDS, variables).content().path("orders");
        if (!found.path("nodes").isArray()) {
            throw lacks("orders", ShopifyQueries.WITH_REFUNDS);
        }
        var orders = new ArrayList<String>();
        for (var order : found.path("nodes")) {
            if (!order.path(LIST).isArray()) {
                throw lacks(LIST, ShopifyQueries.WITH_REFUNDS);
            }
            if (!order.path(LIST).isEmpty()) {
                orders.add(order.path("id").asText());
            }
        }
        var next = found.path("pageInfo");
        return new Place(
                orders,
                next.path("hasNextPage").asBoolean() ? next.path("endCursor").asText() : "");
    }

    /** The refunds of the first orders of a place; an order that is shown no longer is left out. */
    private Page refundsOf(Place place) {
        int few = Math.min(settings.smallPageSize(), place.orders().size());
        var answer =
                client.call(ShopifyQueries.REFUNDS, Map.of("ids", place.orders().subList(0, few)));
        if (!answer.content().path("nodes").isArray()) {
            throw lacks("nodes", ShopifyQueries.REFUNDS);
        }
        var records = new ArrayList<RawRecord>();
        for (var order : answer.content().path("nodes")) {
            if (order.has("id")) {
                records.addAll(records(order, answer.readAt()));
            }
        }
        var left = new Place(place.orders().subList(few, place.orders().size()), place.rest());
        return new Page(records, left.cursor(), -1);
    }

    private List<RawRecord> records(JsonNode listed, Instant readAt) {
        var order = listed.<ObjectNode>deepCopy();
        var refunds = order.remove(LIST);
        if (refunds == null || !refunds.isArray()) {
            throw lacks(LIST, ShopifyQueries.REFUNDS);
        }
        if (refunds.size() >= ShopifyQueries.SHORT) {
            refunds = client.call(
                            ShopifyQueries.ORDER_REFUNDS,
                            Map.of("id", order.path("id").asText()))
                    .content()
                    .path("node")
                    .path(LIST);
        }
        var records = new ArrayList<RawRecord>();
        for (var refund : refunds) {
            var whole = reader.unfolded(refund, ShopifyQueries.REFUND_LINES, Map.of());
            for (var list : List.of("transactions", "refundShippingLines")) {
                whole.set(list, whole.path(list).path("nodes"));
            }
            ShopifyRefundParts.of(order, whole)
                    .forEach(part -> records.add(reader.record(Stream.REFUNDS, part, readAt)));
        }
        return records;
    }

    private UnavailableException lacks(String list, ShopifyQueries.Document document) {
        return new UnavailableException(
                "Shopify's answer lacks its " + list + " (" + client.particulars(document.name()) + ")");
    }

    /**
     * How far a window is read: orders whose refunds are still to be read, then the platform's own cursor of those still to be asked.
     * Without orders it is written as that cursor alone.
     *
     * @param rest empty at the end, and at the beginning
     */
    private record Place(List<String> orders, String rest) {

        private static final String MARK = "refunds|";

        private static Place of(Cursor cursor) {
            if (!cursor.value().startsWith(MARK)) {
                return new Place(List.of(), cursor.value());
            }
            var parts = cursor.value().split("\\|", 3);
            return new Place(List.of(parts[1].split(",")), parts[2]);
        }

        private Optional<Cursor> cursor() {
            if (!orders.isEmpty()) {
                return Optional.of(new Cursor(MARK + String.join(",", orders) + "|" + rest));
            }
            return rest.isEmpty() ? Optional.empty() : Optional.of(new Cursor(rest));
        }
    }
}
