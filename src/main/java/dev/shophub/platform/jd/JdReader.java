package dev.shophub.platform.jd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Ahead;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Json;
import dev.shophub.connector.OrderCensus.Listed;
import dev.shophub.connector.Page;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.SpanCursor;
import dev.shophub.connector.SpanPager;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads pages: orders and reviews are whole in their lists; items lack their variants there, service orders their money. */
final class JdReader {

    private static final String ORDER = "jingdong.pop.order.get";
    static final String SERVICES = "jingdong.asc.serviceAndRefund.view";
    static final String SKUS = "jingdong.sku.read.searchSkuList";

    private static final String NO_PERMISSION = "2001";

    private final ShopKey shop;
    private final JdSettings settings;
    private final JdClient client;
    private final JdLists lists;
    private final Ahead ahead;
    private final SpanPager<JdList> orderPager;
    private final SpanPager<JdList> pager;

    JdReader(ShopKey shop, JdSettings settings, JdClient client, Ahead ahead) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
        this.lists = new JdLists(settings);
        this.ahead = ahead;
        this.orderPager = pager(settings.pageSize());
        this.pager = pager(settings.smallPageSize());
    }

    private SpanPager<JdList> pager(int pageSize) {
        return new SpanPager<>((list, from, to, page, count) -> listed(list, from, to, page, pageSize), pageSize);
    }

    Page orders(Window window, Cursor cursor) {
        return page(orderPager, lists.orders(window), cursor, Stream.ORDERS, row -> row, "orderId");
    }

    Page ordersPlaced(Window window, Cursor cursor) {
        return page(orderPager, lists.ordersPlaced(window), cursor, Stream.ORDERS, row -> row, "orderId");
    }

    /** The list alone: no call an order. */
    Listed ordersListed(Window window, Cursor cursor) {
        var of = lists.ordersListed(window);
        var read = orderPager.read(of, orderPager.position(of, cursor));
        return new Listed(RecordFields.ids(read.rows(), "orderId"), read.next().map(SpanCursor::text));
    }

    List<RawRecord> ordersById(List<ExternalId> ids) {
        var numbers = ids.stream()
                .map(ExternalId::value)
                .filter(id -> RecordFields.isNumber(id))
                .toList();
        return ahead.ask(numbers, this::order, found -> 0, 1).done().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the answer's own result refuses is an order that the shop does not have. */
    private Optional<RawRecord> order(String id) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("order_id", Long.parseLong(id));
        parameters.put("optional_fields", JdOrderMapper.FIELDS);
        settings.sourceId().ifPresent(source -> parameters.put("source_id", source));
        var answer = client.call(ORDER, parameters);
        var detail = JdGateway.unfolded(answer.content().path("orderDetailInfo"));
        try {
            JdErrors.requireSuccess(detail.path("apiResult"), client.particulars(ORDER));
        } catch (RejectedException noSuchOrder) {
            return Optional.empty();
        }
        var order = JdGateway.unfolded(detail.path("orderInfo"));
        if (!order.isObject()) {
            throw lacking(ORDER, "orderInfo");
        }
        return Optional.of(record(Stream.ORDERS, order, answer.readAt(), "orderId"));
    }

    Page refunds(Window window, Cursor cursor) {
        var page = page(pager, lists.refunds(window), cursor, Stream.REFUNDS, this::withMoney, "id", "raId");
        if (page.next().isEmpty()) {
            lists.refundsDone(window);
        }
        return page;
    }

    Page listings(Window window, Cursor cursor) {
        return page(pager, lists.wares(window), cursor, Stream.LISTINGS, this::withSkus, "wareId");
    }

    Page stock(Window window, Cursor cursor) {
        return page(pager, lists.wares(window), cursor, Stream.STOCK, this::withStock, "wareId");
    }

    Page reviews(Window window, Cursor cursor) {
        var page = page(pager, lists.reviews(window), cursor, Stream.REVIEWS, row -> row, "commentId");
        if (page.next().isEmpty()) {
            lists.reviewsDone(window);
        }
        return page;
    }

    Page reviewsWritten(Window window, Cursor cursor) {
        return page(pager, lists.reviewsWritten(window), cursor, Stream.REVIEWS, row -> row, "commentId");
    }

    /** All variants of an item; none where the shop has no such item. */
    List<JsonNode> skus(String wareId) {
        var skus = new ArrayList<JsonNode>();
        for (int number = 1; ; number++) {
            var parameters = new LinkedHashMap<String, Object>();
            parameters.put("wareId", wareId);
            parameters.put("field", "skuId,wareId,outerId,jdPrice,stockNum,status,skuName");
            parameters.put("pageNo", number);
            parameters.put("pageSize", settings.smallPageSize());
            var answer = client.call(SKUS, parameters).content();
            var rows = JdGateway.unfolded(answer.path("page")).path("data");
            if (!rows.isArray()) {
                throw lacking(SKUS, "page.data");
            }
            rows.forEach(skus::add);
            if (rows.size() < settings.smallPageSize()) {
                return skus;
            }
        }
    }

    private Page page(
            SpanPager<JdList> by,
            List<JdList> of,
            Cursor cursor,
            Stream stream,
            Function<JsonNode, JsonNode> whole,
            String... idFields) {
        var read = by.read(of, by.position(of, cursor));
        var records = ahead.ask(
                        read.rows(),
                        row -> record(stream, whole.apply(row), read.readAt(), idFields),
                        record -> record.payload().length,
                        Long.MAX_VALUE)
                .done();
        return new Page(records, read.next().map(SpanCursor::text), by.remaining(of, read.here()));
    }

    /** A list that is not there is a failure and not "nothing", unless the platform says that there are none. */
    private SpanPager.Listed listed(JdList list, Instant from, Instant to, int page, int pageSize) {
        var names = list.names();
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put(names.from(), JdSettings.TIME.text(from));
        parameters.put(names.to(), JdSettings.TIME.text(to));
        parameters.putAll(list.parameters());
        parameters.put(names.page(), names.textual() ? Integer.toString(page) : Integer.valueOf(page));
        parameters.put(names.size(), names.textual() ? Integer.toString(pageSize) : Integer.valueOf(pageSize));
        var answer = client.call(list.method(), parameters);
        var shape = list.shape();
        var result = shape.result().isEmpty()
                ? answer.content()
                : JdGateway.unfolded(answer.content().path(shape.result()));
        check(list, result);
        var told = result.path(shape.total()).asText("");
        var total = told.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(told)) : OptionalLong.empty();
        var found = JdGateway.unfolded(result.path(shape.rows()));
        if (!found.isArray() && total.orElse(-1) != 0) {
            throw lacking(list.method(), shape.rows());
        }
        var rows = new ArrayList<JsonNode>();
        found.forEach(rows::add);
        boolean whole = page == 1 && rows.size() < pageSize;
        return new SpanPager.Listed(
                rows, total.isEmpty() && whole ? OptionalLong.of(rows.size()) : total, answer.readAt());
    }

    private void check(JdList list, JsonNode result) {
        switch (list.shape().verdict()) {
            case API_RESULT -> JdErrors.requireSuccess(result.path("apiResult"), client.particulars(list.method()));
            case SUCCESS -> JdErrors.requireSuccess(result, client.particulars(list.method()));
            case CODE -> {
                if (!result.path("code").asText("0").matches("0+")) {
                    throw JdErrors.failure(result, client.particulars(list.method()), client.platformNow());
                }
            }
            case LIST -> {}
        }
    }

    private UnavailableException lacking(String method, String name) {
        return new UnavailableException("JD's answer lacks its " + name + " (" + client.particulars(method) + ")");
    }

    /** A service order's amount comes in yuan from an interface of its own; the list's is in a unit nobody documents. */
    private JsonNode withMoney(JsonNode row) {
        var bill = JdGateway.unfolded(row.path("sameOrderServiceBill"));
        if (!bill.isObject()) {
            return row;
        }
        var service = bill.path("serviceId").asText("");
        var whole = row.<ObjectNode>deepCopy();
        whole.set("sameOrderServiceBill", bill);
        whole.put("id", JdRefundMapper.serviceId(service));
        if (service.isEmpty()) {
            return whole;
        }
        var method = "jingdong.b2c.shop.aftersales.refund.get";
        try {
            var result = JdGateway.unfolded(client.call(method, Map.of("afsServiceId", Long.parseLong(service)))
                    .content()
                    .path("result"));
            JdErrors.requireSuccess(result, client.particulars(method));
            whole.set("refund", JdGateway.unfolded(result.path("data")));
        } catch (RejectedException rejected) {
            if (rejected.code().equals(NO_PERMISSION)) {
                throw rejected;
            }
        } catch (NumberFormatException noNumber) {
            // The record is then refused by the name of its field, and nothing else with it.
        }
        return whole;
    }

    private JsonNode withSkus(JsonNode row) {
        return with(row, sku -> sku);
    }

    private JsonNode withStock(JsonNode row) {
        return with(row, sku -> {
            var parameters = new LinkedHashMap<String, Object>();
            RecordFields.id(sku.path("skuId")).ifPresent(id -> parameters.put("skuId", id));
            parameters.put("field", "skuId,storeId,stockNum");
            var stocks = JdGateway.unfolded(client.call("jingdong.stock.read.findSkuStock", parameters)
                    .content()
                    .path("skuStocks"));
            return sku.<ObjectNode>deepCopy().set("skuStocks", stocks);
        });
    }

    private JsonNode with(JsonNode row, Function<JsonNode, JsonNode> sku) {
        var whole = row.<ObjectNode>deepCopy();
        ArrayNode skus = JsonNodeFactory.instance.arrayNode();
        RecordFields.id(row.path("wareId")).ifPresent(ware -> skus(ware).forEach(found -> skus.add(sku.apply(found))));
        return whole.set("skus", skus);
    }

    private RawRecord record(Stream stream, JsonNode node, Instant readAt, String... idFields) {
        try {
            var payload = Json.MAPPER.writeValueAsBytes(node);
            var id = java.util.stream.Stream.of(idFields)
                    .flatMap(field -> RecordFields.id(node.path(field)).stream())
                    .findFirst();
            return new RawRecord(
                    shop,
                    stream,
                    id.map(ExternalId::new).orElseGet(() -> RawRecord.unreadableId(payload)),
                    payload,
                    readAt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written as JSON", impossible);
        }
    }
}
