package dev.shophub.simulator.jd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderSource;
import dev.shophub.support.CheckedAgainst;
import dev.shophub.support.Peers;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client that somebody wrote for the real platform talks to the simulated one and is understood. */
@Tag("peers")
@CheckedAgainst(
        value = CheckedAgainst.Other.CLIENT_OF_OTHERS,
        of = {OrderSource.class, OrderDetail.class})
class JdPeersIT {

    private static JdWorld world;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Peers.install("jos@0.0.2");
        world = new JdWorld();
        world.begin();
        world.order(290000000000000001L, "PAID", world.now().minusSeconds(2));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void isUnderstood() throws IOException, InterruptedException {
        var said = Peers.talk(
                "jd/jos.js",
                Map.of(
                        "TZ",
                        "Asia/Shanghai",
                        "DAY",
                        JdTime.text(world.now().minusSeconds(2)).substring(0, 10)),
                world.simulator().gateway().toString(),
                JdWorld.TEA.appKey(),
                JdWorld.TEA.appSecret(),
                world.simulator().issueToken(JdWorld.TEA.key()).accessToken());

        var listed = said.at("/list/jingdong_pop_order_search_responce/searchorderinfo_result/orderInfoList");
        assertThat(listed).hasSize(1);
        var order = said.at("/detail/jingdong_pop_order_get_responce/orderDetailInfo/orderInfo");
        assertThat(order).isEqualTo(listed.path(0));
        assertThat(order.path("orderId").asText()).isEqualTo("290000000000000001");
        assertThat(order.path("orderPayment").asText()).isEqualTo("126.50");
        assertThat(order.at("/consigneeInfo/fullname").asText()).isEqualTo("张**");
        assertThat(order.at("/itemInfoList/0/outerSkuId").asText()).isEqualTo("TEA-01");
        assertThat(said.at("/error/error_response/code").asText()).isEqualTo("19");
    }
}
