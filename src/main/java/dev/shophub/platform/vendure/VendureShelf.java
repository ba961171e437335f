package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes to items: quantities, always absolute, prices, titles, and whether an item is shown at all. */
final class VendureShelf {

    private static final String UPDATE_VARIANTS = "updateProductVariants";
    private static final String UPDATE_PRODUCT = "updateProduct";
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final VendureSettings settings;
    private final VendureClient client;

    VendureShelf(VendureSettings settings, VendureClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * The platform keeps what is on hand: what is promised to orders and what is to stay are added to the pieces to be shown.
     *
     * @throws IllegalArgumentException when a quantity is below 0, which the platform's older versions take
     */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        quantities.values().forEach(quantity -> {
            if (quantity < 0) {
                throw new IllegalArgumentException("A shop shows 0 pieces or more (item=" + itemId + ")");
            }
        });
        var item = item(itemId);
        var inputs = new ArrayList<Map<String, Object>>();
        byVariant(item, itemId, quantities).forEach((variant, quantity) -> inputs.add(stock(item, variant, quantity)));
        write(UPDATE_VARIANTS, VendureQueries.UPDATE_VARIANTS, inputs);
    }

    private Map<String, Object> stock(Item item, JsonNode variant, long quantity) {
        var id = variant.path("id").asText();
        var levels = new ArrayList<JsonNode>();
        variant.path("stockLevels").forEach(levels::add);
        levels.removeIf(level -> settings.stockLocation()
                .filter(location ->
                        !location.equals(level.path("stockLocationId").asText()))
                .isPresent());
        if (levels.size() > 1) {
            throw new RejectedException(
                    "The shop keeps this variant in several stock locations (" + client.particulars(UPDATE_VARIANTS)
                            + ", variant=" + id + "). Name one in settings stock-location",
                    "several-stock-locations");
        }
        long promised = levels.stream()
                .mapToLong(level -> whole(level, "stockAllocated"))
                .sum();
        long kept = variant.path("useGlobalOutOfStockThreshold").asBoolean()
                ? whole(item.global(), "outOfStockThreshold")
                : whole(variant, "outOfStockThreshold");
        long onHand = Math.max(0, Math.addExact(quantity, Math.addExact(promised, kept)));
        var location = settings.stockLocation().or(() -> levels.stream()
                .map(level -> level.path("stockLocationId").asText())
                .findFirst());
        return location.isEmpty()
                ? Map.of("id", id, "stockOnHand", onHand)
                : Map.of(
                        "id",
                        id,
                        "stockLevels",
                        List.of(Map.of("stockLocationId", location.get(), "stockOnHand", onHand)));
    }

