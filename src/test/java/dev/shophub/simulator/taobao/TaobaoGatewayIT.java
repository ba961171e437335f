package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated gateway checks before it answers, and how it refuses. */
class TaobaoGatewayIT {

    private static TaobaoWorld world;

    private TaobaoClient client;

    @BeforeAll
    static void open() {
        world = new TaobaoWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void reset() {
        world.reset();
        client = world.client();
        world.order(7, "PAID", TaobaoWorld.START.minusSeconds(900), TaobaoWorld.START.minusSeconds(600));
    }

    @ParameterizedTest
    @CsvSource({
        "method, 21",
        "app_key, 28",
        "sign_method, 25",
        "timestamp, 30",
        "v, 32",
        "session, 26",
        "fields, 40",
        "tid, 40"
    })
    void missesEachParameter(String parameter, int code) {
        var parameters = detail();
        parameters.remove(parameter);

        assertThat(refused(TaobaoClient.signed(parameters)).path("code").asInt())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "method, taobao.item.get, 22",
        "app_key, 999, 29",
        "sign_method, sha1, 25",
        "timestamp, 2024-05-20 12:10:01, 31",
        "timestamp, 2024-05-20 11:49:59, 31",
        "timestamp, 2024-05-20T12:00:00Z, 31",
        "v, 1.0, 33",
        "format, yaml, 23",
        "session, 6100unknown, 27",
        "tid, abc, 41",
        "tid, 99999999999999999999, 41",
        "tid, 8, 15"
    })
    void refusesEachWrongParameter(String parameter, String value, int code) {
        var parameters = detail();
        parameters.put(parameter, value);

        var error = client.send("POST", TaobaoClient.signed(parameters)).body();

        assertThat(error).contains("format".equals(parameter) ? "<code>" + code + "</code>" : "\"code\":" + code + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "hmac", "hmac-sha256"})
    void takesEverySignature(String method) {
        var parameters = detail();
        parameters.put("sign_method", method);

        assertThat(client.answer(TaobaoClient.signed(parameters)).has("trade_fullinfo_get_response"))
                .isTrue();
    }

    @Test
    void refusesWhatIsSentAndNotSigned() {
        var changed = new HashMap<>(TaobaoClient.signed(detail()));
        changed.put("tid", "8");
        var empty = new HashMap<>(TaobaoClient.signed(detail()));
        empty.put("buyer_nick", "");
        var without = new HashMap<>(TaobaoClient.signed(detail()));
        without.remove("sign");

        assertThat(refused(changed).path("code").asInt()).isEqualTo(25);
        assertThat(refused(empty).path("code").asInt()).isEqualTo(25);
        assertThat(refused(without).path("code").asInt()).isEqualTo(24);
    }

    @Test
    void namesTheFaultyParameterAndTheRequest() {
        var parameters = detail();
        parameters.remove("fields");
        var signed = TaobaoClient.signed(parameters);

        var first = refused(signed);
        var second = refused(signed);

        assertThat(first.path("sub_code").asText()).isEqualTo("isv.missing-parameter:fields");
        assertThat(first.path("request_id").asText())
                .isNotBlank()
                .isNotEqualTo(second.path("request_id").asText());
    }

    @Test
    void refusesTheSessionOfAnotherApplicationAndAnExpiredOne() {
        var foreign = client.withSession(
                world.simulator().issueToken(TaobaoWorld.STRANGER.key()).accessToken());

        assertThat(foreign.call("taobao.trade.get", "fields", "tid", "tid", "7")
                        .path("sub_msg")
                        .asText())
                .contains("sessionkey-not-generated-by-server");
        world.pass(Duration.ofDays(31));
        assertThat(client.call("taobao.trade.get", "fields", "tid", "tid", "7")
                        .path("sub_code")
                        .asText())
                .isEqualTo("invalid-sessionkey");
    }

    @Test
    void showsEachSellerHisOwnTradeOnly() {
        var cups = client.withSession(
                world.simulator().issueToken(TaobaoWorld.CUPS.key()).accessToken());

        assertThat(cups.call("taobao.trade.get", "fields", "tid", "tid", "7")
                        .path("sub_code")
                        .asText())
                .isEqualTo("isv.trade-not-exist");
    }

