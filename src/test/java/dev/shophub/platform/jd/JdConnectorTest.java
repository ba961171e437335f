package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RefundStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the connector asks and how it takes the platform's odd answers. */
class JdConnectorTest {

    private static final String SEARCH = "jingdong.pop.order.search";
    private static final String APPLICATIONS = "jingdong.pop.afs.soa.refundapply.queryPageList";
    private static final String SERVICES = "jingdong.asc.serviceAndRefund.view";
    private static final String MONEY = "jingdong.b2c.shop.aftersales.refund.get";
    private static final Window WINDOW =
            new Window(Instant.parse("2026-09-01T03:00:00Z"), Instant.parse("2026-09-01T03:30:00Z"));

    private final FakeGateway gateway = new FakeGateway();

    @Test
    void asksAsTheSheetSays() {
        gateway.on(SEARCH, fixture("orders/20-empty-page.json"));

        assertThat(gateway.connect().orders(WINDOW, Cursor.START).records()).isEmpty();

        var asked = gateway.calls.get(0).parameters();
        assertThat(asked.path("start_date").asText()).isEqualTo("2026-09-01 11:00:00");
        assertThat(asked.path("end_date").asText()).isEqualTo("2026-09-01 11:30:01");
        assertThat(asked.path("page").isTextual()).isTrue();
        assertThat(asked.path("page_size").asText()).isEqualTo("100");
        assertThat(asked.path("dateType").asInt(9)).isZero();
        assertThat(asked.path("optional_fields").asText()).contains("itemInfoList");
        assertThat(asked.path("order_state").asText()).contains("LOCKED").doesNotContain("ALL");
    }

