package dev.shophub.simulator.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shophub.simulator.LoopbackServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The played site checks what the platform checks, hides what it hides, and calls as it calls. */
class WoocommerceSimulatorIT {

    private static WoocommerceSite site;

    @BeforeAll
    static void open() {
        site = new WoocommerceSite();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void begin() {
        site.begin();
    }

    @Test
    void aSignatureIsTakenOnceAndOnlyWithTheRightTimeAndSecret() throws Exception {
        var good = site.signed("GET", "orders", site.proof(), WoocommerceSite.SELLER.appSecret());
        assertThat(site.send("GET", "orders", good, "").status()).isEqualTo(200);
        assertRefused(good, "nonce");

        var old = site.proof();
        old.put("oauth_timestamp", Long.toString(site.now().getEpochSecond() - 901));
        assertRefused(site.signed("GET", "orders", old, WoocommerceSite.SELLER.appSecret()), "timestamp");

        assertRefused(site.signed("GET", "orders", site.proof(), "cs_another"), "signature");
        assertRefused(site.signed("POST", "orders", site.proof(), WoocommerceSite.SELLER.appSecret()), "signature");

        var changed = site.signed("GET", "orders", site.proof(), WoocommerceSite.SELLER.appSecret());
        changed.put("status", "any");
        assertRefused(changed, "signature");

        var stranger = site.proof();
        stranger.put("oauth_consumer_key", "ck_stranger");
        assertRefused(site.signed("GET", "orders", stranger, WoocommerceSite.SELLER.appSecret()), "key");
    }

    private static void assertRefused(Map<String, String> query, String word) throws Exception {
        var said = site.send("GET", "orders", query, "");
        assertThat(said.status()).isEqualTo(401);
        assertThat(said.code()).isEqualTo("woocommerce_rest_authentication_error");
        assertThat(said.json().path("message").asText()).containsIgnoringCase(word);
    }

    @Test
    void theOlderHashIsTakenAndOthersAreNot() throws Exception {
        var older = site.proof();
        older.put("oauth_signature_method", "HMAC-SHA1");
        assertThat(site.send(
                                "GET",
                                "orders",
                                site.signed("GET", "orders", older, WoocommerceSite.SELLER.appSecret()),
                                "")
                        .status())
                .isEqualTo(200);

        var none = site.proof();
        none.put("oauth_signature_method", "PLAINTEXT");
        assertRefused(site.signed("GET", "orders", none, WoocommerceSite.SELLER.appSecret()), "method");
    }

    /** Over plain http a key that is sent as it is proves nothing. */
    @Test
    void withoutAProofNothingIsShown() throws Exception {
        for (var query : new Map[] {
            Map.of(),
            Map.of(
                    "consumer_key", WoocommerceSite.SELLER.appKey(),
                    "consumer_secret", WoocommerceSite.SELLER.appSecret())
        }) {
            @SuppressWarnings("unchecked")
            var said = site.send("GET", "orders", (Map<String, String>) query, "");
            assertThat(said.status()).isEqualTo(401);
            assertThat(said.code()).isEqualTo("woocommerce_rest_cannot_view");
        }
    }

    @Test
    void aPageTellsItsPlaceInTheHeaders() throws Exception {
        for (long id = 1; id <= 25; id++) {
            site.order(id, "PAID", site.now().minusSeconds(100 - id));
        }

        var first = site.get("orders");
        assertThat(first.json()).hasSize(10);
        assertThat(first.header("x-wp-total")).isEqualTo("25");
        assertThat(first.header("x-wp-totalpages")).isEqualTo("3");
        assertThat(first.header("link")).contains("rel=\"next\"").doesNotContain("prev");
        assertThat(first.json().path(0).path("id").asLong()).isEqualTo(25);

        var last = site.get("orders", "page", "3", "orderby", "id", "order", "asc");
        assertThat(last.json()).hasSize(5);
        assertThat(last.header("link")).contains("rel=\"prev\"").doesNotContain("next");
        assertThat(last.json().path(4).path("id").asLong()).isEqualTo(25);
        assertThat(site.get("orders", "page", "4").json()).isEmpty();

        for (var wrong :
                new String[][] {{"per_page", "101"}, {"page", "0"}, {"orderby", "price"}, {"status", "lost"}}) {
            assertThat(site.get("orders", wrong).code()).isEqualTo("rest_invalid_param");
        }
        assertThat(site.get("orders", "_fields", "id,status").json().path(0)).hasSize(2);
    }

    @Test
    void listsHideWhatWasThrownAwayAndReviewsThatWait() throws Exception {
        site.order(1, "PAID", site.now().minusSeconds(9));
        site.order(2, "PAID", site.now().minusSeconds(9));
        assertThat(site.put("PUT", "orders/2", "{\"status\":\"trash\"}").status())
                .isEqualTo(200);

        assertThat(site.get("orders").json()).hasSize(1);
        assertThat(site.get("orders", "status", "any").json()).hasSize(1);
        assertThat(site.get("orders", "status", "trash").json()).hasSize(1);
        assertThat(site.get("orders", "status", "any,trash").json()).hasSize(1);
        assertThat(site.get("orders", "status", "processing,trash").json()).hasSize(2);
    }

    /** Times are read in the site's zone unless the call says GMT; bounds do not count. */
    @Test
    void boundsAreExclusiveAndInTheSitesZone() throws Exception {
        var at = Instant.parse("2026-07-01T12:00:00Z");
        site.order(1, "PAID", at);

        assertThat(site.get("orders", "modified_after", "2026-07-01T11:59:59", "dates_are_gmt", "true")
                        .json())
                .hasSize(1);
        assertThat(site.get("orders", "modified_after", "2026-07-01T12:00:00", "dates_are_gmt", "true")
                        .json())
                .isEmpty();
        assertThat(site.get("orders", "modified_before", "2026-07-01T12:00:00", "dates_are_gmt", "true")
                        .json())
                .isEmpty();
        assertThat(site.get("orders", "modified_after", "2026-07-01T04:59:59").json())
                .hasSize(1);
        assertThat(site.get("orders", "modified_after", "2026-07-01T05:00:00").json())
                .isEmpty();
        var order = site.get("orders").json().path(0);
        assertThat(order.path("date_modified_gmt").asText()).isEqualTo("2026-07-01T12:00:00");
        assertThat(order.path("date_modified").asText()).isEqualTo("2026-07-01T05:00:00");
    }

    @Test
    void anOrderIsToldAsTheSheetSays() throws Exception {
        site.product(site.now());
        site.order(1, "PAID", site.now().minusSeconds(9));

        var order = site.get("orders/1").json();

        assertThat(order.path("total").asText()).isEqualTo("116.50");
        assertThat(order.path("currency").asText()).isEqualTo("USD");
        assertThat(order.path("date_completed_gmt").isNull()).isTrue();
        assertThat(order.at("/billing/last_name").asText()).isEqualTo("张");
        assertThat(order.at("/billing/phone").asText()).isEqualTo("13800000000");
        assertThat(order.at("/line_items/0/price").isNumber()).isTrue();
        assertThat(order.at("/line_items/0/subtotal").asText()).isEqualTo("120.00");
        assertThat(order.at("/line_items/0/total").asText()).isEqualTo("110.00");
        assertThat(order.at("/line_items/0/sku").asText()).isEqualTo("TEA-94");
        site.jdbc().update("DELETE FROM sim_sku");
        assertThat(site.get("orders/1").json().at("/line_items/0/sku").isNull()).isTrue();
        assertThat(site.get("orders/2").code()).isEqualTo("woocommerce_rest_shop_order_invalid_id");
        assertThat(site.get("customers").code()).isEqualTo("rest_no_route");
    }

    @Test
    void whatIsWrittenReadsBack() throws Exception {
        site.product(site.now());

        var batch = site.put(
                "POST",
                "products/93/variations/batch",
                "{\"update\":[{\"id\":94,\"manage_stock\":true,\"stock_quantity\":7},{\"id\":96,\"manage_stock\":false,"
                        + "\"stock_quantity\":7},{\"id\":1,\"stock_quantity\":7}]}");

        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.json().at("/update/0/stock_quantity").asLong()).isEqualTo(7);
        assertThat(batch.json().at("/update/2/error/code").asText())
                .isEqualTo("woocommerce_rest_product_variation_invalid_id");
        var variations = site.get("products/93/variations", "orderby", "id", "order", "asc")
                .json();
        assertThat(variations.at("/0/stock_quantity").asLong()).isEqualTo(7);
        assertThat(variations.at("/1/stock_quantity").asLong()).isEqualTo(4);

        assertThat(site.put("PUT", "products/93", "{\"status\":\"private\"}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("private");
        assertThat(site.get("products").json().at("/0/status").asText()).isEqualTo("private");
        assertThat(site.put("PUT", "products/93/variations/94", "{\"sku\":\"TEA-96\"}")
                        .code())
                .isEqualTo("product_invalid_sku");
        assertThat(site.put("PUT", "products/93/variations/94", "{\"regular_price\":9.5}")
                        .code())
                .isEqualTo("rest_invalid_param");
    }

    @Test
    void aChangedOrderIsToldSignedAndFailuresSwitchTheWebhookOff() throws Exception {
        var came = new ConcurrentLinkedQueue<String[]>();
        var status = new AtomicInteger(200);
        var server = HttpServer.create(new InetSocketAddress(LoopbackServer.ADDRESS, 0), 0);
        server.createContext("/", exchange -> {
            came.add(new String[] {
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-WC-Webhook-Signature")),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-WC-Webhook-Topic"))
            });
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://" + LoopbackServer.ADDRESS + ":"
                    + server.getAddress().getPort() + "/hook";
            var made = site.put(
                    "POST",
                    "webhooks",
                    "{\"topic\":\"order.updated\",\"delivery_url\":\"" + address + "\",\"secret\":\"s\"}");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json().has("secret")).isFalse();
            long id = made.json().path("id").asLong();
            await().until(() -> !came.isEmpty());
            assertThat(came.remove()[0]).isEqualTo("webhook_id=" + id);

            site.order(727, "PAID", site.now().plusSeconds(1));
            await().until(() -> !came.isEmpty());
            var told = came.remove();
            assertThat(told[0]).contains("\"id\":727");
            assertThat(told[1])
                    .isEqualTo(WoocommerceKeys.hmac("HmacSHA256", "s", told[0].getBytes(StandardCharsets.UTF_8)));
            assertThat(told[2]).isEqualTo("order.updated");

            status.set(500);
            for (long order = 1; order <= 7; order++) {
                site.order(order, "PAID", site.now().plusSeconds(1));
            }
            await().until(() ->
                    site.get("webhooks/" + id).json().path("status").asText().equals("disabled"));
            assertThat(came).hasSize(5);
        } finally {
            server.stop(0);
        }
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }
}