    @ParameterizedTest
    @CsvSource({
        "page_no, 0",
        "page_no, x",
        "page_size, 0",
        "page_size, 101",
        "use_has_next, yes",
        "status, PAID",
        "type, lamp",
        "end_modified, 2024-05-20",
        "end_modified, 2024-05-19 23:59:59",
        "end_modified, 2024-05-21 00:00:01"
    })
    void refusesListsOutOfRange(String parameter, String value) {
        var parameters = client.parameters(
                "taobao.trades.sold.increment.get",
                "fields",
                "tid",
                "start_modified",
                "2024-05-20 00:00:00",
                "end_modified",
                "2024-05-20 12:00:00");
        parameters.put(parameter, value);

        var error = refused(TaobaoClient.signed(parameters));

        assertThat(error.path("code").asInt()).isEqualTo(41);
        assertThat(error.path("sub_code").asText()).isEqualTo("isv.invalid-parameter:" + parameter);
    }

    @Test
    void refusesItemListsTooDeep() {
        assertThat(client.call("taobao.items.onsale.get", "fields", "num_iid", "page_no", "101", "page_size", "200")
                        .path("code")
                        .asInt())
                .isEqualTo(41);
        assertThat(client.call("taobao.items.inventory.get", "fields", "num_iid", "page_no", "102")
                        .path("code")
                        .asInt())
                .isEqualTo(41);
        assertThat(client.call(
                                "taobao.traderates.get",
                                "fields",
                                "tid",
                                "rate_type",
                                "get",
                                "role",
                                "buyer",
                                "page_size",
                                "151")
                        .path("code")
                        .asInt())
                .isEqualTo(41);
    }

    @Test
    void refusesInXmlUnlessAskedForJson() {
        var parameters = detail();
        parameters.remove("format");

        var answer = client.send("POST", TaobaoClient.signed(parameters));

        assertThat(answer.body()).startsWith("<?xml").contains("<error_response><code>23</code>");
    }

    @Test
    void refusesALowerCaseVerb() {
        var answer = client.sendInQuery("post", TaobaoClient.signed(detail()));

        assertThat(TaobaoClient.json(answer.body()).at("/error_response/code").asInt())
                .isEqualTo(9);
    }

    @Test
    void datesAnswersByTheWorldAndCatchesUpBefore() {
        var before = world.catchUps();

        var answer = client.send("POST", TaobaoClient.signed(detail()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Date")).containsExactly("Mon, 20 May 2024 04:00:00 GMT");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/javascript;charset=UTF-8");
        assertThat(world.catchUps()).isEqualTo(before + 1);
    }

    @Test
    void takesParametersFromQueryBodyAndMultipart() {
        var signed = TaobaoClient.signed(detail());
        var business = Map.of("tid", signed.get("tid"), "fields", signed.get("fields"));
        var system = new HashMap<>(signed);
        system.keySet().removeAll(business.keySet());

        var split = client.send(
                HttpRequest.newBuilder(URI.create(world.simulator().gateway() + "?" + TaobaoClient.encoded(system)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(TaobaoClient.encoded(business))));
        var multipart = client.send(client.request()
                .header("Content-Type", "multipart/form-data; boundary=next")
                .POST(HttpRequest.BodyPublishers.ofString(multipart(signed))));

        for (var answer : List.of(client.sendInQuery("GET", signed), split, multipart)) {
            assertThat(TaobaoClient.json(answer.body())
                            .at("/trade_fullinfo_get_response/trade/tid")
                            .asLong())
                    .isEqualTo(7);
        }
    }

    @Test
    void saysWhereThePortIsTaken() {
        var taken = new TaobaoSettings(
                List.of(TaobaoWorld.LAMPS), world.simulator().uri().getPort(), 0);

        assertThatThrownBy(() -> world.another(taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port=" + taken.port());
    }

    private static String multipart(Map<String, String> parameters) {
        var body = new StringBuilder();
        parameters.forEach((name, value) -> body.append(
                "--next\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
        body.append("--next\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nPNG\r\n");
        return body.append("--next--\r\n").toString();
    }

    private Map<String, String> detail() {
        return client.parameters("taobao.trade.fullinfo.get", "fields", "tid,status", "tid", "7");
    }

    private JsonNode refused(Map<String, String> parameters) {
        return client.answer(parameters).path("error_response");
    }
}
