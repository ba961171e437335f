package dev.shophub.platform.acme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.ComparedStockSink;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Page;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.Shop;
import dev.shophub.connector.SpanCursor;
import dev.shophub.connector.SpanPager;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A shop on Acme: what it offers to the hub. */
final class AcmeConnector implements OrderDetail, StockSource, ComparedStockSink, WebhookSource, Authorizing {

    static final int PAGE_SIZE = 20;

    private static final int DEEPEST_PAGE = 100;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SHOWN = Duration.ofDays(90);

    private final Shop shop;
    private final AcmeClient client;
    private final AcmeShelf shelf;
    private final AcmeHooks hooks;
    private final SpanPager<Span> pager = new SpanPager<>(this::listed, PAGE_SIZE);

    AcmeConnector(Shop shop, AcmeSettings settings, Tools tools) {
        this.shop = shop;
        this.client = new AcmeClient(shop, settings, tools);
        this.shelf = new AcmeShelf(client);
        this.hooks = new AcmeHooks(client, settings.appSecret());
    }

    /** A list of the platform, by whole seconds. */
    private record Span(String method, Window window) implements SpanPager.Span {

        Span {
            window = new Window(
                    window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public int deepestPage() {
            return DEEPEST_PAGE;
        }
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Instant platformNow() {
        return client.platformNow();
    }

    @Override
    public Reach ordersReach(Instant now) {
        return new Reach(LONGEST, LONGEST, now.minus(SHOWN));
    }

    @Override
    public Page orders(Window window, Cursor cursor) {
        return page(Stream.ORDERS, new Span("order.list", window), cursor);
    }

    private Page page(Stream stream, Span span, Cursor cursor) {
        var lists = List.of(span);
        var read = pager.read(lists, pager.position(lists, cursor));
        var records = read.rows().stream()
                .map(row -> record(stream, row, read.readAt()))
                .toList();
        return new Page(records, read.next().map(SpanCursor::text), pager.remaining(lists, read.here()));
    }

    @Override
    public List<RawRecord> ordersById(List<ExternalId> ids) {
        var numbers = ids.stream()
                .map(ExternalId::value)
                .filter(RecordFields::isNumber)
                .collect(Collectors.joining(","));
        if (numbers.isEmpty()) {
            return List.of();
        }
        var answer = client.call("order.get", Map.of("ids", numbers));
        return StreamSupport.stream(answer.content().path("rows").spliterator(), false)
                .map(row -> record(Stream.ORDERS, row, answer.readAt()))
                .toList();
    }

    @Override
    public Reach stockReach(Instant now) {
        return ordersReach(now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return page(Stream.STOCK, new Span("item.list", window), cursor);
    }

    @Override
    public List<StockLevel> toStockLevels(RawRecord raw) {
        return AcmeShelf.levels(raw);
    }

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        shelf.set(itemId, quantities);
    }

    @Override
    public Map<Optional<ExternalId>, Long> setStockIfShown(
            ExternalId itemId, Map<Optional<ExternalId>, Change> changes) {
        return shelf.setIfShown(itemId, changes);
    }

    @Override
    public Set<String> topics() {
        return AcmeHooks.TOPICS;
    }

    @Override
    public List<Subscription> subscriptions(URI address) {
        return hooks.subscriptions(address);
    }

    @Override
    public void subscribe(String topic, URI address) {
        hooks.subscribe(topic, address);
    }

    @Override
    public void unsubscribe(String topic, URI address) {
        hooks.unsubscribe(topic, address);
    }

    @Override
    public Optional<Notice> read(Delivery delivery) {
        return hooks.read(delivery);
    }

    @Override
    public Order toOrder(RawRecord raw) {
        return AcmeOrderMapper.order(raw);
    }

    @Override
    public URI authorizationPage(String state) {
        return client.consentPage(state);
    }

    @Override
    public Tokens.Token exchange(String code) {
        return client.exchanged(code);
    }

    private SpanPager.Listed listed(Span list, Instant from, Instant to, int page, boolean count) {
        var answer = client.call(
                list.method(), Map.of("from", from.toString(), "to", to.toString(), "page", Integer.toString(page)));
        var rows = StreamSupport.stream(answer.content().path("rows").spliterator(), false)
                .toList();
        return new SpanPager.Listed(
                rows, OptionalLong.of(answer.content().path("total").asLong()), answer.readAt());
    }

    private RawRecord record(Stream stream, JsonNode row, Instant readAt) {
        return new RawRecord(
                shop.key(),
                stream,
                new ExternalId(row.path("id").asText()),
                row.toString().getBytes(StandardCharsets.UTF_8),
                readAt);
    }
}
