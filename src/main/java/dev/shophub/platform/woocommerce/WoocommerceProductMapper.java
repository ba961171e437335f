package dev.shophub.platform.woocommerce;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.woocommerce.WoocommercePayloads.Product;
import dev.shophub.platform.woocommerce.WoocommercePayloads.Variation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A product in the hub's words: as a listing, and as the stock it has. */
final class WoocommerceProductMapper {

    private static final String VARIABLE = "variable";

    private static final Map<String, Listing.State> STATE = Map.of(
            "publish", Listing.State.UP,
            "draft", Listing.State.DOWN,
            "pending", Listing.State.DOWN,
            "private", Listing.State.DOWN,
            "future", Listing.State.DOWN,
            "trash", Listing.State.DOWN);

    private WoocommerceProductMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Listing listing(RawRecord raw, WoocommerceSettings settings) {
        var fields = WoocommercePayloads.fields(raw, settings.currency());
        var product = fields.read(Product.class);
        var word = text(product.status());
        var variants = variants(product, settings, fields);
        return new Listing(
                fields.id("id", product.id()),
                WoocommercePayloads.name(product.name()),
                STATE.getOrDefault(word, Listing.State.UNKNOWN),
                word,
                variants.stream()
                        .map(Listing.Variant::price)
                        .min(Comparator.comparing(Money::amount))
                        .orElseThrow(() -> fields.malformed("variations")),
                variants,
                modified(product, fields));
    }

    /**
     * Only what the shop counts: where it keeps no number, none is told.
     *
     * @throws dev.shophub.connector.MalformedRecordException naming the field; a missing quantity is not 0
     */
    static List<StockLevel> stockLevels(RawRecord raw, WoocommerceSettings settings) {
        var fields = WoocommercePayloads.fields(raw, settings.currency());
        var product = fields.read(Product.class);
        var id = fields.id("id", product.id());
        var modified = modified(product, fields);
        var variations = variations(product, fields);
        if (variations.isEmpty()) {
            return counted(product.manageStock(), product.stockQuantity(), product, fields).stream()
                    .map(pieces ->
                            new StockLevel(id, Optional.empty(), fields.code("sku", product.sku()), pieces, modified))
                    .toList();
        }
        return variations.stream()
                .flatMap(variation -> counted(variation.manageStock(), variation.stockQuantity(), product, fields)
                        .map(pieces -> new StockLevel(
                                id,
                                Optional.of(fields.id("variations.id", variation.id())),
                                fields.code("variations.sku", variation.sku()),
                                pieces,
                                modified))
                        .stream())
                .toList();
    }

    /** The number of a variation may be its product's, which all of them share then. */
    private static Optional<Long> counted(String manages, String quantity, Product product, RecordFields fields) {
        return switch (text(manages)) {
            case "true" -> Optional.of(fields.number("stock_quantity", quantity));
            case "parent" -> Optional.of(
                    fields.number("stock_quantity", text(quantity).isEmpty() ? product.stockQuantity() : quantity));
            default -> Optional.empty();
        };
    }

    private static List<Listing.Variant> variants(Product product, WoocommerceSettings settings, RecordFields fields) {
        var variations = variations(product, fields);
        if (variations.isEmpty()) {
            return List.of(new Listing.Variant(
                    Optional.empty(),
                    fields.code("sku", product.sku()),
                    "",
                    price(product.regularPrice(), product.price(), settings, fields),
                    shown(product.manageStock(), product.stockQuantity(), product, fields)));
        }
        return variations.stream()
                .map(variation -> new Listing.Variant(
                        Optional.of(fields.id("variations.id", variation.id())),
                        fields.code("variations.sku", variation.sku()),
                        name(variation),
                        price(variation.regularPrice(), variation.price(), settings, fields),
                        shown(variation.manageStock(), variation.stockQuantity(), product, fields)))
                .toList();
    }

    private static long shown(String manages, String quantity, Product product, RecordFields fields) {
        return Math.max(0, counted(manages, quantity, product, fields).orElse(0L));
    }

    /** Before discounts; what has no price yet cannot be bought. */
    private static Money price(String regular, String price, WoocommerceSettings settings, RecordFields fields) {
        return fields.optionalMoney("regular_price", regular)
                .or(() -> fields.optionalMoney("price", price))
                .orElseGet(() -> Money.zero(settings.currency()));
    }

    private static String name(Variation variation) {
        return Stream.ofNullable(variation.attributes())
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .map(attribute -> WoocommercePayloads.name(attribute.name()) + ": "
                        + WoocommercePayloads.name(attribute.option()))
                .collect(Collectors.joining("; "));
    }

    /** A variable product that has no variation yet is one without. */
    private static List<Variation> variations(Product product, RecordFields fields) {
        if (!text(product.type()).startsWith(VARIABLE)) {
            return List.of();
        }
        if (product.variants() == null || product.variants().contains(null)) {
            throw fields.malformed("variations");
        }
        return product.variants();
    }

    /** A draft that was never saved again has no time of change. */
    private static Instant modified(Product product, RecordFields fields) {
        return fields.optionalTime("date_modified_gmt", product.modified())
                .orElseGet(() -> fields.time("date_created_gmt", product.created()));
    }
}
