package dev.shophub.simulator.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.WebhookSource;
import dev.shophub.support.CheckedAgainst;
import dev.shophub.support.Peers;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The platform's own client talks to the simulated site and is understood. */
@Tag("peers")
@CheckedAgainst(
        value = CheckedAgainst.Other.CLIENT_OF_OTHERS,
        of = {OrderSource.class, OrderDetail.class, StockSink.class, ShipmentSink.class, WebhookSource.class})
class WoocommercePeersIT {

    private static WoocommerceSite site;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Peers.install("@woocommerce/woocommerce-rest-api@1.0.2");
        site = new WoocommerceSite();
        site.begin();
        site.product(site.now());
        site.order(727, "PAID", site.now().minusSeconds(9));
        site.order(728, "PAID", site.now().minusSeconds(9));
        site.order(729, "UNPAID", site.now().minusSeconds(9));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void isUnderstood() throws IOException, InterruptedException {
        var said = Peers.talk(
                "woocommerce/rest-api.js",
                Map.of(),
                site.simulator().uri().toString(),
                WoocommerceSite.SELLER.appKey(),
                WoocommerceSite.SELLER.appSecret());

        assertThat(said.at("/list/data")).hasSize(1);
        assertThat(said.at("/list/headers/x-wp-total").asText()).isEqualTo("2");
        assertThat(said.at("/list/headers/x-wp-totalpages").asText()).isEqualTo("2");
        assertThat(said.at("/order/data")).isEqualTo(said.at("/list/data/0"));
        assertThat(said.at("/order/data/id").asLong()).isEqualTo(727);
        assertThat(said.at("/done/data/status").asText()).isEqualTo("completed");
        assertThat(said.at("/stock/data/update/0/stock_quantity").asLong()).isEqualTo(11);
        assertThat(said.at("/hook/status").asInt()).isEqualTo(201);
        assertThat(said.at("/removed/status").asInt()).isEqualTo(200);
        assertThat(said.at("/missing/status").asInt()).isEqualTo(404);
        assertThat(said.at("/missing/data/code").asText()).isEqualTo("woocommerce_rest_shop_order_invalid_id");
        assertThat(said.at("/refused/status").asInt()).isEqualTo(401);
        assertThat(site.jdbc().queryForObject("SELECT status FROM sim_order WHERE tid = 727", String.class))
                .isEqualTo("SHIPPED");
    }
}
