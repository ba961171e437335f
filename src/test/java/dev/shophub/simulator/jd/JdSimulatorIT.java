package dev.shophub.simulator.jd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The played platform checks what the platform checks, and shows what the sheet says. */
class JdSimulatorIT {

    private static final String SEARCH = "jingdong.pop.order.search";
    private static final String FIELDS = "orderId,orderState,modified,itemInfoList";
    private static final long ID = 290000000000000001L;

    private static JdWorld world;

    @BeforeAll
    static void open() {
        world = new JdWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.begin();
    }

    @Test
    void signsTheVectorOfTheSheet() {
        var sent = Map.of(
                "app_key",
                "JDKEY0001",
                "access_token",
                "jdtok0001",
                "method",
                SEARCH,
                "timestamp",
                "2024-01-02 03:04:05",
                "v",
                "2.0",
                "format",
                "json",
                "360buy_param_json",
                "{\"start_date\":\"2024-01-01 00:00:00\",\"end_date\":\"2024-01-01 00:30:00\","
                        + "\"order_state\":\"WAIT_SELLER_STOCK_OUT\","
                        + "\"optional_fields\":\"orderId,orderState,modified,itemInfoList\",\"page\":\"1\","
                        + "\"page_size\":\"50\",\"sortType\":0,\"dateType\":0}");

        assertThat(JdSignature.of(sent, "jdsecret0123456789")).isEqualTo("F26F5B07FE709B07B5742EA859308D67");
    }

    @ParameterizedTest
    @CsvSource({
        "method, '', 14",
        "method, jd.order.search, 15",
        "app_key, '', 20",
        "app_key, NOBODY, 21",
        "timestamp, '', 9",
        "timestamp, 2020-01-01 00:00:00, 10",
        "sign, '', 11",
        "sign, wrong, 12",
        "format, xml, 13",
        "access_token, '', 18",
        "access_token, stranger, 19",
        "360buy_param_json, no json, 13"
    })
    void refusesByThePlatformsCode(String name, String value, String code) {
        var answer = world.call(SEARCH, "{}", name, value);

        assertThat(answer.at("/error_response/code").asText()).isEqualTo(code);
    }

    @Test
    void aRefusedTokenIsQuotedAsThePlatformDoes() {
        assertThat(world.call(SEARCH, "{}", "access_token", "stranger")
                        .at("/error_response/zh_desc")
                        .asText())
                .contains("stranger");
    }

