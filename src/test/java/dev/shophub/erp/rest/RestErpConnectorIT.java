package dev.shophub.erp.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.SettingsException;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpDocument;
import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Shipment;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.model.Tracking;
import dev.shophub.simulator.erp.ErpWorld;
import dev.shophub.support.JavaHttpCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain REST adapter against the simulated ERP, over real HTTP. */
class RestErpConnectorIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicReference<Duration> CLOSED_FOR = new AtomicReference<>();

    private static ErpWorld world;
    private static ErpConnector erp;

    @BeforeAll
    static void open() {
        world = new ErpWorld(CLOCK);
        erp = connector(Map.of("token", ErpWorld.TOKEN, "page-size", "7"), new JavaHttpCalls());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void putsAnOrderAndSaysTheErpsId() {
        world.product("put", 10);
        var first = put("taobao:1", 100, "put", "open");
        assertThat(first).isNotEmpty();
        assertThat(put("taobao:1", 100, "put", "open")).isEqualTo(first);
        assertThat(put("taobao:1", 200, "put", "shipped")).isEqualTo(first);
        // An older version is already known: a good end.
        assertThat(put("taobao:1", 100, "put", "open")).isEqualTo(first);
        assertThat(world.books().product("put").orElseThrow().onHand()).isEqualTo(9);
    }

    @Test
    void putsARefundOfAnOrderTheErpHas() {
        world.product("refund", 10);
        put("taobao:2", 1, "refund", "open");
        Map<String, Object> content = Map.of(
                "reference", "taobao:refund:5",
                "orderReference", "taobao:2",
                "version", 1,
                "state", "succeeded",
                "amount", "5.00");
        var refund = new ErpDocument("refund", "taobao:refund:5", "taobao:2", 1, content);
        assertThat(erp.put(refund, bytes(content))).isEqualTo(erp.put(refund, bytes(content)));
    }

    @Test
    void readsParcelsPageByPage() {
        world.product("parcel", 100);
        put("taobao:6", 1, "parcel", "open");
        var from = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        var ids = IntStream.range(0, 9)
                .mapToObj(number ->
                        world.erp().shipping().ship("taobao:6", "SF", "SF-" + number, Map.of("1", number + 1L)))
                .toList();
        var source = (ShipmentSource) erp;
        var window = new Window(from, CLOCK.instant().plusSeconds(1));

        var first = source.shipments(window, Cursor.START);
        var second = source.shipments(window, first.next().orElseThrow());

        assertThat(second.next()).isEmpty();
        var parcels = java.util.stream.Stream.of(first, second)
                .flatMap(page -> page.records().stream())
                .map(source::toShipment)
                .toList();
        assertThat(parcels).extracting(parcel -> parcel.id().value()).containsExactlyElementsOf(ids);
        assertThat(parcels.get(3)).satisfies(parcel -> {
            assertThat(parcel.orderReference()).isEqualTo("taobao:6");
            assertThat(parcel.tracking()).isEqualTo(new Tracking("SF", "SF-3"));
            assertThat(parcel.pieces()).containsExactly(new Shipment.Piece(new ExternalId("1"), 4));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | id",
                "{\"id\":\"1\"} | carrier",
                "{\"id\":\"1\",\"carrier\":\"SF\",\"orderReference\":\"a:1\",\"trackingNumber\":\" \"} | trackingNumber",
                "{\"id\":\"1\",\"carrier\":\"SF\",\"orderReference\":\"a:1\",\"lines\":[{\"line\":\"1\",\"quantity\":0}]} | line"
            })
    void aParcelWithoutWhatItNeedsIsRefusedByTheField(String row, String field) {
        var raw = new RawRecord(
                new ShopKey("erp"),
                Stream.SHIPMENTS,
                new ExternalId("1"),
                row.getBytes(StandardCharsets.UTF_8),
                CLOCK.instant());
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> ((ShipmentSource) erp).toShipment(raw))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void aLostAnswerIsUnknownAndRepeatingIsHarmless() {
        world.product("lost", 10);
        world.erp().loseNextAnswer();
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> put("taobao:3", 1, "lost", "shipped"));
        assertThat(erp.known(List.of("taobao:3"))).containsExactly("taobao:3");
        put("taobao:3", 1, "lost", "shipped");
        assertThat(world.books().product("lost").orElseThrow().onHand()).isEqualTo(9);
    }

    @Test
    void asksWhichOrdersTheErpHasInSlices() {
        world.product("known", 2000);
        IntStream.range(0, 3).forEach(number -> put("taobao:known-" + number * 500, 1, "known", "open"));
        var asked = IntStream.range(0, 1201)
                .mapToObj(number -> "taobao:known-" + number)
                .toList();
        assertThat(erp.known(asked))
                .containsExactlyInAnyOrder("taobao:known-0", "taobao:known-500", "taobao:known-1000");
        assertThat(erp.known(List.of())).isEmpty();
    }

    @Test
    void readsEverySkuOnceAcrossPages() {
        var from = thisMillisecond();
        IntStream.range(0, 30).forEach(number -> world.product("page-" + number, number));
        var seen = new HashMap<String, ErpStock>();
        var pages = 0;
        var cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            var page = erp.stock(new Window(from, CLOCK.instant()), cursor.get());
            page.records().stream()
                    .map(erp::toErpStock)
                    .filter(stock -> stock.sku().value().startsWith("page-"))
                    .forEach(stock ->
                            assertThat(seen.put(stock.sku().value(), stock)).isNull());
            cursor = page.next();
            pages++;
        }
        assertThat(seen).hasSize(30);
        assertThat(pages).isGreaterThan(4);
        assertThat(seen.get("page-12").available()).isEqualTo(12);
    }

    @Test
    void seesAChangeMadeDuringThePoll() {
        var from = thisMillisecond();
        IntStream.range(0, 20).forEach(number -> world.product("moving-" + number, 5));
        var window = new Window(from, CLOCK.instant().plusSeconds(60));
        var first = erp.stock(window, Cursor.START);
        var moved = erp.toErpStock(first.records().get(0)).sku();
        world.books().move(moved.value(), 4);
        var seen = new ArrayList<ErpStock>();
        for (var cursor = first.next(); cursor.isPresent(); ) {
            var page = erp.stock(window, cursor.get());
            page.records().forEach(record -> seen.add(erp.toErpStock(record)));
            cursor = page.next();
        }
        assertThat(seen.stream().filter(stock -> stock.sku().equals(moved)).map(ErpStock::onHand))
                .containsExactly(9L);
    }

    @Test
    void anUnchangedSkuGivesTheSameBytesAgain() {
        var from = thisMillisecond();
        world.product("same", 5);
        var window = new Window(from, CLOCK.instant().plusSeconds(1));
        var once = of("same", erp.stock(window, Cursor.START).records());
        var twice = of("same", erp.stock(window, Cursor.START).records());
        assertThat(once.contentHash()).isEqualTo(twice.contentHash());
        assertThat(once.id()).isEqualTo(new ExternalId("same"));
    }

    @Test
    void silenceGivesNoRecord() {
        var quiet = Instant.parse("2001-01-01T00:00:00Z");
        var page = erp.stock(new Window(quiet, quiet.plusSeconds(1)), Cursor.START);
        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void readsProductsWithCostPriceWhereTheErpKnowsIt() {
        var from = thisMillisecond();
        world.product("priced", 5);
        world.books().book("unpriced", "No price", Optional.empty(), 0);
        var records = erp.products(new Window(from, CLOCK.instant().plusSeconds(1)), Cursor.START)
                .records();
        var priced = erp.toProduct(of("priced", records));
        assertThat(priced.costPrice()).contains(Money.of("3.20", java.util.Currency.getInstance("CNY")));
        assertThat(priced.title()).isEqualTo("Product priced");
        assertThat(erp.toProduct(of("unpriced", records)).costPrice()).isEmpty();
    }

    @Test
    void saysAuthFailedForAWrongToken() {
        var stranger = connector(Map.of("token", "wrong-token"), new JavaHttpCalls());
        assertThatExceptionOfType(AuthFailedException.class)
                .isThrownBy(() -> stranger.known(List.of("taobao:1")))
                .satisfies(failure -> assertThat(failure.renewable()).isFalse())
                .withMessageNotContaining("wrong-token");
    }

    @Test
    void passesOnTheWaitTheErpAsksForAndClosesTheQuota() {
        world.erp().rateLimitNext(1, Duration.ofSeconds(7));
        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> erp.known(List.of("taobao:1")))
                .satisfies(failure -> assertThat(failure.waitTime()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(CLOSED_FOR.get()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 301, 302})
    void isUnavailableWhenTheServerIs(int status) {
        world.erp().failNext(status, 1);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> erp.known(List.of("taobao:1")));
    }

    @Test
    void takesHtmlForNoAnswer() {
        world.erp().htmlNext();
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> erp.known(List.of("taobao:1")));
        // A proxy's own 404 decides nothing about the document.
        world.erp().failNext(404, 1);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> erp.known(List.of("taobao:1")));
    }

    @Test
    void timesOutRatherThanHangs() {
        var hasty = connector(Map.of("token", ErpWorld.TOKEN), new JavaHttpCalls(Duration.ofMillis(300)));
        world.erp().stallNext();
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> hasty.known(List.of("taobao:1")));
    }

    @Test
    void aRefusalNamesCodeAndSkuAndNothingOfTheBuyers() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> put("taobao:4", 1, "no-such-sku", "open"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("unknown-sku"))
                .withMessageContaining("no-such-sku")
                .withMessageContaining("taobao:4");
    }

    @Test
    void whatAnErpQuotesOfTheBuyerIsNotRepeated() {
        HttpCalls quoting = request -> answer(
                422, "{\"code\":\"bad-address\",\"message\":\"No house 文一路**号 of 张** " + "x".repeat(500) + "\"}");
        Map<String, Object> content =
                Map.of("receiver", Map.of("name", "张**", "address", "文一路**号"), "buyerMessage", "xxxxxxx");
        var document = new ErpDocument("order", "taobao:5", "taobao:5", 1, content);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> connector(Map.of("token", "t"), quoting).put(document, bytes(content)))
                .satisfies(failure -> assertThat(failure.getMessage().length()).isLessThan(400))
                .withMessageContaining("No house *** of ***")
                .withMessageNotContaining("文一路")
                .withMessageNotContaining("张");
    }

    @Test
    void aNameWithinAnAddressLeavesNothingOfIt() {
        HttpCalls quoting =
                request -> answer(422, "{\"code\":\"bad-address\",\"message\":\"No house 赵庄路一号院, 赵庄路, 赵庄\"}");
        for (var name : List.of("赵庄", "赵庄路")) {
            Map<String, Object> content = Map.of(
                    "receiver", Map.of("name", name, "address", "赵庄路一号院"), "buyerMessage", "赵庄路", "sellerMemo", "赵庄");
            var document = new ErpDocument("order", "taobao:6", "taobao:6", 1, content);
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> connector(Map.of("token", "t"), quoting).put(document, bytes(content)))
                    .withMessageContaining("No house ***, ***, ***");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"items\":{}}", "", "{\"items\":[", "null"})
    void anAnswerWithoutItemsIsNoEmptyStock(String body) {
        var broken = connector(Map.of("token", "t"), request -> answer(200, body));
        var window = new Window(Instant.EPOCH, Instant.EPOCH);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> broken.stock(window, Cursor.START));
    }

    @Test
    void aNextPageThatIsTheSamePageIsNotFollowed() {
        var circling = connector(Map.of("token", "t"), request -> answer(200, "{\"items\":[],\"next\":\"again\"}"));
        var window = new Window(Instant.EPOCH, Instant.EPOCH);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> circling.stock(window, new Cursor("again")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"onHand\":1,\"reserved\":0,\"available\":1,\"modifiedAt\":\"2026-01-01T00:00:00Z\"}|sku",
                "{\"sku\":\"\",\"onHand\":1,\"reserved\":0,\"available\":1,\"modifiedAt\":\"2026-01-01T00:00:00Z\"}|sku",
                "{\"sku\":\"a\",\"reserved\":0,\"available\":1,\"modifiedAt\":\"2026-01-01T00:00:00Z\"}|onHand",
                "{\"sku\":\"a\",\"onHand\":1.5,\"reserved\":0,\"available\":1,\"modifiedAt\":\"2026-01-01T00:00:00Z\"}|onHand",
                "{\"sku\":\"a\",\"onHand\":1,\"reserved\":null,\"available\":1,\"modifiedAt\":\"x\"}|reserved",
                "{\"sku\":\"a\",\"onHand\":1,\"reserved\":0,\"available\":99999999999999999999,\"modifiedAt\":\"x\"}|available",
                "{\"sku\":\"a\",\"onHand\":1,\"reserved\":0,\"available\":1,\"modifiedAt\":\"yesterday\"}|modifiedAt",
                "[1]|(row)"
            })
    void aRowThatCannotBeReadNamesItsField(String payload, String field) {
        var raw = raw(payload);
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> erp.toErpStock(raw))
                .satisfies(failure -> assertThat(failure.field()).isEqualTo(field));
    }

    @Test
    void oneRowWithoutSkuLeavesThePageStanding() {
        var half = connector(
                Map.of("token", "t"),
                request -> answer(
                        200,
                        "{\"items\":[{\"onHand\":1},{\"sku\":\"ok\",\"onHand\":-2,\"reserved\":1,\"available\":-3,"
                                + "\"modifiedAt\":\"2026-01-01T00:00:00.123Z\"}]}"));
        var records = half.stock(new Window(Instant.EPOCH, Instant.EPOCH), Cursor.START)
                .records();
        assertThat(records.get(0).id().value()).startsWith("unreadable-");
        assertThat(half.toErpStock(records.get(1)))
                .isEqualTo(new ErpStock(new SkuCode("ok"), -2, 1, -3, Instant.parse("2026-01-01T00:00:00.123Z")));
    }

    @Test
    void followsTheErpsClock() {
        HttpCalls ahead = request -> new HttpCalls.Response(
                200,
                Map.of("date", List.of("Mon, 23 Nov 2099 12:00:00 GMT")),
                "{\"found\":[]}".getBytes(StandardCharsets.UTF_8));
        var late = connector(Map.of("token", "t"), ahead);
        assertThat(late.platformNow()).isBefore(Instant.parse("2099-01-01T00:00:00Z"));
        late.known(List.of("taobao:1"));
        assertThat(late.platformNow()).isAfterOrEqualTo(Instant.parse("2099-11-23T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "tokn,          x,    settings.tokn",
        "token,         '',   settings.token",
        "token,         a b,  settings.token",
        "page-size,     501,  settings.page-size",
        "page-size,     -1,   settings.page-size",
        "calls-per-second, x, settings.calls-per-second"
    })
    void aWrongSettingIsNamed(String key, String value, String expected) {
        var settings = new HashMap<>(Map.of("token", "t"));
        settings.put(key, value);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> connector(settings, new JavaHttpCalls()))
                .satisfies(failure -> assertThat(failure.key()).isEqualTo(expected));
    }

    private static String put(String reference, long version, String sku, String state) {
        Map<String, Object> content = Map.of(
                "reference", reference,
                "version", version,
                "state", state,
                "lines", List.of(Map.of("line", "1", "sku", sku, "quantity", 1, "state", "open")));
        return erp.put(new ErpDocument("order", reference, reference, version, content), bytes(content));
    }

    private static ErpConnector connector(Map<String, String> settings, HttpCalls http) {
        var shop = new Shop(
                new ShopKey("erp"), "rest", "ERP", URI.create(world.erp().url() + "/"), ZoneOffset.UTC, settings);
        Quotas.Quota quota = new Quotas.Quota() {
            @Override
            public void take(Duration patience) {}

            @Override
            public void closeFor(Duration wait) {
                CLOSED_FOR.set(wait);
            }
        };
        return new RestErpPlatform()
                .connect(shop, new Tools(http, NO_TOKENS, (name, perSecond) -> quota, CLOCK, Runnable::run));
    }

    private static final Tokens NO_TOKENS = new Tokens() {
        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.empty();
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new AuthFailedException("There are no tokens here", false);
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new AuthFailedException("There are no tokens here", false);
        }
    };

    private static HttpCalls.Response answer(int status, String body) {
        return new HttpCalls.Response(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The ERP's books stamp whole milliseconds: a finer start would lie after what is booked in the same one. */
    private static Instant thisMillisecond() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<RawRecord> products(Window window) {
        var records = new ArrayList<RawRecord>();
        for (var cursor = Optional.of(Cursor.START); cursor.isPresent(); ) {
            var page = erp.products(window, cursor.get());
            records.addAll(page.records());
            cursor = page.next();
        }
        return records;
    }

    private static RawRecord of(String sku, List<RawRecord> records) {
        return records.stream()
                .filter(record -> record.id().value().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private static RawRecord raw(String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new RawRecord(new ShopKey("erp"), Stream.STOCK, RawRecord.unreadableId(bytes), bytes, CLOCK.instant());
    }

    private static byte[] bytes(Object content) {
        return Json.MAPPER.valueToTree(content).toString().getBytes(StandardCharsets.UTF_8);
    }
}
