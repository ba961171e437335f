package dev.shophub.platform.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads pages: a list tells what there is, and where a row of it is only a part, a call each brings the whole record. */
final class TaobaoReader {

    /** {@code taobao.items.seller.list.get} takes no more ids at once. */
    private static final int ITEMS_A_CALL = 20;

    private final ShopKey shop;
    private final TaobaoSettings settings;
    private final TaobaoClient client;
    private final SpanPager<TaobaoList> pager;
    private final TaobaoLists lists;
    private final Ahead ahead;

    TaobaoReader(ShopKey shop, TaobaoSettings settings, TaobaoClient client, Ahead ahead) {
        this.shop = shop;
        this.settings = settings;
        this.client = client;
        this.pager = new SpanPager<>(this::listed, settings.pageSize());
        this.lists = new TaobaoLists(settings);
        this.ahead = ahead;
    }

    Page orders(Window window, Cursor cursor) {
        return inDetail(lists.orders(window), cursor, Stream.ORDERS, "tid", 1, ids -> trade(ids.get(0)));
    }

    Page ordersPlaced(Window window, Cursor cursor) {
        return inDetail(lists.ordersPlaced(window), cursor, Stream.ORDERS, "tid", 1, ids -> trade(ids.get(0)));
    }

    /** The list alone: no call an order. */
    Listed ordersListed(Window window, Cursor cursor) {
        var of = lists.ordersPlaced(window);
        var read = pager.read(of, pager.position(of, cursor));
        return new Listed(RecordFields.ids(read.rows(), "tid"), read.next().map(SpanCursor::text));
    }

    List<RawRecord> ordersById(List<ExternalId> ids) {
        var numbers = ids.stream()
                .map(ExternalId::value)
                .filter(id -> RecordFields.isNumber(id))
                .toList();
        return ahead.ask(numbers, this::trade, TaobaoReader::weight, Long.MAX_VALUE).done().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The same items serve as listings and as the stock they show. */
    Page items(Stream stream, Window window, Cursor cursor) {
        return inDetail(lists.items(window), cursor, stream, "num_iid", ITEMS_A_CALL, ids -> items(stream, ids));
    }

    Page refunds(Window window, Cursor cursor) {
        return asListed(
                lists.refunds(window),
                cursor,
                (row, readAt) -> record(Stream.REFUNDS, row, RecordFields.id(row.path("refund_id")), readAt));
    }

    Page reviews(Window window, Cursor cursor) {
        var page = reviews(lists.reviews(window), cursor);
        if (page.next().isEmpty()) {
            lists.reviewsDone(window);
        }
        return page;
    }

    Page reviewsWritten(Window window, Cursor cursor) {
        return reviews(lists.reviewsWritten(window), cursor);
    }

    private Page reviews(List<TaobaoList> of, Cursor cursor) {
        return asListed(of, cursor, (row, readAt) -> {
            var line = RecordFields.id(row.path("oid"));
            line.filter(oid -> settings.tmallFeeds()).flatMap(this::feed).ifPresent(feed -> ((ObjectNode) row)
                    .set("tmall_rate_info", feed));
            return record(
                    Stream.REVIEWS,
                    row,
                    line.map(oid -> TaobaoReviewMapper.key(oid).value()),
                    readAt);
        });
    }

    /** Rows are sorted newest first; an empty list is left out by the platform. */
    private SpanPager.Listed listed(TaobaoList list, Instant from, Instant to, int page, boolean count) {
        var parameters = new HashMap<>(list.parameters());
        parameters.put(list.fromName(), TaobaoTime.text(from));
        parameters.put(list.toName(), TaobaoTime.text(to));
        parameters.put("page_no", Integer.toString(page));
        parameters.put("page_size", Integer.toString(settings.pageSize()));
        if (list.knowsHasNext()) {
            parameters.put("use_has_next", Boolean.toString(!count));
        }
        var answer = client.call(list.method(), parameters);
        var rows = new ArrayList<JsonNode>();
        var content =
                list.within().isEmpty() ? answer.content() : answer.content().path(list.within());
        content.path(list.plural()).path(list.singular()).forEach(rows::add);
        Collections.reverse(rows);
        var total = content.path("total_results").asText("");
        return new SpanPager.Listed(
                rows,
                total.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(total)) : OptionalLong.empty(),
                answer.readAt());
    }

    private interface FromRow {
        RawRecord record(JsonNode row, Instant readAt);
    }