    @Test
    void showsTheFieldsAskedForAndNoOthers() {
        world.order(ID, "PAID", world.now().minusSeconds(60));

        var order = orders("WAIT_SELLER_STOCK_OUT", "").path("orderInfoList").path(0);

        assertThat(order.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("orderId", "orderState", "modified", "itemInfoList");
        assertThat(order.path("orderId").isTextual()).isTrue();
        // a ware and its SKU have numbers of their own
        assertThat(order.at("/itemInfoList/0/wareId").asText()).isEqualTo("600000000001");
        assertThat(order.at("/itemInfoList/0/skuId").asText()).isEqualTo("600000000002");
    }

    @Test
    void anOrderWithAnOpenRequestIsLocked() {
        world.order(ID, "PAID", world.now().minusSeconds(60));
        refund(ID, "WAIT_SELLER_AGREE", false);

        assertThat(orders("WAIT_SELLER_STOCK_OUT", "").path("orderTotal").asInt())
                .isZero();
        assertThat(orders("LOCKED,PAUSE", "").at("/orderInfoList/0/orderState").asText())
                .isEqualTo("LOCKED");

        world.state().jdbc().update("UPDATE sim_refund SET status = 'CLOSED'");
        assertThat(orders("WAIT_SELLER_STOCK_OUT", "").path("orderTotal").asInt())
                .isEqualTo(1);
    }

    @Test
    void unpaidOrdersStandInAnotherInterface() {
        world.order(ID, "UNPAID", world.now().minusSeconds(60));

        assertThat(orders("WAIT_SELLER_STOCK_OUT,TRADE_CANCELED,LOCKED", "")
                        .path("orderTotal")
                        .asInt())
                .isZero();
        var unpaid = world.call(
                "jingdong.pop.order.notPayOrderInfo",
                "{\"startDate\":\"" + JdTime.text(world.now().minusSeconds(600)) + "\",\"endDate\":\""
                        + JdTime.text(world.now()) + "\",\"page\":\"1\",\"pageSize\":\"10\",\"optional_fields\":\""
                        + FIELDS + "\"}");
        assertThat(unpaid.at("/jingdong_pop_order_notPayOrderInfo_responce/searchorderinfo_result/orderTotal")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"101, 0", "301, refused"})
    void deepPagesAreEmptyAndThenRefused(int page, String what) {
        var answer = call(SEARCH, search("WAIT_SELLER_STOCK_OUT", ",\"page\":\"" + page + "\""));

        assertThat(answer.path("code").asText().equals("0")).isEqualTo(what.equals("0"));
    }

    @Test
    void aWindowLongerThanAMonthIsRefused() {
        var parameters = "{\"start_date\":\"2026-01-01 00:00:00\",\"end_date\":\"2026-02-01 00:00:01\","
                + "\"order_state\":\"LOCKED\",\"optional_fields\":\"orderId\",\"page\":\"1\",\"page_size\":\"10\"}";

        assertThat(call(SEARCH, parameters).path("code").asText()).isEqualTo("10100001");
        assertThat(call(SEARCH, parameters.replace("00:00:01", "00:00:00"))
                        .path("code")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    void theTwoFlowsOfAfterSaleAreApart() {
        world.order(ID, "PAID", world.now().minusSeconds(60));
        world.order(ID + 1, "COMPLETED", world.now().minusSeconds(60));
        refund(ID, "SUCCESS", false);
        refund(ID + 1, "SUCCESS", true);
        var span = "\":\"" + JdTime.text(world.now().minusSeconds(600)) + "\",\"";
        var end = "\":\"" + JdTime.text(world.now()) + "\"";

        var text = call(
                        "jingdong.pop.afs.soa.refundapply.queryPageList",
                        "{\"applyTimeStart" + span + "applyTimeEnd" + end + ",\"pageIndex\":1,\"pageSize\":10}")
                .path("queryResult");
        var applications = Json.answer(text.asText().getBytes(StandardCharsets.UTF_8));
        var services = call(
                        "jingdong.asc.serviceAndRefund.view",
                        "{\"approveTimeBegin" + span + "approveTimeEnd" + end + ",\"pageNumber\":1,\"pageSize\":10}")
                .path("pageResult");
        var money = call("jingdong.b2c.shop.aftersales.refund.get", "{\"afsServiceId\":" + (ID + 1) + "}")
                .path("result");

        assertThat(text.isTextual()).isTrue();
        assertThat(applications.path("totalCount").asInt()).isEqualTo(1);
        assertThat(applications.at("/result/0/applyRefundSum").asInt()).isEqualTo(6050);
        assertThat(applications.at("/result/0/status").asInt()).isEqualTo(3);
        assertThat(services.path("totalCount").asInt()).isEqualTo(1);
        assertThat(services.at("/data/0/status").asInt()).isEqualTo(13);
        assertThat(money.at("/data/afsActualRefundDetail/actualRefundAmount").asText())
                .isEqualTo("60.50");
    }

    @Test
    void aTokenIsRenewedInItsLastDayOnly() {
        var pair = world.simulator().issueToken(JdWorld.TEA.key());
        var renewal = "/oauth2/refresh_token?app_key=" + JdWorld.TEA.appKey() + "&app_secret=" + JdWorld.TEA.appSecret()
                + "&grant_type=refresh_token&refresh_token=" + pair.refreshToken();

        assertThat(world.oauth(renewal).has("access_token")).isFalse();

        ends(world.now().plus(Duration.ofHours(23)));
        var renewed = world.oauth(renewal);
        assertThat(renewed.path("access_token").asText()).isNotEmpty().isNotEqualTo(pair.accessToken());

        ends(world.now().minusSeconds(1));
        assertThat(world.oauth(renewal.replace(
                                pair.refreshToken(),
                                renewed.path("refresh_token").asText()))
                        .has("access_token"))
                .isFalse();
    }

    private static void ends(Instant at) {
        world.state()
                .jdbc()
                .update(
                        "UPDATE sim_token SET expires_at = ?, refresh_expires_at = ?",
                        JdWorld.utc(at),
                        JdWorld.utc(at));
    }

    private static void refund(long order, String status, boolean returned) {
        var at = JdWorld.utc(world.now().minusSeconds(30));
        world.state()
                .jdbc()
                .update(
                        "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, status, amount, quantity, phase, good_status,"
                                + " has_good_return, reason, created_at, modified_at) VALUES ('tea', ?, ?, ?, ?, 60.50, 1, 'onsale',"
                                + " '', ?, '', ?, ?)",
                        order,
                        order,
                        order,
                        status,
                        returned,
                        at,
                        at);
    }

    private static String search(String states, String more) {
        return "{\"start_date\":\"" + JdTime.text(world.now().minusSeconds(600)) + "\",\"end_date\":\""
                + JdTime.text(world.now()) + "\",\"order_state\":\"" + states + "\",\"optional_fields\":\"" + FIELDS
                + "\",\"page\":\"1\",\"page_size\":\"10\"" + more + "}";
    }

    private static JsonNode orders(String states, String more) {
        return call(SEARCH, search(states, more)).path("searchorderinfo_result");
    }

    private static JsonNode call(String method, String parameters) {
        return world.call(method, parameters).path(method.replace('.', '_') + "_responce");
    }
}
