package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Ahead;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderCensus.Listed;
import dev.shophub.connector.Page;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.SpanCursor;
import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads pages: orders and reviews are whole in their lists; products lack their variations there, refunds their currency. */
final class WoocommerceReader {

    private static final int LARGEST_PAGE = 100;

    private final ShopKey shop;
    private final WoocommerceSettings settings;
    private final WoocommerceClient client;
    private final WoocommerceLists lists;
    private final Ahead ahead;
    private final SpanPager<WoocommerceList> pager;

    WoocommerceReader(ShopKey shop, WoocommerceSettings settings, WoocommerceClient client, Ahead ahead) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
        this.lists = new WoocommerceLists(settings);
        this.ahead = ahead;
        this.pager =
                new SpanPager<>((list, from, to, page, count) -> listed(list, from, to, page), settings.pageSize());
    }

    Page orders(Window window, Cursor cursor) {
        var page = page(lists.orders(window), cursor, Stream.ORDERS, WoocommerceRecords::order);
        if (page.next().isEmpty()) {
            lists.ordersDone(window);
        }
        return page;
    }

    Page ordersPlaced(Window window, Cursor cursor) {
        return page(lists.ordersPlaced(window), cursor, Stream.ORDERS, WoocommerceRecords::order);
    }

    Page refunds(Window window, Cursor cursor) {
        boolean perOrder = settings.refunds().equals(WoocommerceSettings.PER_ORDER);
        var page = perOrder
                ? pageOfMany(lists.refunds(window), cursor, Stream.REFUNDS, this::refundsOf)
                : refundsOfShop(lists.refunds(window), cursor);
        if (page.next().isEmpty()) {
            lists.refundsDone(window);
        }
        return page;
    }

    Page listings(Window window, Cursor cursor) {
        var page = page(lists.listings(window), cursor, Stream.LISTINGS, this::withVariations);
        if (page.next().isEmpty()) {
            lists.listingsDone(window);
        }
        return page;
    }

    Page stock(Window window, Cursor cursor) {
        var page = page(lists.stock(window), cursor, Stream.STOCK, this::withVariations);
        if (page.next().isEmpty()) {
            lists.stockDone(window);
        }
        return page;
    }

    Page reviews(Window window, Cursor cursor) {
        return page(lists.reviews(window), cursor, Stream.REVIEWS, WoocommerceRecords::review);
    }

    /** The list is asked for more than the window, and by another clock: what else it brings is left out. */
    Page reviewsWritten(Window window, Cursor cursor) {
        return pageOfMany(
                lists.reviews(window),
                cursor,
                Stream.REVIEWS,
                row -> isWritten(row, window) ? List.of(WoocommerceRecords.review(row)) : List.of());
    }

    private static boolean isWritten(JsonNode row, Window window) {
        try {
            var written = WoocommercePayloads.time(row.path("date_created_gmt").asText(""));
            return !written.isBefore(window.from().truncatedTo(ChronoUnit.SECONDS)) && !written.isAfter(window.to());
        } catch (DateTimeException unreadable) {
            return true;
        }
    }

    /** The list alone: no call an order. */
    Listed ordersListed(Window window, Cursor cursor) {
        var of = lists.ordersListed(window);
        var read = pager.read(of, pager.position(of, cursor));
        return new Listed(RecordFields.ids(unread(read, of), "id"), read.next().map(SpanCursor::text));
    }

    List<RawRecord> ordersById(List<ExternalId> ids) {
        var numbers = ids.stream()
                .map(ExternalId::value)
                .filter(id -> RecordFields.isNumber(id))
                .collect(Collectors.toCollection(ArrayList::new));
        var found = new ArrayList<RawRecord>();
        for (var status : List.of(String.join(",", settings.orderStatuses()), "any")) {
            if (!numbers.isEmpty()) {
                found.addAll(including(numbers, status));
                found.forEach(record -> numbers.remove(record.id().value()));
            }
        }
        return found;
    }

    private List<RawRecord> including(List<String> numbers, String status) {
        var parameters = Map.of(
                "include", String.join(",", numbers),
                "status", status,
                "per_page", Integer.toString(LARGEST_PAGE));
        var answer = client.get(WoocommerceLists.ORDERS, parameters);
        var records = new ArrayList<RawRecord>();
        for (var row : client.list(answer.content(), WoocommerceLists.ORDERS)) {
            records.add(WoocommerceRecords.record(shop, Stream.ORDERS, WoocommerceRecords.order(row), answer.readAt()));
        }
        return records;
    }

    /** All variations of a product. */
    List<JsonNode> variations(String product) {
        return all("products/" + product + "/variations", Map.of("orderby", "id", "order", "asc"));
    }

    /** All rows of a list that no span narrows. */
    List<JsonNode> all(String path, Map<String, String> parameters) {
        var rows = new ArrayList<JsonNode>();
        for (int page = 1; ; page++) {
            var call = new LinkedHashMap<>(parameters);
            call.put("page", Integer.toString(page));
            call.put("per_page", Integer.toString(LARGEST_PAGE));
            var answer = client.get(path, call);
            client.list(answer.content(), path).forEach(rows::add);
            if (answer.content().size() < LARGEST_PAGE) {
                return rows;
            }
        }
    }

    private Page page(
            List<WoocommerceList> of, Cursor cursor, Stream stream, Function<JsonNode, ? extends JsonNode> whole) {
        return pageOfMany(of, cursor, stream, row -> List.of(whole.apply(row)));
    }

    private Page pageOfMany(
            List<WoocommerceList> of,
            Cursor cursor,
            Stream stream,
            Function<JsonNode, List<? extends JsonNode>> records) {
        var read = pager.read(of, pager.position(of, cursor));
        var asked = ahead.ask(
                unread(read, of),
                row -> records.apply(row).stream()
                        .map(node -> WoocommerceRecords.record(shop, stream, node, read.readAt()))
                        .toList(),
                List::size,
                Long.MAX_VALUE);
        return page(of, read, asked.done().stream().flatMap(List::stream).toList());
    }

    private Page page(List<WoocommerceList> of, SpanPager.Rows read, List<RawRecord> records) {
        return new Page(records, read.next().map(SpanCursor::text), pager.remaining(of, read.here()));
    }

    private static List<JsonNode> unread(SpanPager.Rows read, List<WoocommerceList> of) {
        var statuses = of.get(read.here().list()).read();
        return read.rows().stream()
                .filter(row -> !statuses.contains(row.path("status").asText("")))
                .toList();
    }

    /** The shop's own list of refunds does not say in which currency they are: their orders do, a call a page. */
    private Page refundsOfShop(List<WoocommerceList> of, Cursor cursor) {
        var read = pager.read(of, pager.position(of, cursor));
        var currencies = currencies(read.rows().stream()
                .filter(row -> !row.has(WoocommerceRecords.CURRENCY))
                .flatMap(row -> RecordFields.id(row.path("parent_id")).stream())
                .collect(Collectors.toSet()));
        var records = read.rows().stream()
                .map(row -> WoocommerceRecords.refund(
                        row, currencies.getOrDefault(row.path("parent_id").asText(""), "")))
                .map(row -> WoocommerceRecords.record(shop, Stream.REFUNDS, row, read.readAt()))
                .toList();
        return page(of, read, records);
    }

    private Map<String, String> currencies(Set<String> orders) {
        var found = new LinkedHashMap<String, String>();
        for (var status : List.of(String.join(",", settings.orderStatuses()), "any")) {
            var rest = orders.stream()
                    .filter(id -> !found.containsKey(id))
                    .sorted()
                    .toList();
            if (!rest.isEmpty()) {
                all(
                                WoocommerceLists.ORDERS,
                                Map.of("include", String.join(",", rest), "status", status, "_fields", "id,currency"))
                        .forEach(order -> found.put(
                                order.path("id").asText(""),
                                order.path(WoocommerceRecords.CURRENCY).asText("")));
            }
        }
        return found;
    }

    /** Where the shop has no list of all its refunds: those of each order that has any. */
    private List<JsonNode> refundsOf(JsonNode order) {
        var id = RecordFields.id(order.path("id")).orElse("");
        if (id.isEmpty() || order.path("refunds").isEmpty()) {
            return List.of();
        }
        return all("orders/" + id + "/refunds", Map.of("order", "asc")).stream()
                .map(row -> {
                    ObjectNode whole = WoocommerceRecords.refund(
                            row, order.path(WoocommerceRecords.CURRENCY).asText(""));
                    return (JsonNode) whole.put("parent_id", id);
                })
                .toList();
    }

    private JsonNode withVariations(JsonNode row) {
        var whole = WoocommerceRecords.product(row);
        if (whole.path("type").asText("").startsWith("variable")) {
            ArrayNode variants = whole.putArray("variants");
            RecordFields.id(row.path("id"))
                    .ifPresent(id -> variations(id).forEach(found -> variants.add(WoocommerceRecords.product(found))));
        }
        return whole;
    }

    /** A list whose length is not told, and which ends before its first page does, is as long as that. */
    private SpanPager.Listed listed(WoocommerceList list, Instant from, Instant to, int page) {
        var answer = client.get(list.method(), list.call(from, to, page, settings.pageSize()));
        var rows = new ArrayList<JsonNode>();
        client.list(answer.content(), list.method()).forEach(rows::add);
        boolean whole = page == 1 && rows.size() < settings.pageSize();
        return new SpanPager.Listed(
                rows,
                answer.total().isEmpty() && whole ? OptionalLong.of(rows.size()) : answer.total(),
                answer.readAt());
    }
}