    private Page asListed(List<TaobaoList> of, Cursor cursor, FromRow fromRow) {
        var read = pager.read(of, pager.position(of, cursor));
        var records = ahead.ask(
                        read.rows(),
                        row -> fromRow.record(row, read.readAt()),
                        record -> record.payload().length,
                        Long.MAX_VALUE)
                .done();
        return new Page(records, read.next().map(SpanCursor::text), pager.remaining(of, read.here()));
    }

    /** A page that weighs enough is cut: the ids left over travel in the cursor. */
    private Page inDetail(
            List<TaobaoList> of,
            Cursor cursor,
            Stream stream,
            String idField,
            int idsACall,
            Function<List<String>, List<RawRecord>> details) {
        var here = pager.position(of, cursor);
        var next = here.rest().isEmpty() ? Optional.<SpanCursor>empty() : pager.after(of, here);
        var ids = new LinkedHashSet<>(here.rest());
        var records = new ArrayList<RawRecord>();
        if (here.rest().isEmpty()) {
            var read = pager.read(of, here);
            here = read.here();
            next = read.next();
            for (var row : read.rows()) {
                RecordFields.id(row.path(idField))
                        .ifPresentOrElse(
                                ids::add, () -> records.add(record(stream, row, Optional.empty(), read.readAt())));
            }
        }
        var answers =
                ahead.ask(calls(List.copyOf(ids), idsACall), details, TaobaoReader::weight, settings.bytesPerPage());
        answers.done().forEach(records::addAll);
        var rest = answers.rest().stream().flatMap(List::stream).toList();
        long remaining = pager.remaining(of, here);
        return new Page(
                records,
                rest.isEmpty()
                        ? next.map(SpanCursor::text)
                        : Optional.of(here.cutTo(rest).text()),
                remaining < 0 ? remaining : remaining + rest.size());
    }

    private static List<List<String>> calls(List<String> ids, int idsACall) {
        return IntStream.range(0, (ids.size() + idsACall - 1) / idsACall)
                .mapToObj(i -> ids.subList(i * idsACall, Math.min(ids.size(), (i + 1) * idsACall)))
                .toList();
    }

    private static long weight(List<RawRecord> records) {
        return records.stream().mapToLong(record -> record.payload().length).sum();
    }

    /** One order; none if it vanished since it was listed. */
    private List<RawRecord> trade(String tid) {
        try {
            var answer =
                    client.call("taobao.trade.fullinfo.get", Map.of("fields", TaobaoOrderMapper.FIELDS, "tid", tid));
            if (answer.parsed().isEmpty()) {
                return List.of(record(Stream.ORDERS, tid, answer.body(), answer.readAt()));
            }
            return List.of(record(Stream.ORDERS, answer.content().path("trade"), Optional.of(tid), answer.readAt()));
        } catch (RejectedException rejected) {
            if (rejected.code().startsWith(TaobaoErrors.NO_SUCH_TRADE)) {
                return List.of();
            }
            throw rejected;
        }
    }

    private List<RawRecord> items(Stream stream, List<String> ids) {
        var answer = client.call(
                "taobao.items.seller.list.get",
                Map.of("fields", settings.itemFields(), "num_iids", String.join(",", ids)));
        var records = new ArrayList<RawRecord>();
        answer.content()
                .path("items")
                .path("item")
                .forEach(item ->
                        records.add(record(stream, item, RecordFields.id(item.path("num_iid")), answer.readAt())));
        return records;
    }

    /** What Tmall tells beyond the row; nothing where it knows no such review. */
    private Optional<JsonNode> feed(String oid) {
        try {
            var answer = client.call("tmall.traderate.feeds.get", Map.of("child_trade_id", oid));
            return Optional.of(answer.content().path("tmall_rate_info")).filter(JsonNode::isObject);
        } catch (RejectedException rejected) {
            if (TaobaoErrors.lacksPermission(rejected)) {
                throw rejected;
            }
            return Optional.empty();
        }
    }

    private RawRecord record(Stream stream, JsonNode node, Optional<String> id, Instant readAt) {
        try {
            var payload = Json.MAPPER.writeValueAsBytes(node);
            return id.map(known -> record(stream, known, payload, readAt))
                    .orElseGet(() -> new RawRecord(shop, stream, RawRecord.unreadableId(payload), payload, readAt));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written as JSON", impossible);
        }
    }

    private RawRecord record(Stream stream, String id, byte[] payload, Instant readAt) {
        return new RawRecord(shop, stream, new ExternalId(id), payload, readAt);
    }
}
