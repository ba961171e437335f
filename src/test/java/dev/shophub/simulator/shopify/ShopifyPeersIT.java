package dev.shophub.simulator.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Authorizing;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.WebhookSource;
import dev.shophub.support.CheckedAgainst;
import dev.shophub.support.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The platform's own client talks to the simulated shop and is understood. */
@Tag("peers")
@CheckedAgainst(
        value = CheckedAgainst.Other.CLIENT_OF_OTHERS,
        of = {OrderSource.class, WebhookSource.class, Authorizing.class})
class ShopifyPeersIT {

    private static final long ORDER = 5_551_234_567_890_123_001L;

    private static ShopifyShop shop;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Peers.install("@shopify/shopify-api@13.1.0");
        shop = new ShopifyShop();
        shop.begin();
        shop.order(ORDER, "PAID", ShopifyShop.now().minusSeconds(60));
        shop.order(ORDER + 1, "COMPLETED", ShopifyShop.now().minusSeconds(30));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void isUnderstood() throws IOException, InterruptedException {
        var subscribed = Files.createTempFile("subscribed", "");
        Files.delete(subscribed);
        // Once the client listens an order changes, which the simulator tells it.
        var change = CompletableFuture.runAsync(() -> {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(subscribed));
            shop.state()
                    .jdbc()
                    .update(
                            "UPDATE sim_order SET modified_at = ? WHERE tid = ?",
                            ShopifyShop.utc(ShopifyShop.now().plusSeconds(3)),
                            ORDER);
        });
        var token = shop.token();

        var said = Peers.talk(
                "shopify/shopify-api.js",
                Map.of("SUBSCRIBED", subscribed.toString()),
                shop.simulator().uri().toString(),
                "tea.myshopify.com",
                ShopifyShop.TEA.appKey(),
                ShopifyShop.TEA.appSecret(),
                token.accessToken(),
                token.refreshToken(),
                Long.toString(ORDER));
        change.join();

        assertThat(said.at("/list/orders/nodes")).hasSize(1);
        assertThat(said.at("/list/orders/nodes/0/id").asText()).isEqualTo("gid://shopify/Order/" + ORDER);
        assertThat(said.at("/list/orders/nodes/0/totalPriceSet/presentmentMoney/amount")
                        .asText())
                .isEqualTo("113.85");
        assertThat(said.at("/list/orders/nodes/0/lineItems/nodes/0/sku").asText())
                .isEqualTo("TEA-01");
        assertThat(said.at("/list/orders/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(said.at("/cost/throttleStatus/maximumAvailable").asDouble()).isPositive();
        assertThat(said.at("/page/orders/0/admin_graphql_api_id").asText()).isEqualTo("gid://shopify/Order/" + ORDER);
        assertThat(said.at("/next/orders/0/admin_graphql_api_id").asText())
                .isEqualTo("gid://shopify/Order/" + (ORDER + 1));
        assertThat(said.at("/order/order/name").asText()).startsWith("#");
        assertThat(said.at("/wrong/message").asText()).contains("nonsense");
        assertThat(said.at("/stranger/status").asInt()).isEqualTo(401);
        assertThat(said.at("/heard/good/valid").asBoolean()).isTrue();
        assertThat(said.at("/heard/good/topic").asText()).isEqualTo("ORDERS_UPDATED");
        assertThat(said.at("/heard/forged/valid").asBoolean()).isFalse();
        assertThat(said.at("/heard/id").asText()).isEqualTo("gid://shopify/Order/" + ORDER);
        assertThat(said.at("/signed").asBoolean()).isTrue();
        assertThat(said.at("/forged").asBoolean()).isFalse();
        assertThat(said.at("/renewed/refresh").asText()).isNotEmpty().isNotEqualTo(token.refreshToken());
        assertThat(said.at("/after/shop/name").asText()).isEqualTo("Tea House");
        Files.deleteIfExists(subscribed);
    }
}
