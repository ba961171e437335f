package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.ComparedStockSink.Change;
import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes quantities at one location: whatever is there, or only where the shop still shows what the hub believes. */
final class ShopifyStock {

    private static final int AT_ONCE = 100;
    private static final String STALE = "CHANGE_FROM_QUANTITY_STALE";
    private static final String STALE_BEFORE_KEYS = "COMPARE_QUANTITY_STALE";

    private final ShopifySettings settings;
    private final ShopifyClient client;
    private final ShopifyReader reader;

    ShopifyStock(ShopifySettings settings, ShopifyClient client, ShopifyReader reader) {
        this.settings = settings;
        this.client = client;
        this.reader = reader;
    }

    /**
     * What the shop keeps of a variant.
     *
     * @param stockId under which its stock goes
     * @param available pieces at the location
     */
    private record Kept(String stockId, long available) {}

    /** One variant's wanted quantity; compared with nothing where nothing is expected. */
    private record Wish(Optional<ExternalId> sku, String variant, Optional<Long> expected, long wanted) {}

    /** @param variants a variant's global id each */
    void set(ExternalId itemId, Map<String, Long> variants) {
        var wishes = new ArrayList<Wish>();
        variants.forEach(
                (variant, quantity) -> wishes.add(new Wish(Optional.empty(), variant, Optional.empty(), quantity)));
        var kept = kept(itemId, List.copyOf(variants.keySet()));
        for (int from = 0; from < wishes.size(); from += AT_ONCE) {
            var some = wishes.subList(from, Math.min(wishes.size(), from + AT_ONCE));
            ShopifyErrors.requireDone(write(some, kept), client.particulars(ShopifyMutations.SET_STOCK.name()));
        }
    }

    /**
     * The platform writes all rows of a call or none.
     *
     * @param variants the global id of each
     * @return what the shop shows of those that were not written
     */
    Map<Optional<ExternalId>, Long> setIfShown(
            ExternalId itemId, Map<Optional<ExternalId>, Change> changes, Map<Optional<ExternalId>, String> variants) {
        var wishes = new ArrayList<Wish>();
        changes.forEach((sku, change) ->
                wishes.add(new Wish(sku, variants.get(sku), Optional.of(change.expected()), change.wanted())));
        var kept = kept(itemId, List.copyOf(variants.values()));
        var unwritten = new LinkedHashMap<Optional<ExternalId>, Long>();
        for (int from = 0; from < wishes.size(); from += AT_ONCE) {
            var some = wishes.subList(from, Math.min(wishes.size(), from + AT_ONCE));
            var payload = write(some, kept);
            if (ShopifyErrors.says(payload, STALE) || ShopifyErrors.says(payload, STALE_BEFORE_KEYS)) {
                var now = kept(itemId, some.stream().map(Wish::variant).toList());
                some.stream()
                        .filter(wish -> now.get(wish.variant()).available() != wish.wanted())
                        .forEach(wish -> unwritten.put(
                                wish.sku(), now.get(wish.variant()).available()));
            } else {
                ShopifyErrors.requireDone(payload, client.particulars(ShopifyMutations.SET_STOCK.name()));
            }
        }
        return unwritten;
    }

    private JsonNode write(List<Wish> wishes, Map<String, Kept> kept) {
        boolean keys = settings.version().comparesByChangeFrom();
        var input = new HashMap<String, Object>();
        input.put("name", "available");
        input.put("reason", "correction");
        var rows = new ArrayList<Map<String, Object>>();
        for (var wish : wishes) {
            var row = new HashMap<String, Object>();
            row.put("inventoryItemId", kept.get(wish.variant()).stockId());
            row.put("locationId", reader.location());
            row.put("quantity", wish.wanted());
            if (keys) {
                // Nothing is said outright: left out it would be refused.
                row.put("changeFromQuantity", wish.expected().orElse(null));
            } else {
                wish.expected().ifPresent(expected -> row.put("compareQuantity", expected));
            }
            rows.add(row);
        }
        input.put("quantities", rows);
        var variables = new HashMap<String, Object>();
        variables.put("input", input);
        var document = ShopifyMutations.SET_STOCK_BEFORE_KEYS;
        if (keys) {
            document = ShopifyMutations.SET_STOCK;
            // One key for all tries of this change: a try whose answer was lost is not made twice.
            variables.put("key", UUID.randomUUID().toString());
        } else {
            input.put("ignoreCompareQuantity", wishes.get(0).expected().isEmpty());
        }
        return client.call(document, variables).content().path(document.name());
    }

    /** @throws RejectedException when the item has no such variant */
    private Map<String, Kept> kept(ExternalId itemId, List<String> variants) {
        var kept = new HashMap<String, Kept>();
        var product = ShopifyFields.gid("Product", itemId);
        for (int from = 0; from < variants.size(); from += AT_ONCE) {
            var some = variants.subList(from, Math.min(variants.size(), from + AT_ONCE));
            client.call(ShopifyQueries.VARIANT_STOCK, Map.of("ids", some, "location", reader.location()))
                    .content()
                    .path("nodes")
                    .forEach(node -> {
                        if (node.path("product").path("id").asText("").equals(product)) {
                            var stock = node.path("inventoryItem");
                            kept.put(
                                    node.path("id").asText(),
                                    new Kept(
                                            stock.path("id").asText(),
                                            stock.path("inventoryLevel")
                                                    .path("quantities")
                                                    .path(0)
                                                    .path("quantity")
                                                    .asLong(0)));
                        }
                    });
        }
        if (!kept.keySet().containsAll(variants)) {
            throw new RejectedException(
                    "The product has no such variant (" + client.particulars("variants") + ", item=" + itemId + ")",
                    "gone");
        }
        return kept;
    }
}
