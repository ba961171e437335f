package dev.shophub.platform.acme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.Shop;
import dev.shophub.connector.SpanCursor;
import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** A shop on Acme: what it offers to the hub. */
final class AcmeConnector implements OrderSource, Authorizing {

    static final int PAGE_SIZE = 20;

    private static final int DEEPEST_PAGE = 100;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SHOWN = Duration.ofDays(90);

    private final Shop shop;
    private final AcmeClient client;
    private final SpanPager<Span> pager = new SpanPager<>(this::listed, PAGE_SIZE);

    AcmeConnector(Shop shop, AcmeSettings settings, Tools tools) {
        this.shop = shop;
        this.client = new AcmeClient(shop, settings, tools);
    }

    /** The one list of the platform, by whole seconds. */
    private record Span(Window window) implements SpanPager.Span {

        Span {
            window = new Window(
                    window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public String method() {
            return "order.list";
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
        var lists = List.of(new Span(window));
        var read = pager.read(lists, pager.position(lists, cursor));
        var records =
                read.rows().stream().map(row -> record(row, read.readAt())).toList();
        return new Page(records, read.next().map(SpanCursor::text), pager.remaining(lists, read.here()));
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

    private RawRecord record(JsonNode row, Instant readAt) {
        return new RawRecord(
                shop.key(),
                Stream.ORDERS,
                new ExternalId(row.path("id").asText()),
                row.toString().getBytes(StandardCharsets.UTF_8),
                readAt);
    }
}
