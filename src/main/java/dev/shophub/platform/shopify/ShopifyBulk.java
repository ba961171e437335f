package dev.shophub.platform.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.RawRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads past orders from a file that the platform is asked to prepare: one line an order, the lines of its goods below it. The
 * cursor names the operation and the place in its file, so that a restart goes on there; while the file is not ready the
 * platform's answer is a wait.
 */
final class ShopifyBulk {

    private static final String MARK = "bulk|";
    private static final String PARENT = "__parentId";
    private static final Set<String> UNDER_WAY = Set.of("CREATED", "RUNNING", "CANCELING");
    private static final int LARGEST_SLICE = 32 * 1_024 * 1_024;

    private final ShopifySettings settings;
    private final ShopifyClient client;
    private final ShopifyReader reader;
    private final Tools tools;

    ShopifyBulk(ShopifySettings settings, ShopifyClient client, ShopifyReader reader, Tools tools) {
        this.settings = settings;
        this.client = client;
        this.reader = reader;
        this.tools = tools;
    }

    /** Whether a window is worth a file, or is being read from one. */
    boolean reads(Window window, Cursor cursor) {
        return cursor.isStart()
                ? window.length().compareTo(settings.bulkFrom()) >= 0
                : cursor.value().startsWith(MARK);
    }

    /** @throws RateLimitedException while the platform prepares the file, or another one of this app and shop */
    Page ordersPlaced(Window window, Cursor cursor) {
        return Place.parse(cursor).map(place -> read(window, place)).orElseGet(() -> begin(window));
    }

    /** An empty page: the operation is under way, and the checkpoint knows which. */
    private Page begin(Window window) {
        var query = ShopifyQueries.ordersInBulk(reader.placed(window));
        var payload = client.call(ShopifyMutations.BULK, Map.of("query", query))
                .content()
                .path(ShopifyMutations.BULK.name());
        if (ShopifyErrors.says(payload, "OPERATION_IN_PROGRESS")) {
            throw waiting("Another bulk operation of this app and shop is under way");
        }
        var particulars = client.particulars(ShopifyMutations.BULK.name());
        ShopifyErrors.requireDone(payload, particulars);
        var id = payload.path("bulkOperation").path("id").asText("");
        if (id.isEmpty()) {
            throw new UnavailableException("Shopify began no bulk operation (" + particulars + ")");
        }
        return new Page(List.of(), Optional.of(new Place(id, 0).cursor()), -1);
    }

    private Page read(Window window, Place place) {
        var operation = client.call(ShopifyQueries.BULK_STATE, Map.of("id", place.operation()))
                .content()
                .path("node");
        var status = operation.path("status").asText("");
        if (UNDER_WAY.contains(status)) {
            throw waiting("The platform prepares the file of past orders");
        }
        if (!status.equals("COMPLETED")) {
            var code = operation.path("errorCode").asText("");
            if (code.equals("ACCESS_DENIED")) {
                throw new RejectedException(
                        "Shopify grants no permission for past orders (" + client.particulars("bulkOperation") + ")",
                        code);
            }
            return begin(window);
        }
        var url = operation.path("url").asText("");
        return url.isEmpty()
                ? Page.last(List.of())
                : page(window, url, operation.path("fileSize").asLong(), place);
    }

    private RateLimitedException waiting(String what) {
        return RateLimitedException.inTheMaking(
                what + " (" + client.particulars("bulkOperation") + ")", settings.bulkEvery());
    }

    /** A slice of the file, cut after its last whole order; a longer one where it holds none. */
    private Page page(Window window, String url, long size, Place place) {
        for (int slice = settings.bulkSlice(); ; slice = Math.min(2 * slice, LARGEST_SLICE)) {
            long end = Math.min(size, place.offset() + slice);
            var response = tools.http()
                    .send(HttpCalls.Request.get(
                            URI.create(url), Map.of("Range", "bytes=" + place.offset() + "-" + (end - 1))));
            if (response.status() >= 500) {
                throw new UnavailableException(
                        "The file of past orders cannot be had (status=" + response.status() + ")");
            }
            if (response.status() >= 400) {
                // Files are kept for a week.
                return begin(window);
            }
            boolean part = response.status() == 206;
            int from = part ? 0 : (int) Math.min(place.offset(), response.body().length);
            boolean last = !part || end >= size;
            if (!last && part && response.body().length < end - place.offset()) {
                throw new UnavailableException("The file of past orders came cut short");
            }
            var lines = new Lines(response.body(), from, last);
            if (lines.taken() > 0 || last) {
                var records = records(lines, tools.clock().instant());
                return last
                        ? Page.last(records)
                        : new Page(
                                records,
                                Optional.of(new Place(place.operation(), place.offset() + lines.taken()).cursor()),
                                -1);
            }
            if (slice == LARGEST_SLICE) {
                throw new RejectedException("One order is larger than " + LARGEST_SLICE + " bytes", "too-large");
            }
        }
    }

    private List<RawRecord> records(Lines lines, Instant readAt) {
        var records = new ArrayList<RawRecord>();
        ObjectNode order = null;
        for (var line : lines.whole()) {
            if (!line.has(PARENT)) {
                if (order != null) {
                    records.add(reader.orderRecord(order, readAt));
                }
                order = line;
                order.putArray(ShopifyQueries.LINE_ITEMS);
            } else if (order != null && line.remove(PARENT).equals(order.path("id"))) {
                ((ArrayNode) order.path(ShopifyQueries.LINE_ITEMS)).add(line);
            } else {
                throw new UnavailableException("The file of past orders is not grouped by order");
            }
        }
        if (order != null) {
            records.add(reader.orderRecord(order, readAt));
        }
        return records;
    }

    /** Where the reading of a file stands. */
    private record Place(String operation, long offset) {

        private Cursor cursor() {
            return new Cursor(MARK + operation + "|" + offset);
        }

        private static Optional<Place> parse(Cursor cursor) {
            var parts = cursor.value().split("\\|");
            return parts.length == 3 && parts[2].matches("\\d{1,18}")
                    ? Optional.of(new Place(parts[1], Long.parseLong(parts[2])))
                    : Optional.empty();
        }
    }

    /** The lines of a slice that belong to whole orders. */
    private static final class Lines {

        private final List<ObjectNode> whole = new ArrayList<>();
        private int taken;

        private Lines(byte[] bytes, int from, boolean last) {
            var open = new ArrayList<ObjectNode>();
            int begin = from;
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    var line = line(bytes, begin, i);
                    if (!line.has(PARENT)) {
                        // A new order begins: what came before it is whole.
                        whole.addAll(open);
                        open.clear();
                        taken = begin - from;
                    }
                    open.add(line);
                    begin = i + 1;
                }
            }
            if (last) {
                whole.addAll(open);
                if (begin < bytes.length) {
                    whole.add(line(bytes, begin, bytes.length));
                }
                taken = bytes.length - from;
            }
        }

        private static ObjectNode line(byte[] bytes, int from, int to) {
            var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            try {
                JsonNode node = Json.MAPPER.readTree(text);
                if (node instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException broken) {
                throw new UnavailableException("The file of past orders is broken or came cut short", broken);
            }
            throw new UnavailableException("The file of past orders holds something that is no record");
        }

        private List<ObjectNode> whole() {
            return whole;
        }

        private int taken() {
            return taken;
        }
    }
}
