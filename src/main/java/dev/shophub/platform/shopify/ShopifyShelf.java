package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.ComparedStockSink.Change;
import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes to a shop: quantities at one location, prices, titles, and whether a product is on the shelf. */
final class ShopifyShelf {

    private final ShopifySettings settings;
    private final ShopifyClient client;
    private final ShopifyStock stock;
    private volatile String currency = "";

    ShopifyShelf(ShopifySettings settings, ShopifyClient client, ShopifyReader reader) {
        this.settings = settings;
        this.client = client;
        this.stock = new ShopifyStock(settings, client, reader);
    }

    /** @throws IllegalArgumentException when a quantity is below 0 */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        var wanted = new LinkedHashMap<String, Long>();
        quantities.forEach((sku, quantity) -> {
            if (quantity < 0) {
                throw new IllegalArgumentException("A shop shows 0 pieces or more (item=" + itemId + ")");
            }
            wanted.put(variant(itemId, sku), quantity);
        });
        stock.set(itemId, wanted);
    }

    Map<Optional<ExternalId>, Long> setStockIfShown(ExternalId itemId, Map<Optional<ExternalId>, Change> changes) {
        var variants = new LinkedHashMap<Optional<ExternalId>, String>();
        changes.keySet().forEach(sku -> variants.put(sku, variant(itemId, sku)));
        return stock.setIfShown(itemId, changes, variants);
    }

    /** In the shop's currency, all variants of a call or none. */
    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        var variants = new ArrayList<Map<String, Object>>();
        prices.forEach((sku, price) -> variants.add(Map.of("id", variant(itemId, sku), "price", text(itemId, price))));
        client.change(
                ShopifyMutations.SET_PRICES,
                Map.of("productId", ShopifyFields.gid("Product", itemId), "variants", variants));
    }

    private String text(ExternalId itemId, Money price) {
        if (currency.isEmpty()) {
            currency = client.call(ShopifyQueries.SHOP, Map.of())
                    .content()
                    .path("shop")
                    .path("currencyCode")
                    .asText("");
        }
        int decimals = Math.max(0, price.currency().getDefaultFractionDigits());
        var amount = price.amount().stripTrailingZeros();
        if (!price.currency().getCurrencyCode().equals(currency) || amount.scale() > decimals || amount.signum() <= 0) {
            throw new RejectedException(
                    "Shopify takes prices in whole coins of the shop's currency, above 0 (item=" + itemId
                            + ", currency=" + price.currency() + ", shop's=" + currency + ")",
                    "not-a-price");
        }
        return amount.setScale(decimals).toPlainString();
    }

    void setTitle(ExternalId itemId, String title) {
        client.change(
                ShopifyMutations.UPDATE_PRODUCT,
                Map.of("product", Map.of("id", ShopifyFields.gid("Product", itemId), "title", title)));
    }

    /** An archived product is down as well and stays archived. */
    void takeDown(ExternalId itemId) {
        setStatus(itemId, Listing.State.DOWN, settings.downState());
    }

    void putUp(ExternalId itemId) {
        setStatus(itemId, Listing.State.UP, "ACTIVE");
    }

    private void setStatus(ExternalId itemId, Listing.State wanted, String status) {
        var now = product(itemId).path("status").asText("");
        if (ShopifyProductMapper.state(now) != wanted) {
            client.change(
                    ShopifyMutations.UPDATE_PRODUCT,
                    Map.of("product", Map.of("id", ShopifyFields.gid("Product", itemId), "status", status)));
        }
    }

    private JsonNode product(ExternalId itemId) {
        var product = client.call(ShopifyQueries.PRODUCT_BY_ID, Map.of("id", ShopifyFields.gid("Product", itemId)))
                .content()
                .path("product");
        if (!product.isObject()) {
            throw new RejectedException(
                    "The shop has no such product (" + client.particulars("product") + ", item=" + itemId + ")",
                    "gone");
        }
        return product;
    }

    /** The variant meant; every product has one, and who made none has exactly one. */
    private String variant(ExternalId itemId, Optional<ExternalId> sku) {
        if (sku.isPresent()) {
            return ShopifyFields.gid("ProductVariant", sku.get());
        }
        var variants = product(itemId).path("variants").path("nodes");
        if (variants.size() != 1) {
            throw new RejectedException(
                    "The shop has no such product with one variant (" + client.particulars("product") + ", item="
                            + itemId + ")",
                    "no-single-variant");
        }
        return variants.path(0).path("id").asText();
    }
}
