package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaobaoConnectorTest {

    private static final String INCREMENT = "taobao.trades.sold.increment.get";
    private static final String DETAIL = "taobao.trade.fullinfo.get";
    private static final String ITEMS = "taobao.items.seller.list.get";
    private static final Window WINDOW =
            new Window(Instant.parse("2024-03-01T03:00:00.250Z"), Instant.parse("2024-03-01T03:30:00.750Z"));

    private final FakeGateway gateway = new FakeGateway();
    private final List<ObjectNode> trades = new ArrayList<>();

    @Test
    void readsOneOrderAsThePlatformSendsIt() {
        gateway.on(INCREMENT, Fixtures.text("orders/10-page-1.json"));
        gateway.on(DETAIL, Fixtures.text("orders/20-detail.json"));
        var connector = gateway.connect();

        var page = connector.orders(WINDOW, Cursor.START);

        assertThat(page.next()).isEmpty();
        assertThat(page.records()).singleElement().satisfies(raw -> {
            assertThat(raw.id()).isEqualTo(new ExternalId("3028689418086124000"));
            assertThat(raw.text()).contains("\"tid\":3028689418086124000").doesNotContain("request_id");
            assertThat(connector.toOrder(raw).lines()).hasSize(2);
        });
        assertThat(gateway.calls(INCREMENT)).singleElement().satisfies(call -> assertThat(call)
                .containsEntry("start_modified", "2024-03-01 11:00:00")
                .containsEntry("end_modified", "2024-03-01 11:30:01")
                .containsEntry("use_has_next", "false")
                .containsEntry("session", "access-0")
                .containsEntry("timestamp", "2024-03-01 12:00:00"));
    }

    @Test
    void anEmptyWindowIsOneCall() {
        gateway.on(INCREMENT, Fixtures.text("orders/30-empty-page.json"));

        assertThat(gateway.connect().orders(WINDOW, Cursor.START)).isEqualTo(Page.last(List.of()));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void readsFromTheLastPageToTheFirst() {
        shop(95);

        var records = readAll(gateway.connect()::orders);

        assertThat(ids(records)).hasSize(95).doesNotHaveDuplicates();
        assertThat(gateway.calls(INCREMENT))
                .extracting(call -> call.get("page_no") + call.get("use_has_next"))
                .containsExactly("1false", "3true", "2true", "1true");
    }

    @Test
    void rowsThatMoveWhileTheyAreReadAreNotLost() {
        shop(95);
        var connector = gateway.connect();

        var first = connector.orders(WINDOW, Cursor.START);
        // Two orders change: they leave the closed window, and what stood behind them moves forward.
        trades.remove(50);
        trades.remove(3);
        var records = new ArrayList<>(first.records());
        records.addAll(readFrom(connector::orders, first.next()));

        assertThat(ids(records))
                .containsAll(
                        trades.stream().map(row -> row.path("tid").asText()).toList());
    }

    @Test
    void goesOnFromACursorInAnotherProcess() {
        shop(95);

        var first = gateway.connect().orders(WINDOW, Cursor.START);
        var rest = readFrom(gateway.connect()::orders, first.next());

        assertThat(first.remaining()).isEqualTo(80);
        assertThat(ids(first.records())).hasSize(15);
        assertThat(ids(rest)).hasSize(80).doesNotContainAnyElementsOf(ids(first.records()));
    }

    @Test
    void aCursorThatIsNotOursStartsTheWindowAgain() {
        shop(3);

        assertThat(gateway.connect().orders(WINDOW, new Cursor("page-7")).records())
                .hasSize(3);
    }

    @Test
    void aHeavyPageIsCutAndTheRestComesNext() {
        shop(30);
        gateway.on(DETAIL, call -> detail(call.get("tid"), "长".repeat(10_000)));
        var connector = gateway.connect("bytes-per-page", "100000", "detail-parallelism", "2");

        var first = connector.orders(WINDOW, Cursor.START);

        assertThat(first.records()).hasSizeBetween(4, 6);
        assertThat(first.remaining()).isEqualTo(30 - first.records().size());
        var all = new ArrayList<>(first.records());
        all.addAll(readFrom(connector::orders, first.next()));
        assertThat(ids(all)).hasSize(30).doesNotHaveDuplicates();
        assertThat(gateway.calls(INCREMENT)).hasSize(1);
    }

    @Test
    void theSameOrderTwiceInAPageIsReadOnce() {
        shop(2);
        trades.add(trades.get(0));

        assertThat(gateway.connect().orders(WINDOW, Cursor.START).records()).hasSize(2);
    }

    @Test
    void anOrderThatVanishedIsSkipped() {
        shop(3);
        var vanished = trades.get(1).path("tid").asText();
        gateway.on(
                DETAIL,
                call -> call.get("tid").equals(vanished)
                        ? FakeGateway.error(15, "isv.trade-not-exist", "")
                        : detail(call.get("tid"), ""));

        assertThat(ids(gateway.connect().orders(WINDOW, Cursor.START).records()))
                .hasSize(2)
                .doesNotContain(vanished);
    }

    @Test
    void oneFailedDetailFailsThePage() {
        shop(3);
        gateway.on(DETAIL, call -> FakeGateway.error(15, "isp.service-unavailable", ""));

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void anOrderInBrokenJsonStepsAside() {
        shop(3);
        var broken = trades.get(1).path("tid").asText();
        gateway.on(
                DETAIL,
                call -> call.get("tid").equals(broken)
                        ? "{\"trade_fullinfo_get_response\":{\"trade\":{\"tid\":1,,}}}".getBytes(StandardCharsets.UTF_8)
                        : detail(call.get("tid"), ""));
        var connector = gateway.connect();

        var records = connector.orders(WINDOW, Cursor.START).records();

        assertThat(records).hasSize(3);
        var bad = records.stream()
                .filter(raw -> raw.id().value().equals(broken))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> connector.toOrder(bad)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void aRowWithoutReadableIdStepsAside() {
        shop(1);
        trades.add(JsonNodeFactory.instance.objectNode().put("modified", "2024-03-01 11:10:00"));
        var connector = gateway.connect();

        var records = connector.orders(WINDOW, Cursor.START).records();

        assertThat(records).hasSize(2);
        var bad = records.stream()
                .filter(raw -> raw.id().value().startsWith("unreadable-"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> connector.toOrder(bad)).isInstanceOf(MalformedRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>login</body></html>",
                "{\"trades_sold_increment_get_response\":{\"total_results\":1,\"trades\":{\"tra",
                "{\"trades_sold_increment_get_response\":{\"total_results\":1,\"trades\":{\"trade\":[{\"tid\":1}",
                "{}",
                "{\"trades_sold_increment_get_response\":{}}",
                "[]"
            })
    void anAnswerThatIsNoneIsUnavailable(String body) {
        gateway.on(INCREMENT, body);

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void anyOtherStatusIsUnavailable(int status) {
        gateway.on(INCREMENT, Fixtures.text("orders/10-page-1.json"));
        gateway.status = status;

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("status=" + status);
    }

    @Test
    void theQuotaClosesForAsLongAsThePlatformAsks() {
        gateway.on(
                INCREMENT,
                call -> FakeGateway.error(
                        7, "accesscontrol.limited-by-api-access-count", "This ban will last for 41 more seconds"));

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(41)));
        assertThat(gateway.closed).containsExactly(Duration.ofSeconds(41));
    }

    @Test
    void aRefusedSessionIsRenewedOnceAndTheCallSignedAnew() {
        gateway.on(
                INCREMENT,
                call -> call.get("session").equals("access-0")
                        ? FakeGateway.error(27, "invalid-sessionkey", "")
                        : Fixtures.bytes("orders/30-empty-page.json"));
        gateway.on("taobao.top.auth.token.refresh", call -> refreshed("access-1"));

        gateway.connect().orders(WINDOW, Cursor.START);

        assertThat(gateway.calls(INCREMENT))
                .extracting(call -> call.get("session"))
                .containsExactly("access-0", "access-1");
        assertThat(gateway.calls("taobao.top.auth.token.refresh"))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsEntry("refresh_token", "refresh")
                        .doesNotContainKey("session"));
        // What the renewal left out stays: else the second renewal would be the last.
        assertThat(gateway.token.refresh()).contains("refresh");
        assertThat(gateway.token.refreshExpiresAt()).isPresent();
    }

    @Test
    void refusedAgainIsNotRenewedAgain() {
        gateway.on(INCREMENT, call -> FakeGateway.error(27, "invalid-sessionkey", ""));
        gateway.on("taobao.top.auth.token.refresh", call -> refreshed("access-1"));

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse())
                .hasMessageContaining("./hub authorize");
        assertThat(gateway.calls(INCREMENT)).hasSize(2);
    }

    @Test
    void aShopThatWasNeverAuthorisedIsTold() {
        gateway.token = null;

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("./hub authorize taobao-flagship");
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void followsThePlatformsClock() {
        gateway.on(INCREMENT, Fixtures.text("orders/30-empty-page.json"));
        gateway.clock = FakeGateway.NOW.plusSeconds(90);
        var connector = gateway.connect();
        assertThat(connector.platformNow()).isEqualTo(FakeGateway.NOW);

        connector.orders(WINDOW, Cursor.START);

        assertThat(connector.platformNow()).isEqualTo(FakeGateway.NOW.plusSeconds(90));
    }

    @Test
    void anOldDateWithinACallIsNoDifference() {
        gateway.on(INCREMENT, Fixtures.text("orders/30-empty-page.json"));
        gateway.clock = FakeGateway.NOW.minusSeconds(2);
        var connector = gateway.connect();

        connector.orders(WINDOW, Cursor.START);

        assertThat(connector.platformNow()).isEqualTo(FakeGateway.NOW);
    }

    @Test
    void readsRefundsAsTheyAreListed() {
        gateway.on("taobao.refunds.receive.get", Fixtures.text("refunds/10-page-1.json"));
        var connector = gateway.connect();

        assertThat(connector.refunds(WINDOW, Cursor.START).records())
                .singleElement()
                .satisfies(raw -> {
                    assertThat(raw.id()).isEqualTo(new ExternalId("7100000000000000001"));
                    assertThat(connector.toRefund(raw).orderId()).isEqualTo(new ExternalId("3028689418086124000"));
                });
    }

    @Test
    void readsItemsOnAndOffTheShelf() {
        gateway.on("taobao.items.onsale.get", call -> items(call, "onsale", 1, 25));
        gateway.on(
                "taobao.items.inventory.get",
                call -> items(
                        call,
                        "inventory",
                        call.get("banner").equals("sold_out") ? 100 : 200,
                        call.get("banner").equals("sold_out") ? 3 : 0));
        gateway.on(ITEMS, TaobaoConnectorTest::details);

        var records = readAll(gateway.connect()::listings);

        assertThat(ids(records)).hasSize(28).doesNotHaveDuplicates();
        assertThat(gateway.calls("taobao.items.inventory.get"))
                .extracting(call -> call.get("banner"))
                .containsExactly("for_shelved", "sold_out", "violation_off_shelf");
        assertThat(gateway.calls).noneMatch(call -> call.containsKey("use_has_next"));
        assertThat(gateway.calls(ITEMS)).hasSize(3);
    }

    /** More items than the platform pages through: the window is halved until each part can be read. */
    @Test
    void halvesAWindowThatIsTooDeep() {
        gateway.on(
                "taobao.items.onsale.get",
                call -> Duration.between(
                                                TaobaoTime.instant(call.get("start_modified")),
                                                TaobaoTime.instant(call.get("end_modified")))
                                        .compareTo(Duration.ofMinutes(20))
                                > 0
                        ? "{\"items_onsale_get_response\":{\"total_results\":5000}}".getBytes(StandardCharsets.UTF_8)
                        : items(call, "onsale", 1, 1));
        gateway.on("taobao.items.inventory.get", "{\"items_inventory_get_response\":{\"total_results\":0}}");
        gateway.on(ITEMS, TaobaoConnectorTest::details);

        readAll(gateway.connect()::stock);

        assertThat(gateway.calls("taobao.items.onsale.get"))
                .extracting(call -> call.get("start_modified"))
                .containsExactly("2024-03-01 11:00:00", "2024-03-01 11:00:00", "2024-03-01 11:15:00");
    }

    @Test
    void goesThroughOlderReviewsInTime() {
        gateway.on("taobao.traderates.get", "{\"traderates_get_response\":{\"total_results\":0}}");
        var connector = gateway.connect("review-sweep-depth", "30d", "review-sweep-every", "6h");
        var covered = new TreeMap<Instant, Instant>();

        for (var from = FakeGateway.NOW.minus(Duration.ofMinutes(380)); from.isBefore(FakeGateway.NOW); ) {
            var to = from.plus(Duration.ofMinutes(10));
            gateway.calls.clear();
            readAll(connector::reviews, new Window(from.minus(Duration.ofMinutes(2)), to));
            gateway.calls("taobao.traderates.get").stream()
                    .skip(1)
                    .forEach(call -> covered.merge(
                            TaobaoTime.instant(call.get("start_date")),
                            TaobaoTime.instant(call.get("end_date")),
                            (one, other) -> one.isAfter(other) ? one : other));
            from = to;
        }

        var reached = covered.firstKey();
        assertThat(reached).isBefore(FakeGateway.NOW.minus(Duration.ofDays(29)));
        for (var part : covered.entrySet()) {
            assertThat(part.getKey()).isBeforeOrEqualTo(reached);
            reached = part.getValue().isAfter(reached) ? part.getValue() : reached;
        }
        assertThat(reached).isAfter(FakeGateway.NOW.minus(Duration.ofHours(6)));
    }

    @Test
    void laysTheFeedIntoTheReviewWhereItIsAskedFor() {
        gateway.on(
                "taobao.traderates.get",
                call -> FakeGateway.list(
                        call, "traderates_get_response", "trade_rates", "trade_rate", List.of(rate())));
        gateway.on(
                "tmall.traderate.feeds.get",
                "{\"tmall_traderate_feeds_get_response\":{\"tmall_rate_info\":"
                        + "{\"append_content\":\"第二天就坏了\",\"append_time\":\"2024-03-12 08:30:00\"}}}");
        var connector = gateway.connect("tmall-feeds", "true", "review-sweep-depth", "0s");

        assertThat(connector.reviews(WINDOW, Cursor.START).records())
                .singleElement()
                .satisfies(raw -> assertThat(connector.toReview(raw).followUp()).isEqualTo("第二天就坏了"));
    }

    @Test
    void aReviewTheFeedDoesNotKnowIsStillRead() {
        gateway.on(
                "taobao.traderates.get",
                call -> FakeGateway.list(
                        call, "traderates_get_response", "trade_rates", "trade_rate", List.of(rate())));
        gateway.on("tmall.traderate.feeds.get", call -> FakeGateway.error(15, "isv.rate-not-exist", ""));
        var connector = gateway.connect("tmall-feeds", "true", "review-sweep-depth", "0s");

        assertThat(connector.reviews(WINDOW, Cursor.START).records()).hasSize(1);

        gateway.on("tmall.traderate.feeds.get", call -> FakeGateway.error(11, "isv.permission-api-package-limit", ""));
        assertThatThrownBy(() -> connector.reviews(WINDOW, Cursor.START)).isInstanceOf(RejectedException.class);
    }

    @Test
    void setsAbsoluteQuantitiesInBatches() {
        gateway.on("taobao.skus.quantity.update", "{\"skus_quantity_update_response\":{\"item\":{}}}");
        gateway.on("taobao.item.quantity.update", "{\"item_quantity_update_response\":{\"item\":{}}}");
        var quantities = new TreeMap<Optional<ExternalId>, Long>(
                java.util.Comparator.comparing(id -> id.map(ExternalId::value).orElse("")));
        IntStream.range(0, 25).forEach(i -> quantities.put(Optional.of(new ExternalId("9" + i)), (long) i));

        gateway.connect().setStock(new ExternalId("600"), quantities);
        gateway.connect().setStock(new ExternalId("601"), Map.of(Optional.empty(), 4L));

        assertThat(gateway.calls("taobao.skus.quantity.update"))
                .extracting(call -> call.get("skuid_quantities").split(";").length)
                .containsExactly(20, 5);
        assertThat(gateway.calls("taobao.skus.quantity.update"))
                .allMatch(call -> call.get("type").equals("1"));
        assertThat(gateway.calls("taobao.item.quantity.update")).singleElement().satisfies(call -> assertThat(call)
                .containsEntry("quantity", "4")
                .containsEntry("type", "1"));
        assertThatThrownBy(() -> gateway.connect().setStock(new ExternalId("601"), Map.of(Optional.empty(), -1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takingDownTwiceIsHarmless() {
        gateway.on("taobao.item.update.delisting", call -> FakeGateway.error(15, "isv.item-delisting-error", ""));
        gateway.on(
                "taobao.item.seller.get", "{\"item_seller_get_response\":{\"item\":{\"approve_status\":\"instock\"}}}");
        gateway.connect().takeDown(new ExternalId("600"));

        gateway.on(
                "taobao.item.seller.get", "{\"item_seller_get_response\":{\"item\":{\"approve_status\":\"onsale\"}}}");
        assertThatThrownBy(() -> gateway.connect().takeDown(new ExternalId("600")))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void exchangesACodeForTokens() {
        gateway.on("taobao.top.auth.token.create", Fixtures.text("tokens/created.json"));

        var token = gateway.connect().exchange("code-1");

        assertThat(token.access()).isEqualTo("6100example-access");
        assertThat(token.refresh()).contains("6101example-refresh");
        assertThat(token.accountId()).isEqualTo("2200000000001");
        assertThat(token.accountName()).isEqualTo("示例\"旗舰\"店");
        assertThat(token.accessExpiresAt()).contains(Instant.ofEpochMilli(1893456000000L));
        assertThatThrownBy(() -> gateway.connect("account-id", "1").exchange("code-1"))
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("Another seller");
    }

    @Test
    void showsWhereTheSellerGrantsAccess() {
        assertThat(gateway.connect("redirect-uri", "https://shop.example/back").authorizationPage("a b"))
                .hasToString("https://oauth.taobao.com/authorize?response_type=code&client_id=23000001"
                        + "&redirect_uri=https%3A%2F%2Fshop.example%2Fback&state=a+b&view=web");
    }

    @Test
    void reachesThreeCalendarMonthsBack() {
        var reach = gateway.connect().ordersReach(Instant.parse("2024-05-31T17:00:00Z"));

        assertThat(reach.reachesBackTo()).isEqualTo(Instant.parse("2024-02-29T16:00:00Z"));
        assertThat(reach.longest()).isLessThan(Duration.ofDays(1));
        assertThat(gateway.connect("history-months", "1")
                        .ordersReach(Instant.parse("2024-05-31T12:00:00Z"))
                        .reachesBackTo())
                .isEqualTo(Instant.parse("2024-04-29T16:00:00Z"));
    }

    private void shop(int orders) {
        IntStream.range(0, orders)
                .mapToObj(i -> JsonNodeFactory.instance
                        .objectNode()
                        .put("tid", 3028689418086124999L - i)
                        .put("modified", "2024-03-01 11:10:00"))
                .forEach(trades::add);
        gateway.on(
                INCREMENT,
                call -> FakeGateway.list(call, "trades_sold_increment_get_response", "trades", "trade", trades));
        gateway.on(DETAIL, call -> detail(call.get("tid"), ""));
    }

    private static byte[] detail(String tid, String message) {
        return Fixtures.text("orders/20-detail.json")
                .replace("\"tid\": 3028689418086124000,", "\"tid\": " + tid + ",")
                .replace("请包好", message)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] items(Map<String, String> call, String list, int from, int count) {
        return FakeGateway.list(
                call,
                "items_" + list + "_get_response",
                "items",
                "item",
                IntStream.range(from, from + count)
                        .mapToObj(id -> JsonNodeFactory.instance.objectNode().put("num_iid", id))
                        .toList());
    }

    private static byte[] details(Map<String, String> call) {
        var answer = JsonNodeFactory.instance.objectNode();
        var items = answer.putObject("items_seller_list_get_response")
                .putObject("items")
                .putArray("item");
        for (var id : call.get("num_iids").split(",")) {
            items.addObject().put("num_iid", Long.parseLong(id)).put("num", 1);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode rate() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tid", 1)
                .put("oid", 2)
                .put("num_iid", 3)
                .put("created", "2024-03-01 11:10:00")
                .put("content", "好");
    }

    private static byte[] refreshed(String access) {
        return ("{\"top_auth_token_refresh_response\":{\"token_result\":\"{\\\"access_token\\\":\\\"" + access
                        + "\\\"}\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<RawRecord> readAll(BiFunction<Window, Cursor, Page> source) {
        return readAll(source, WINDOW);
    }

    private static List<RawRecord> readAll(BiFunction<Window, Cursor, Page> source, Window window) {
        return read(source, window, Optional.of(Cursor.START));
    }

    private static List<RawRecord> readFrom(BiFunction<Window, Cursor, Page> source, Optional<Cursor> cursor) {
        return read(source, WINDOW, cursor);
    }

    private static List<RawRecord> read(BiFunction<Window, Cursor, Page> source, Window window, Optional<Cursor> from) {
        var records = new ArrayList<RawRecord>();
        for (var next = from; next.isPresent(); ) {
            var page = source.apply(window, next.get());
            records.addAll(page.records());
            next = page.next();
        }
        return Collections.unmodifiableList(records);
    }

    private static List<String> ids(List<RawRecord> records) {
        return records.stream().map(raw -> raw.id().value()).toList();
    }
}
