package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Stream;
import dev.shophub.support.CheckedAgainst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Published examples of the older lists' shape, which is that of webhooks. As a webhook the order is read as it stands; for the
 * mappers, which read the newer interface's shape, each field is put under the name it has there, its value untouched.
 */
@Tag("shared")
@CheckedAgainst(
        value = CheckedAgainst.Other.PUBLISHED_VECTOR,
        of = {OrderSource.class, ListingSource.class, StockSource.class, WebhookSource.class})
class ShopifyPublishedTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final String SECRET = "s3cret";

    @Test
    void thePublishedOrderIsReadAsADelivery() throws IOException {
        var body = Json.MAPPER.writeValueAsBytes(published("shopify_order.json").path("order"));
        var delivery = new Delivery(
                Map.of(
                        "x-shopify-topic", "orders/updated",
                        "x-shopify-event-id", "e-1",
                        "x-shopify-hmac-sha256", ShopifyHooks.signature(body, SECRET)),
                body);

        var notice = new ShopifyHooks(Fixtures.settings("client-secret", SECRET), null).read(delivery);

        assertThat(notice).get().satisfies(told -> {
            assertThat(told.event()).contains("e-1");
            assertThat(told.changed())
                    .containsExactly(new Changed(Stream.ORDERS, Optional.of(new ExternalId("123456"))));
        });
    }

    /** Its totals do not tie and its first time has the odd offset -00:00: both are kept as told. */
    @Test
    void thePublishedOrdersValuesAreRead() throws IOException {
        var order = ShopifyOrderMapper.order(
                Fixtures.raw(
                        Stream.ORDERS, order(published("shopify_order.json").path("order"))),
                Fixtures.settings());

        assertThat(order.id()).isEqualTo(new ExternalId("123456"));
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(order.platformStatus()).isEqualTo("CANCELLED/VOIDED");
        assertThat(order.kind()).isEqualTo("test");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2016-05-17T04:14:36Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2016-05-17T08:14:36Z"));
        assertThat(order.total()).isEqualTo(Money.of("10.00", USD));
        assertThat(order.goods()).isEqualTo(Money.of("5.00", USD));
        assertThat(order.discount()).isEqualTo(Money.of("5.00", USD));
        assertThat(order.buyer()).isEmpty();
        assertThat(order.receiver().city()).isEqualTo("Shippington");
        assertThat(order.lines())
                .extracting(
                        line -> line.id().value(),
                        line -> line.itemId().value(),
                        line -> line.code().value(),
                        line -> line.skuId())
                .containsExactly(
                        tuple("254721536", "111475476", "111475476", Optional.empty()),
                        tuple("5", "5410685889", "5410685889", Optional.empty()));
    }

    @Test
    void thePublishedProductAndItsStockAreRead() throws IOException {
        var product = published("shopify_product.json").path("product");
        var levels = published("shopify_inventory_levels.json").path("inventory_levels");
        var node = product(product, levels.path(0).path("available"));

        var listing = ShopifyProductMapper.listing(Fixtures.raw(Stream.LISTINGS, node));
        var stock = ShopifyProductMapper.stockLevels(Fixtures.raw(Stream.STOCK, node));

        assertThat(listing.itemId()).isEqualTo(new ExternalId("1071559748"));
        assertThat(listing.title()).isEqualTo("Burton Custom Freestyle 151");
        assertThat(listing.modifiedAt()).isEqualTo(Instant.parse("2017-09-22T18:48:44Z"));
        assertThat(listing.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.skuId()).contains(new ExternalId("1070325219"));
            assertThat(variant.skuCode()).isEmpty();
            assertThat(variant.price().amount()).isZero();
            assertThat(variant.quantity()).isEqualTo(1);
        });
        assertThat(stock).singleElement().satisfies(level -> assertThat(level.quantity())
                .isEqualTo(9));
        assertThat(levels).hasSize(4).allSatisfy(level -> assertThat(
                        ShopifyFields.tail(level.path("admin_graphql_api_id").asText()))
                .isEqualTo(
                        level.path("admin_graphql_api_id").asText().contains("905684977") ? "905684977" : "690933842"));
    }

    private static ObjectNode order(JsonNode told) {
        var node = JsonNodeFactory.instance.objectNode().put("id", gid("Order", told.path("id")));
        put(node, told, "name", "name", "createdAt", "created_at", "updatedAt", "updated_at", "closedAt", "closed_at");
        put(node, told, "cancelledAt", "cancelled_at", "processedAt", "processed_at", "note", "note", "test", "test");
        put(node, told, "currencyCode", "currency", "sourceName", "source_name");
        node.put(
                "displayFinancialStatus", told.path("financial_status").asText().toUpperCase(Locale.ROOT));
        node.put("displayFulfillmentStatus", "UNFULFILLED");
        node.set("totalPriceSet", bag(told.path("total_price"), told));
        node.set("totalDiscountsSet", bag(told.path("total_discounts"), told));
        node.set("shippingAddress", told.path("shipping_address"));
        node.putNull("customer");
        var lines = node.putArray("lineItems");
        told.path("line_items").forEach(line -> {
            var row = lines.addObject().put("id", gid("LineItem", line.path("id")));
            put(row, line, "title", "title", "variantTitle", "variant_title", "sku", "sku", "quantity", "quantity");
            row.set("originalUnitPriceSet", bag(line.path("price"), told));
            row.set("variant", reference("ProductVariant", line.path("variant_id")));
            row.set("product", reference("Product", line.path("product_id")));
        });
        return node;
    }

    private static ObjectNode product(JsonNode told, JsonNode available) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("id", told.path("admin_graphql_api_id").asText());
        put(node, told, "title", "title", "updatedAt", "updated_at");
        node.put("status", "ACTIVE");
        var lowest = node.putObject("priceRangeV2").putObject("minVariantPrice").put("currencyCode", "USD");
        lowest.set("amount", told.path("variants").path(0).path("price"));
        var variants = node.putArray("variants");
        told.path("variants").forEach(variant -> {
            var row = variants.addObject()
                    .put("id", variant.path("admin_graphql_api_id").asText());
            put(
                    row,
                    variant,
                    "sku",
                    "sku",
                    "title",
                    "title",
                    "price",
                    "price",
                    "inventoryQuantity",
                    "inventory_quantity");
            row.putObject("inventoryItem")
                    .put("tracked", true)
                    .putObject("inventoryLevel")
                    .putArray("quantities")
                    .addObject()
                    .set("quantity", available);
        });
        return node;
    }

    /** Names in pairs: here, there. */
    private static void put(ObjectNode node, JsonNode told, String... names) {
        for (int i = 0; i < names.length; i += 2) {
            node.set(names[i], told.path(names[i + 1]));
        }
    }

    private static ObjectNode bag(JsonNode amount, JsonNode order) {
        var bag = JsonNodeFactory.instance.objectNode();
        bag.putObject("shopMoney").<ObjectNode>set("amount", amount).set("currencyCode", order.path("currency"));
        return bag;
    }

    private static JsonNode reference(String type, JsonNode id) {
        return id.isNull() ? id : JsonNodeFactory.instance.objectNode().put("id", gid(type, id));
    }

    private static String gid(String type, JsonNode id) {
        return "gid://shopify/" + type + "/" + id.asText();
    }

    private static JsonNode published(String name) throws IOException {
        var file = Path.of(System.getProperty("shared", "../shared"), "data", "platform_fixtures", name);
        assertThat(Files.isRegularFile(file))
                .withFailMessage("The published example is not at %s; name the folder with -Dshared=DIR", file)
                .isTrue();
        return Json.MAPPER.readTree(Files.readAllBytes(file));
    }
}
