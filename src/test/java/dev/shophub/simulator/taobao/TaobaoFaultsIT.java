package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.simulator.stage.Faults;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which the simulated platform can be made to fail. */
class TaobaoFaultsIT {

    private static TaobaoWorld world;

    private TaobaoClient client;
    private Faults faults;

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
        faults = world.simulator().faults();
        for (var tid = 1; tid <= 20; tid++) {
            world.order(tid, "PAID", TaobaoWorld.START.minusSeconds(1800), TaobaoWorld.START.minusSeconds(1200 - tid));
        }
    }

    @Test
    void limitsTheNextCalls() {
        faults.rateLimitNext(2, 41);

        for (var call = 0; call < 2; call++) {
            assertThat(detail().at("/error_response/code").asInt()).isEqualTo(7);
        }
        faults.rateLimitNext(1, 41);
        assertThat(detail().at("/error_response/sub_msg").asText()).isEqualTo("This ban will last for 41 more seconds");
        assertThat(detail().has("trade_get_response")).isTrue();
    }

    @Test
    void failsAndAnswersHtml() {
        faults.failNext(503, 1);
        faults.htmlNext(1);

        var unavailable = send();
        var html = send();

        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(html.headers().firstValue("Date")).contains("Mon, 20 May 2024 04:00:00 GMT");
        assertThat(html.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void cutsAnAnswer() {
        var whole = send().body();
        faults.truncateNext(1);

        var cut = send().body();

        assertThat(cut).startsWith("{\"trade_get_response\"").hasSizeLessThan(whole.length());
        assertThatThrownBy(() -> TaobaoClient.json(cut)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void stalledCallsHoldUpNobodyElse() {
        faults.stallNext(200);
        var held = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var call = 0; call < 200; call++) {
            held.add(client.http().sendAsync(request(), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> faults.waiting() == 0);

        assertThat(detail().has("trade_get_response")).isTrue();
        assertThat(held).noneMatch(CompletableFuture::isDone);
        held.forEach(call -> call.cancel(true));
    }

    @Test
    void stallsForAWhileAndThenGivesUp() {
        faults.stall(Duration.ofMillis(300));

        assertThat(send().statusCode()).isEqualTo(504);
        world.pass(Duration.ofSeconds(1));
        assertThat(send().statusCode()).isEqualTo(200);
    }

    @Test
    void withdrawsAPermission() {
        faults.withdrawPermission(TaobaoWorld.LAMPS.key(), "taobao.trade.get");

        assertThat(detail().at("/error_response/sub_code").asText()).isEqualTo("isv.permission-api-package-limit");
        assertThat(client.call("taobao.trades.sold.get", "fields", "tid").has("total_results"))
                .isTrue();
        faults.restorePermission(TaobaoWorld.LAMPS.key(), "taobao.trade.get");
        assertThat(detail().has("trade_get_response")).isTrue();
    }

    @Test
    void rowsThatMoveAreLostByReadingForwards() {
        faults.movingRows(true);

        assertThat(read(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).hasSizeLessThan(20);
    }

    @Test
    void noRowThatMovesIsLostByReadingBackwardsAndOnFromThere() {
        faults.movingRows(true);
        var seen = new HashSet<>(read(List.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)));
        faults.movingRows(false);

        world.pass(Duration.ofSeconds(10));
        client.call(
                        "taobao.trades.sold.increment.get",
                        "fields",
                        "tid",
                        "start_modified",
                        "2024-05-20 12:00:00",
                        "end_modified",
                        "2024-05-20 12:00:09")
                .findValues("tid")
                .forEach(tid -> seen.add(tid.asLong()));

        assertThat(seen).hasSize(20);
    }

    @Test
    void standingFaultsComeNowAndThenAndNeverInBursts() {
        faults.standing(Set.of("rate-limit", "5xx", "html", "stall"), 7);
        var times = new ArrayList<Long>();
        var kinds = new HashSet<String>();
        for (var second = 0; second < 3600; second++) {
            world.pass(Duration.ofSeconds(1));
            var now = world.now().getEpochSecond();
            faults.take().ifPresent(fault -> {
                times.add(now);
                kinds.add(fault.getClass().getSimpleName());
            });
        }

        assertThat(kinds).containsExactlyInAnyOrder("RateLimit", "Html", "Stall");
        assertThat(times).hasSizeBetween(30, 150);
        for (var at = 1; at < times.size(); at++) {
            assertThat(times.get(at) - times.get(at - 1)).isGreaterThanOrEqualTo(10);
        }
        assertThatThrownBy(() -> faults.standing(Set.of("fire"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fire")
                .hasMessageContaining("moving-rows");
    }

    @Test
    void theStandingExpiryTakesTheAccessTokenOnly() {
        faults.standing(Set.of("expired-token"), 1);

        assertThat(detail().has("trade_get_response")).isTrue();
        world.pass(Duration.ofMinutes(5));
        assertThat(detail().at("/error_response/code").asInt()).isEqualTo(27);
        assertThat(client.call(
                                "taobao.top.auth.token.refresh",
                                "refresh_token",
                                world.simulator()
                                        .issueToken(TaobaoWorld.LAMPS.key())
                                        .refreshToken())
                        .has("token_result"))
                .isTrue();
    }

    private Set<Long> read(List<Integer> pages) {
        var tids = new HashSet<Long>();
        for (var page : pages) {
            client.call(
                            "taobao.trades.sold.increment.get",
                            "fields",
                            "tid",
                            "start_modified",
                            "2024-05-20 11:00:00",
                            "end_modified",
                            "2024-05-20 11:59:00",
                            "page_no",
                            page.toString(),
                            "page_size",
                            "2",
                            "use_has_next",
                            "true")
                    .findValues("tid")
                    .forEach(tid -> tids.add(tid.asLong()));
        }
        return tids;
    }

    private JsonNode detail() {
        return TaobaoClient.json(send().body());
    }

    private HttpResponse<String> send() {
        return client.send("POST", call());
    }

    private Map<String, String> call() {
        return TaobaoClient.signed(client.parameters("taobao.trade.get", "fields", "tid,status", "tid", "7"));
    }

    private HttpRequest request() {
        return client.request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(TaobaoClient.encoded(call())))
                .build();
    }
}