    @Test
    void readsAnOrderWholeFromItsList() {
        gateway.on(SEARCH, fixture("orders/10-page-1.json"));
        var connector = gateway.connect();

        var page = connector.orders(WINDOW, Cursor.START);

        assertThat(page.records())
                .singleElement()
                .satisfies(raw -> assertThat(connector.toOrder(raw).lines()).hasSize(2));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void theRightSpellingIsTakenToo() {
        gateway.on(SEARCH, fixture("orders/10-page-1.json").replace("_responce", "_response"));

        assertThat(gateway.connect().orders(WINDOW, Cursor.START).records()).hasSize(1);
    }

    @Test
    void readsThePastByPlacing() {
        gateway.on(SEARCH, fixture("orders/20-empty-page.json"));
        var connector = gateway.connect();

        connector.ordersPlaced(WINDOW, Cursor.START);

        assertThat(gateway.calls.get(0).parameters().path("dateType").asInt()).isEqualTo(1);
        assertThat(connector.ordersPlacedReach(FakeGateway.NOW).reachesBackTo())
                .isEqualTo(Instant.parse("2024-08-31T16:00:00Z"));
        assertThat(connector.ordersReach(FakeGateway.NOW).reachesBackTo())
                .isEqualTo(Instant.parse("2026-05-31T16:00:00Z"));
    }

    @Test
    void aListThatIsMissingIsNotNothing() {
        gateway.on(SEARCH, fixture("orders/30-list-missing.json"));

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("orderInfoList");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jingdong_pop_order_search_responce\":{\"code\":\"10100021\",\"zh_desc\":\"x\"}}",
                "{\"code\":\"10100021\",\"errorMessage\":\"x\"}",
                "{\"jingdong_pop_order_search_responce\":{\"code\":\"0\",\"searchorderinfo_result\":"
                        + "{\"apiResult\":{\"success\":\"false\",\"numberCode\":\"10100021\"}}}}"
            })
    void allThreeLevelsOfRefusalAreSeen(String answer) {
        gateway.on(SEARCH, answer);

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("10100021"));
    }

    @Test
    void aSpanWithMorePagesThanThereAreIsHalved() {
        gateway.on(
                SEARCH,
                asked -> page(
                        asked.path("start_date").asText().endsWith("11:00:00")
                                        && asked.path("end_date").asText().endsWith("11:30:01")
                                ? 10_001
                                : 0));

        gateway.connect().orders(WINDOW, Cursor.START);

        var ends = new HashSet<String>();
        gateway.calls(SEARCH)
                .forEach(call -> ends.add(call.parameters().path("end_date").asText()));
        assertThat(ends).containsExactlyInAnyOrder("2026-09-01 11:30:01", "2026-09-01 11:15:01");
        assertThat(gateway.calls(SEARCH)).hasSize(3);
        assertThat(gateway.calls(SEARCH))
                .noneMatch(
                        call -> Integer.parseInt(call.parameters().path("page").asText()) > 100);
    }

    @Test
    void unpaidOrdersAreAskedForFirst() {
        gateway.on(SEARCH, fixture("orders/20-empty-page.json"));
        gateway.on(
                "jingdong.pop.order.notPayOrderInfo",
                fixture("orders/20-empty-page.json").replace("order_search", "order_notPayOrderInfo"));

        gateway.connect("unpaid-orders", "true").orders(WINDOW, Cursor.START);

        assertThat(gateway.calls)
                .extracting(FakeGateway.Call::method)
                .containsExactly("jingdong.pop.order.notPayOrderInfo", SEARCH);
    }

    @Test
    void jsonWithinTextIsUnfolded() {
        gateway.on(APPLICATIONS, fixture("refunds/10-applications-as-text.json"));
        var connector = gateway.connect("service-orders", "false");

        var page = connector.refunds(WINDOW, Cursor.START);

        assertThat(page.records()).singleElement().satisfies(raw -> {
            var refund = connector.toRefund(raw);
            assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(refund.amount().amount()).isEqualByComparingTo("60.50");
        });
        assertThat(gateway.calls.get(0).parameters().has("applyTimeStart")).isTrue();
    }

    @Test
    void aServiceOrdersMoneyIsAskedForByItself() {
        gateway.on(
                APPLICATIONS,
                "{\"jingdong_pop_afs_soa_refundapply_queryPageList_responce\":{\"code\":\"0\",\"queryResult\":"
                        + "{\"success\":true,\"totalCount\":0,\"result\":[]}}}");
        gateway.on(SERVICES, fixture("refunds/20-services.json"));
        gateway.on(MONEY, fixture("refunds/21-service-money.json"));
        var connector = gateway.connect();

        var page = connector.refunds(WINDOW, Cursor.START);

        assertThat(page.records()).singleElement().satisfies(raw -> {
            assertThat(raw.id()).isEqualTo(new ExternalId("afs:99000001"));
            assertThat(connector.toRefund(raw).amount().amount()).isEqualByComparingTo("60.50");
        });
        assertThat(gateway.calls(MONEY).get(0).parameters().path("afsServiceId").isNumber())
                .isTrue();
    }

    @Test
    void aSpentQuotaClosesItForEverybody() {
        gateway.on(SEARCH, "{\"error_response\":{\"code\":\"43\",\"zh_desc\":\"调用次数超过流控限制\",\"en_desc\":\"\"}}");

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(RateLimitedException.class);
        assertThat(gateway.closed).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aTokenNearItsEndIsRenewedOnceAndUsedAllTheSameWhereThatFails() {
        gateway.token = FakeGateway.token("access-0", FakeGateway.NOW.plus(Duration.ofHours(5)));
        gateway.on(SEARCH, fixture("orders/20-empty-page.json"));
        gateway.on("/oauth2/refresh_token", fixture("tokens/refused.json"));
        var connector = gateway.connect();

        connector.orders(WINDOW, Cursor.START);
        connector.orders(WINDOW, Cursor.START);

        assertThat(gateway.renewals).isEqualTo(1);
        assertThat(gateway.calls).allMatch(call -> call.access().equals("access-0"));
    }

    @Test
    void aRefusedTokenIsRenewedAndTheCallMadeAnew() {
        gateway.on("/oauth2/refresh_token", fixture("tokens/created.json"));
        gateway.on(
                SEARCH,
                asked -> gateway.token.access().equals("access-0")
                        ? "{\"error_response\":{\"code\":\"19\",\"zh_desc\":\"token已过期或者不存在 access-0\"}}"
                        : fixture("orders/20-empty-page.json"));

        gateway.connect().orders(WINDOW, Cursor.START);

        assertThat(gateway.token.access()).isEqualTo("jdtok0002");
        assertThat(gateway.token.refresh()).contains("jdref0002");
        assertThat(gateway.token.accountId()).isEqualTo("42");
        assertThat(gateway.calls.get(1).access()).isEqualTo("jdtok0002");
    }

    @Test
    void afterItsEndATokenIsLost() {
        gateway.on("/oauth2/refresh_token", fixture("tokens/refused.json"));
        gateway.on(SEARCH, "{\"error_response\":{\"code\":\"19\"}}");

        assertThatThrownBy(() -> gateway.connect().orders(WINDOW, Cursor.START))
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("./hub authorize jd-flagship");
    }

    @Test
    void stockIsAbsoluteOneSkuACall() {
        gateway.on("jingdong.ware.stock.sku.set", "{\"jingdong_ware_stock_sku_set_responce\":{\"code\":\"0\"}}");
        var connector = gateway.connect("stock-method", "jingdong.ware.stock.sku.set", "store-id", "17");

        connector.setStock(
                new ExternalId("10000000001"),
                Map.of(
                        Optional.of(new ExternalId("100000000011")),
                        4L,
                        Optional.of(new ExternalId("100000000012")),
                        0L));

        assertThat(gateway.calls)
                .extracting(call -> call.parameters().toString())
                .containsExactly(
                        "{\"skuId\":100000000011,\"stockNum\":4,\"storeId\":17}",
                        "{\"skuId\":100000000012,\"stockNum\":0,\"storeId\":17}");
    }

    private static String page(int total) {
        return "{\"jingdong_pop_order_search_responce\":{\"code\":\"0\",\"searchorderinfo_result\":{\"apiResult\":"
                + "{\"success\":true},\"orderTotal\":" + total + ",\"orderInfoList\":[]}}}";
    }

    private static String fixture(String name) {
        return new String(Fixtures.bytes(name), StandardCharsets.UTF_8);
    }
}
