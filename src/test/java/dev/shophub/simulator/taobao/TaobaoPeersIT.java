package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderSource;
import dev.shophub.support.CheckedAgainst;
import dev.shophub.support.Peers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that others wrote for the real platform talk to the simulated one and are understood. Needs node, npm and a
 * registry of npm packages.
 */
@Tag("peers")
@CheckedAgainst(
        value = CheckedAgainst.Other.CLIENT_OF_OTHERS,
        of = {OrderSource.class, OrderDetail.class})
class TaobaoPeersIT {

    private static final long TID = 3000000000000000009L;

    private static TaobaoWorld world;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Peers.install("topsdk@1.0.13", "node-taobao-topclient@0.1.7", "ali-topsdk@2.0.5");
        world = new TaobaoWorld();
        world.reset();
        world.pass(Duration.between(TaobaoWorld.START, Clock.systemUTC().instant()));
        world.order(
                TID,
                "PAID",
                "fixed",
                "",
                world.now().minusSeconds(2),
                world.now().minusSeconds(1));
        world.line(TID, TID + 1, 1, 71, "LAMP-W", "10.00", 1, "PAID");
        world.line(TID, TID + 2, 2, 72, "LAMP-B", "10.00", 1, "PAID");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"topsdk", "node-taobao-topclient", "ali-topsdk"})
    void isUnderstood(String peer) throws IOException, InterruptedException {
        var said = talk(peer);

        var listed = said.at("/list/trades/trade");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        var trade = said.at("/detail/trade");
        assertThat(trade.path(peer.equals("topsdk") ? "tid" : "tid_str").asText())
                .isEqualTo(Long.toString(TID));
        assertThat(trade.path("payment").asText()).isEqualTo("23.00");
        assertThat(trade.path("receiver_name").asText()).isEqualTo("张**");
        assertThat(trade.at("/orders/order").findValuesAsText("outer_sku_id")).containsExactly("LAMP-W", "LAMP-B");
        assertThat(trade.at("/orders/order/0/oid").asText()).isEqualTo(Long.toString(TID + 1));
        assertThat(said.at("/error/code").asInt()).isEqualTo(27);
        assertThat(said.at("/error/subCode").asText()).isEqualTo("invalid-sessionkey");
    }

    @Test
    void isUnderstoodByGetAsWell() throws IOException, InterruptedException {
        var said = talk("node-taobao-topclient");

        assertThat(said.at("/listByGet/trades")).isNotEmpty().isEqualTo(said.at("/list/trades"));
    }

    private static JsonNode talk(String peer) throws IOException, InterruptedException {
        return Peers.talk(
                "taobao/" + peer + ".js",
                Map.of(
                        "TZ",
                        "Asia/Shanghai",
                        "DAY",
                        TaobaoTime.text(world.now().minusSeconds(1)).substring(0, 10)),
                world.simulator().gateway().toString(),
                TaobaoWorld.LAMPS.appKey(),
                TaobaoWorld.LAMPS.appSecret(),
                world.simulator().issueToken(TaobaoWorld.LAMPS.key()).accessToken());
    }
}
