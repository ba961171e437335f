package dev.shophub.platform.vendure;

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
import dev.shophub.connector.SpanCursor;
import dev.shophub.connector.SpanPager;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads pages of orders, of the refunds that stand in them, and of items with their variants. */
final class VendureReader {

    /** Whatever kind of ids the server makes: numbers, or UUIDs. Others it might take for a mistake of the call. */
    private static final String AN_ID = "[0-9A-Za-z-]{1,64}";

    private static final String SETTINGS = "globalSettings";

    private final ShopKey shop;
    private final VendureSettings settings;
    private final VendureClient client;
    private final VendureLists lists;
    private final SpanPager<VendureList> pager;

    VendureReader(ShopKey shop, VendureSettings settings, VendureClient client) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
        this.lists = new VendureLists(settings);
        this.pager = new SpanPager<>(this::listed, settings.pageSize());
    }

    Page orders(Window window, Cursor cursor) {
        var page = page(lists.orders(window), cursor, this::orders);
        if (page.next().isEmpty()) {
            lists.ordersDone(window);
        }
        return page;
    }

    Page ordersPlaced(Window window, Cursor cursor) {
        return page(lists.ordersPlaced(window), cursor, this::orders);
    }

    Page refunds(Window window, Cursor cursor) {
        var page = page(lists.refunds(window), cursor, this::refunds);
        if (page.next().isEmpty()) {
            lists.refundsDone(window);
        }
        return page;
    }

    Page listings(Window window, Cursor cursor) {
        var page = page(lists.listings(window), cursor, rows -> items(Stream.LISTINGS, window, rows));
        if (page.next().isEmpty()) {
            lists.listingsDone(window);
        }
        return page;
    }

    Page stock(Window window, Cursor cursor) {
        var page = page(lists.stock(window), cursor, rows -> items(Stream.STOCK, window, rows));
        if (page.next().isEmpty()) {
            lists.stockDone(window);
        }
        return page;
    }

    /** The list alone: no call an order. */
    Listed ordersListed(Window window, Cursor cursor) {
        var of = lists.ordersListed(window);
        var read = pager.read(of, pager.position(of, cursor));
        return new Listed(RecordFields.ids(read.rows(), "id"), read.next().map(SpanCursor::text));
    }

    /** Carts and drafts are no orders here either. */
    List<RawRecord> ordersById(List<ExternalId> ids) {
        var wanted = ids.stream()
                .map(ExternalId::value)
                .filter(id -> id.matches(AN_ID))
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var filter = Map.of(
                "id", Map.of("in", wanted),
                "active", Map.of("eq", false),
                "orderPlacedAt", Map.of("isNull", false));
        var answer = client.call(
                VendureQueries.ORDERS,
                VendureQueries.LIST_ORDERS,
                Map.of("options", Map.of("take", wanted.size(), "filter", filter)));
        return orders(new SpanPager.Listed(
                rows(VendureQueries.ORDERS, answer.data()), OptionalLong.empty(), answer.readAt()));
    }

    /** Makes records of the rows of one page. */
    private interface Records {

        List<RawRecord> of(SpanPager.Listed listed);
    }

    private Page page(List<VendureList> of, Cursor cursor, Records records) {
        var read = pager.read(of, pager.position(of, cursor));
        return new Page(
                records.of(new SpanPager.Listed(read.rows(), OptionalLong.empty(), read.readAt())),
                read.next().map(SpanCursor::text),
                pager.remaining(of, read.here()));
    }

    /** The total comes with every page. */
    private SpanPager.Listed listed(VendureList list, Instant from, Instant to, int page, boolean count) {
        var answer = client.call(list.method(), list.query(), list.variables(from, to, page, settings.pageSize()));
        var total = answer.data().path(list.method()).path("totalItems");
        if (!total.isIntegralNumber()) {
            throw lacking(list.method(), "totalItems");
        }
        var rows = rows(list.method(), answer.data());
        var kept = answer.data().path(SETTINGS);
        if (kept.isObject()) {
            rows = rows.stream()
                    .map(row -> row.<ObjectNode>deepCopy().set(SETTINGS, kept))
                    .map(JsonNode.class::cast)
                    .toList();
        }
        return new SpanPager.Listed(rows, OptionalLong.of(total.asLong()), answer.readAt());
    }

    private List<JsonNode> rows(String method, JsonNode data) {
        var items = data.path(method).path("items");
        if (!items.isArray()) {
            throw lacking(method, "items");
        }
        var rows = new ArrayList<JsonNode>();
        items.forEach(rows::add);
        return rows;
    }

    private UnavailableException lacking(String method, String name) {
        return new UnavailableException("Vendure's answer lacks its " + name + " (" + client.particulars(method) + ")");
    }

    private List<RawRecord> orders(SpanPager.Listed listed) {
        return listed.rows().stream()
                .map(row -> record(Stream.ORDERS, row, row.path("id"), listed.readAt()))
                .toList();
    }

    /** Each with what its order and its payment tell of it. */
    private List<RawRecord> refunds(SpanPager.Listed listed) {
        var records = new ArrayList<RawRecord>();
        for (var order : listed.rows()) {
            for (var payment : order.path("payments")) {
                for (var refund : payment.path("refunds")) {
                    var whole = refund.<ObjectNode>deepCopy();
                    whole.put("method", payment.path("method").asText(""));
                    whole.set("orderId", order.path("id"));
                    whole.set("currencyCode", order.path("currencyCode"));
                    whole.put("sentBefore", sentBefore(order, refund));
                    records.add(record(Stream.REFUNDS, whole, refund.path("id"), listed.readAt()));
                }
            }
        }
        return records;
    }

    /** Whether anything of the order had been packed when the refund was made: that does not change afterwards. */
    private static boolean sentBefore(JsonNode order, JsonNode refund) {
        for (var fulfilment : order.path("fulfillments")) {
            if (!time(fulfilment, "createdAt").isAfter(time(refund, "createdAt"))) {
                return true;
            }
        }
        return false;
    }

    /** Items by their ids; one that no variant makes buyable is no item yet. A variant's item whose own time tells of it is left. */
    private List<RawRecord> items(Stream stream, Window window, SpanPager.Listed listed) {
        var begin = VendureLists.begin(window);
        var byId = new LinkedHashMap<String, RawRecord>();
        for (var row : listed.rows()) {
            boolean ofVariant = row.has("product");
            var item = ofVariant ? row.path("product").<ObjectNode>deepCopy().set(SETTINGS, row.path(SETTINGS)) : row;
            boolean listedItself = ofVariant && !time(item, "updatedAt").isBefore(begin);
            if (!listedItself && !item.path("variants").isEmpty()) {
                byId.put(item.path("id").asText(""), record(stream, item, item.path("id"), listed.readAt()));
            }
        }
        return List.copyOf(byId.values());
    }

    /** One that cannot be read is refused later, by the record's mapper. */
    private static Instant time(JsonNode record, String field) {
        try {
            return Instant.parse(record.path(field).asText(""));
        } catch (DateTimeParseException unreadable) {
            return Instant.MIN;
        }
    }

    private RawRecord record(Stream stream, JsonNode node, JsonNode id, Instant readAt) {
        try {
            var payload = Json.MAPPER.writeValueAsBytes(inOrder(node));
            return new RawRecord(
                    shop,
                    stream,
                    RecordFields.id(id).map(ExternalId::new).orElseGet(() -> RawRecord.unreadableId(payload)),
                    payload,
                    readAt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written as JSON", impossible);
        }
    }

    /** The platform answers lists within a record in any order: by their ids the same record is the same bytes. */
    private static JsonNode inOrder(JsonNode node) {
        if (node.isArray()) {
            var sorted = new ArrayList<JsonNode>();
            node.forEach(element -> sorted.add(inOrder(element)));
            sorted.sort(Comparator.comparing((JsonNode element) -> key(element).length())
                    .thenComparing(VendureReader::key));
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            return array.addAll(sorted);
        }
        if (!node.isObject()) {
            return node;
        }
        var sorted = JsonNodeFactory.instance.objectNode();
        node.fields().forEachRemaining(field -> sorted.set(field.getKey(), inOrder(field.getValue())));
        return sorted;
    }

    private static String key(JsonNode element) {
        return element.path("id").asText(element.path("orderLineId").asText(""));
    }
}
