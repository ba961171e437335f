package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes to a shop's products: quantities, always absolute, prices, titles, and whether shoppers see it. */
final class WoocommerceShelf {

    private static final int LARGEST_ID = 19;

    private final WoocommerceSettings settings;
    private final WoocommerceClient client;

    WoocommerceShelf(WoocommerceSettings settings, WoocommerceClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * The shop is told to count what it is told the number of: else it takes no notice of it.
     *
     * @throws IllegalArgumentException when a quantity is below 0
     */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        write(itemId, quantities, quantity -> {
            if (quantity < 0) {
                throw new IllegalArgumentException("A shop shows 0 pieces or more (item=" + itemId + ")");
            }
            return Map.of("manage_stock", true, "stock_quantity", quantity);
        });
    }

    /** The price before discounts; what a product with variations costs follows from theirs. */
    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        write(itemId, prices, price -> Map.of("regular_price", text(itemId, price)));
    }

    private String text(ExternalId itemId, Money price) {
        var amount = price.amount().stripTrailingZeros();
        int digits = Math.max(0, settings.currency().getDefaultFractionDigits());
        if (!price.currency().equals(settings.currency()) || amount.scale() > digits || amount.signum() <= 0) {
            throw new RejectedException(
                    "The shop takes prices in whole coins of " + settings.currency() + ", above 0 (item=" + itemId
                            + ", currency=" + price.currency() + ")",
                    "not-a-price");
        }
        return amount.setScale(digits).toPlainString();
    }

    void setTitle(ExternalId itemId, String title) {
        client.send("PUT", product(itemId), Map.of("name", title));
    }

    void takeDown(ExternalId itemId) {
        client.send("PUT", product(itemId), Map.of("status", settings.downStatus()));
    }

    void putUp(ExternalId itemId) {
        client.send("PUT", product(itemId), Map.of("status", "publish"));
    }

    private <T> void write(ExternalId itemId, Map<Optional<ExternalId>, T> values, Function<T, Map<String, ?>> fields) {
        var byVariation = new TreeMap<Long, Map<String, ?>>();
        Optional<Map<String, ?>> ofProduct = Optional.empty();
        for (var value : values.entrySet()) {
            Map<String, ?> row = fields.apply(value.getValue());
            if (value.getKey().isPresent()) {
                byVariation.put(number(value.getKey().get()), row);
            } else {
                ofProduct = Optional.of(row);
            }
        }
        ofProduct.ifPresent(row -> client.send("PUT", product(itemId), row));
        if (settings.batchSize() == 1) {
            byVariation.forEach(
                    (variation, row) -> client.send("PUT", product(itemId) + "/variations/" + variation, row));
        } else {
            batches(itemId, byVariation);
        }
    }

    /** A batch as a whole is answered well whatever became of its rows: each is looked at. */
    private void batches(ExternalId itemId, TreeMap<Long, Map<String, ?>> rows) {
        var path = product(itemId) + "/variations/batch";
        var all = rows.entrySet().stream()
                .map(row -> {
                    var whole = new TreeMap<String, Object>(row.getValue());
                    whole.put("id", row.getKey());
                    return (Map<String, Object>) whole;
                })
                .toList();
        for (int from = 0; from < all.size(); from += settings.batchSize()) {
            var part = all.subList(from, Math.min(all.size(), from + settings.batchSize()));
            check(client.send("POST", path, Map.of("update", part)).path("update"), part, path);
        }
    }

    private void check(JsonNode answered, List<Map<String, Object>> sent, String path) {
        var written = new ArrayList<String>();
        for (var row : answered) {
            WoocommerceErrors.ofRow(row, client.particulars(path)).ifPresent(rejected -> {
                throw rejected;
            });
            written.add(row.path("id").asText(""));
        }
        for (var row : sent) {
            if (!written.contains(row.get("id").toString())) {
                throw new UnavailableException("The shop does not say what became of a part of the call ("
                        + client.particulars(path) + ", id=" + row.get("id") + ")");
            }
        }
    }

    private static String product(ExternalId itemId) {
        return WoocommerceLists.PRODUCTS + "/" + number(itemId);
    }

    static long number(ExternalId id) {
        if (!id.value().matches("\\d{1," + LARGEST_ID + "}")) {
            throw new RejectedException("WooCommerce knows numbers only as ids (id=" + id + ")", "not-a-number");
        }
        try {
            return Long.parseLong(id.value());
        } catch (NumberFormatException tooLarge) {
            throw new RejectedException("WooCommerce knows numbers only as ids (id=" + id + ")", "not-a-number");
        }
    }
}