    /** In the minor unit; where the channel's prices are without tax, that without which comes out at the price wanted. */
    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        prices.values().forEach(price -> minor(itemId, price));
        var item = item(itemId);
        var inputs = new ArrayList<Map<String, Object>>();
        byVariant(item, itemId, prices).forEach((variant, price) -> inputs.add(price(item, itemId, variant, price)));
        write(UPDATE_VARIANTS, VendureQueries.UPDATE_VARIANTS, inputs);
    }

    private Map<String, Object> price(Item item, ExternalId itemId, JsonNode variant, Money price) {
        var currency = variant.path("currencyCode").asText("");
        if (!price.currency().getCurrencyCode().equals(currency)) {
            throw new RejectedException(
                    "The channel has another currency (item=" + itemId + ", currency=" + price.currency() + ")",
                    "another-currency");
        }
        long wanted = minor(itemId, price);
        long entered = item.pricesIncludeTax() ? wanted : withoutTax(itemId, wanted, variant);
        return Map.of(
                "id",
                variant.path("id").asText(),
                "prices",
                List.of(Map.of("currencyCode", currency, "price", entered)));
    }

    private static long withoutTax(ExternalId itemId, long wanted, JsonNode variant) {
        var rate = variant.at("/taxRateApplied/value");
        if (!rate.isNumber()) {
            throw new UnavailableException("Vendure's answer lacks its taxRateApplied (item=" + itemId + ")");
        }
        var factor = rate.decimalValue().divide(HUNDRED).add(BigDecimal.ONE);
        var without = new BigDecimal(wanted).divide(factor, 0, RoundingMode.HALF_UP);
        if (without.multiply(factor).setScale(0, RoundingMode.HALF_UP).longValueExact() != wanted) {
            throw new RejectedException(
                    "No price without tax comes out at this price with tax (item=" + itemId + ")", "not-a-price");
        }
        return without.longValueExact();
    }

    /** GraphQL's whole numbers have 32 bits. */
    private long minor(ExternalId itemId, Money price) {
        var minor = price.amount().movePointRight(settings.moneyDecimals()).stripTrailingZeros();
        if (minor.scale() > 0 || minor.signum() <= 0 || minor.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new RejectedException(
                    "Vendure takes prices in whole minor units, above 0 (item=" + itemId + ", currency="
                            + price.currency() + ")",
                    "not-a-price");
        }
        return minor.longValueExact();
    }

    void setTitle(ExternalId itemId, String title) {
        var language = settings.language().orElseGet(() -> item(itemId).language());
        update(itemId, Map.of("translations", List.of(Map.of("languageCode", language, "name", title))));
    }

    void takeDown(ExternalId itemId) {
        update(itemId, Map.of("enabled", false));
    }

    void putUp(ExternalId itemId) {
        update(itemId, Map.of("enabled", true));
    }

    private void update(ExternalId itemId, Map<String, ?> change) {
        var input = new LinkedHashMap<String, Object>(change);
        input.put("id", itemId.value());
        write(UPDATE_PRODUCT, VendureQueries.UPDATE_PRODUCT, input);
    }

    private void write(String operation, String query, Object input) {
        client.mutate(operation, query, Map.of("input", input));
    }

    /** An item as the platform has it now. */
    private record Item(List<JsonNode> variants, JsonNode global, boolean pricesIncludeTax, String language) {}

    private Item item(ExternalId itemId) {
        var data = client.call("product", VendureQueries.PRODUCT, Map.of("id", itemId.value()))
                .data();
        var product = data.path("product");
        if (!product.isObject()) {
            throw gone("item=" + itemId, "no-such-item");
        }
        var variants = new ArrayList<JsonNode>();
        product.path("variants").forEach(variants::add);
        var channel = data.path("activeChannel");
        return new Item(
                variants,
                data.path("globalSettings"),
                channel.path("pricesIncludeTax").asBoolean(),
                channel.path("defaultLanguageCode").asText("en"));
    }

    /** An item without variants has one here, as every item has. */
    private <T> Map<JsonNode, T> byVariant(Item item, ExternalId itemId, Map<Optional<ExternalId>, T> values) {
        var byId = new TreeMap<String, JsonNode>();
        item.variants().forEach(variant -> byId.put(variant.path("id").asText(), variant));
        var found = new LinkedHashMap<JsonNode, T>();
        values.forEach((id, value) -> {
            if (id.isEmpty() && byId.size() != 1) {
                throw gone("item=" + itemId, "no-single-variant");
            }
            var name = id.map(ExternalId::value).orElseGet(byId::firstKey);
            if (!byId.containsKey(name)) {
                throw gone("item=" + itemId + ", variant=" + name, "no-such-variant");
            }
            found.put(byId.get(name), value);
        });
        return found;
    }

    private RejectedException gone(String what, String code) {
        return new RejectedException(
                "The shop has no such item (" + client.particulars("product") + ", " + what + ")", code);
    }

    private long whole(JsonNode node, String field) {
        var number = node.path(field);
        if (!number.isIntegralNumber()) {
            throw new UnavailableException(
                    "Vendure's answer lacks its " + field + " (" + client.particulars("product") + ")");
        }
        return number.asLong();
    }
}
