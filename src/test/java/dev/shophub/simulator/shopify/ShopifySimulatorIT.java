package dev.shophub.simulator.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The played platform checks what the platform checks, and shows what the sheet says. */
class ShopifySimulatorIT {

    private static final long ORDER = 5_551_234_567_890_123_001L;
    private static final String PLACE = "gid://shopify/Location/" + ShopifyIds.LOCATION;
    private static final String STOCK =
            "gid://shopify/InventoryItem/" + ShopifyIds.stockOf(ShopifyIds.variant(ShopifyShop.ITEM, 0));

    private static ShopifyShop shop;

    @BeforeAll
    static void open() {
        shop = new ShopifyShop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void begin() {
        shop.begin();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.answer(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String setStock(String row, String directive) {
        return "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", quantities: [{"
                + "inventoryItemId: \"" + STOCK + "\", locationId: \"" + PLACE + "\", " + row + "}]}) " + directive
                + " { inventoryAdjustmentGroup { reason } userErrors { code field } } }";
    }

    private static String code(JsonNode answer) {
        return answer.at("/data/inventorySetQuantities/userErrors/0/code").asText("");
    }

    private static int stock() {
        return shop.state().jdbc().queryForObject("SELECT quantity FROM sim_sku", Integer.class);
    }

    @Test
    void signsTheVectorOfTheSheet() {
        assertThat(ShopifySignature.hex(
                        "code=0907a61c0c8d55e99db179b68161bc00&shop=test-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173",
                        "test-client-secret"))
                .isEqualTo("632c2d220cd94b69de4993de77cfe5983c6d4bc255266c93d584dbdb4d26a555");
    }

    @Test
    void whatIsNoCallOfTheInterfaceIsRefusedByStatus() {
        assertThat(shop.post("2026-07", "shpat_wrong", "{}").statusCode()).isEqualTo(401);
        assertThat(shop.post("2026-07", "shpat_wrong", "{}").body()).contains("Invalid API key or access token");
        assertThat(shop.post("2026-08", shop.token().accessToken(), "{}").statusCode())
                .isEqualTo(404);
        assertThat(shop.post("2026-07", shop.token().accessToken(), "no json").statusCode())
                .isEqualTo(400);
        assertThat(shop.get("/admin/api/2026-07/graphql.json").statusCode()).isEqualTo(400);
    }

    @Test
    void anOveragedVersionIsAnsweredByTheOldestThereIs() {
        var answer = shop.post("2020-01", shop.token().accessToken(), "{\"query\":\"{ shop { name } }\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Shopify-API-Version").orElseThrow())
                .isNotEqualTo("2020-01")
                .matches("20\\d\\d-(01|04|07|10)");
    }

    @Test
    void aFieldThatIsNotThereAndAListWithoutALengthAreRefused() {
        assertThat(shop.ask("{ orders(first: 1) { nodes { nonsense } } }")
                        .at("/errors/0/message")
                        .asText())
                .contains("nonsense");
        assertThat(shop.ask("{ orders(first: 1").at("/errors").size()).isPositive();
        var endless = shop.ask("{ orders { nodes { id } } }");
        assertThat(endless.at("/errors/0/message").asText()).contains("first or last");
        assertThat(endless.at("/data").isNull()).isTrue();
    }

    @Test
    void costsAreCountedAndComeBack() {
        shop.order(ORDER, "PAID", ShopifyShop.now());

        var answer =
                shop.ask("{ orders(first: 10) { nodes { id lineItems(first: 5) { nodes { id variant { id } } } } } }");

        // An order and its five lines with a variant each, ten times.
        assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(10 * (1 + 5 * 2));
        assertThat(answer.at("/extensions/cost/actualQueryCost").asInt()).isEqualTo(3);
        assertThat(shop.ask("{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } }")
                        .at("/errors/0/extensions/code")
                        .asText())
                .isEqualTo("MAX_COST_EXCEEDED");
    }

    @Test
    void onlyOpenOrdersAreListedUnlessAllAreAskedFor() {
        shop.order(ORDER, "PAID", ShopifyShop.now());
        shop.order(ORDER + 1, "COMPLETED", ShopifyShop.now());
        shop.order(ORDER + 2, "CLOSED", ShopifyShop.now());

        assertThat(shop.ask("{ orders(first: 9) { nodes { id } } }").at("/data/orders/nodes"))
                .hasSize(1);
        assertThat(shop.ask("{ orders(first: 9, query: \"status:any\") { nodes { id } } }")
                        .at("/data/orders/nodes"))
                .hasSize(3);
    }

    @Test
    void stockIsComparedUnderAKey() {
        var directive = "@idempotent(key: \"k-1\")";

        assertThat(shop.ask(setStock("quantity: 5, changeFromQuantity: 8", ""))
                        .at("/errors/0/message")
                        .asText())
                .contains("@idempotent");
        assertThat(code(shop.ask(setStock("quantity: 5", directive)))).isEqualTo("CHANGE_FROM_QUANTITY_REQUIRED");
        assertThat(code(shop.ask(setStock("quantity: 5, changeFromQuantity: 7", "@idempotent(key: \"k-2\")"))))
                .isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(stock()).isEqualTo(8);
        assertThat(code(shop.ask(setStock("quantity: 5, changeFromQuantity: 8", "@idempotent(key: \"k-3\")"))))
                .isEmpty();
        assertThat(stock()).isEqualTo(5);
        // The same once more under its key is the first answer, though 8 is stale by now; another change is none.
        assertThat(code(shop.ask(setStock("quantity: 5, changeFromQuantity: 8", "@idempotent(key: \"k-3\")"))))
                .isEmpty();
        assertThat(code(shop.ask(setStock("quantity: 6, changeFromQuantity: 5", "@idempotent(key: \"k-3\")"))))
                .isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(code(shop.ask(setStock("quantity: 4, changeFromQuantity: null", "@idempotent(key: \"k-4\")"))))
                .isEmpty();
        assertThat(stock()).isEqualTo(4);
    }

    @Test
    void beforeKeysStockIsComparedByAnotherName() {
        assertThat(code(shop.askAs("2026-01", setStock("quantity: 5, compareQuantity: 7", ""))))
                .isEqualTo("COMPARE_QUANTITY_STALE");
        assertThat(code(shop.askAs("2026-01", setStock("quantity: 5, compareQuantity: 8", ""))))
                .isEmpty();
        assertThat(stock()).isEqualTo(5);
    }

    @Test
    void aFileHoldsAListWholeGroupedIfAskedFor() {
        for (int order = 0; order < 3; order++) {
            shop.order(ORDER + order, "PAID", ShopifyShop.now());
        }
        var query = "{ orders { edges { node { id lineItems { edges { node { sku } } } } } } }";
        for (var grouped : new boolean[] {true, false}) {
            var begun = shop.ask("mutation { bulkOperationRunQuery(query: \"" + query + "\", groupObjects: " + grouped
                    + ") { bulkOperation { id status } userErrors { code } } }");
            var id = begun.at("/data/bulkOperationRunQuery/bulkOperation/id").asText();
            var done = shop.ask("{ node(id: \"" + id + "\") { ... on BulkOperation { status objectCount url } } }")
                    .at("/data/node");
            var lines = shop.get(done.path("url")
                            .asText()
                            .replace(shop.simulator().uri().toString(), ""))
                    .body()
                    .lines()
                    .toList();

            assertThat(done.path("objectCount").asText()).isEqualTo("6");
            assertThat(lines).hasSize(6);
            assertThat(lines.get(1).contains("__parentId")).isEqualTo(grouped);
            assertThat(lines.get(5)).contains("__parentId").contains("TEA-01");
        }
        assertThat(shop.ask(
                                "mutation { bulkOperationRunQuery(query: \"{ orders { nonsense } }\") { userErrors { code } } }")
                        .at("/data/bulkOperationRunQuery/userErrors/0/code")
                        .asText())
                .isEqualTo("INVALID");
    }

    @Test
    void theOlderListsPageByALinkThatTakesNoFilters() {
        for (int order = 0; order < 3; order++) {
            shop.order(ORDER + order, "PAID", ShopifyShop.now().minusSeconds(9 - order));
        }

        var first = shop.get("/admin/api/2026-07/orders.json?limit=2&status=any");
        var link = first.headers().firstValue("Link").orElseThrow();
        var next = link.substring(1, link.indexOf('>'))
                .replace(shop.simulator().uri().toString(), "");

        assertThat(json(first).path("orders")).hasSize(2);
        assertThat(json(first).at("/orders/0/total_price").asText()).isEqualTo("126.5");
        assertThat(json(first)
                        .at("/orders/0/total_price_set/presentment_money/currency_code")
                        .asText())
                .isEqualTo("EUR");
        assertThat(first.headers().firstValue("X-Shopify-Shop-Api-Call-Limit").orElseThrow())
                .endsWith("/40");
        assertThat(json(shop.get(next)).path("orders")).hasSize(1);
        assertThat(shop.get(next).headers().firstValue("Link")).isEmpty();
        assertThat(json(shop.get(next + "&created_at_min=2026-01-01T00:00:00Z"))
                        .path("errors")
                        .asText())
                .isEqualTo("created_at_min cannot be passed when page_info is present");
        assertThat(json(shop.get("/admin/api/2026-07/orders/count.json?status=any"))
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(shop.get("/admin/api/2026-07/orders/1.json").statusCode()).isEqualTo(404);
    }

    /** Nobody listens at that address: with the eighth change told in vain the subscription is gone. */
    @Test
    void aSubscriptionThatFailsEightTimesIsRemoved() {
        shop.order(ORDER, "PAID", ShopifyShop.now());
        shop.ask("mutation { webhookSubscriptionCreate(topic: ORDERS_UPDATED, webhookSubscription:"
                + " {uri: \"http://127.0.0.1:9/hook\"}) { webhookSubscription { id } } }");
        shop.state().jdbc().update("UPDATE sim_shopify_hook SET failures = 7");
        shop.state()
                .jdbc()
                .update(
                        "UPDATE sim_order SET modified_at = ?",
                        ShopifyShop.utc(ShopifyShop.now().plusSeconds(3)));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> shop.ask(
                        "{ webhookSubscriptions(first: 9) { nodes { id } } }")
                .at("/data/webhookSubscriptions/nodes")
                .isEmpty());
    }
}
