package dev.shophub.platform.vendure;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Listing;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.vendure.VendurePayloads.GlobalNode;
import dev.shophub.platform.vendure.VendurePayloads.ProductNode;
import dev.shophub.platform.vendure.VendurePayloads.StockNode;
import dev.shophub.platform.vendure.VendurePayloads.VariantNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A product with its variants in the hub's words: as a listing, and as the stock it has. */
final class VendureProductMapper {

    private final int decimals;
    private final Optional<String> stockLocation;

    /** @param stockLocation the only one that counts, where one is set */
    VendureProductMapper(int decimals, Optional<String> stockLocation) {
        this.decimals = decimals;
        this.stockLocation = stockLocation;
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    Listing listing(RawRecord raw) {
        var product = VendurePayloads.read(raw, ProductNode.class);
        var fields = fields(raw, product);
        var variants = variants(product, fields);
        boolean buyable = variants.stream().anyMatch(VariantNode::enabled);
        var told = variants.stream()
                .map(variant -> variant(variant, product.globalSettings(), fields))
                .toList();
        return new Listing(
                fields.id("id", product.id()),
                text(product.name()),
                product.enabled() && buyable ? Listing.State.UP : Listing.State.DOWN,
                product.enabled() ? buyable ? "enabled" : "no variant enabled" : "disabled",
                told.stream()
                        .map(Listing.Variant::price)
                        .min(Comparator.comparing(price -> price.amount()))
                        .orElseThrow(),
                told,
                variants.stream()
                        .map(variant -> modified(variant, fields))
                        .reduce(fields.time("updatedAt", product.updatedAt()), VendureProductMapper::later));
    }

    /**
     * What is counted of it: a variant whose stock is not tracked is sold without end and has no level.
     *
     * @throws dev.shophub.connector.MalformedRecordException naming the field
     */
    List<StockLevel> stockLevels(RawRecord raw) {
        var product = VendurePayloads.read(raw, ProductNode.class);
        var fields = fields(raw, product);
        var item = fields.id("id", product.id());
        return variants(product, fields).stream()
                .filter(variant -> isTracked(variant, product.globalSettings()))
                .map(variant -> new StockLevel(
                        item,
                        Optional.of(fields.id("variants.id", variant.id())),
                        fields.code("variants.sku", variant.sku()),
                        saleable(variant, product.globalSettings(), fields),
                        modified(variant, fields)))
                .toList();
    }

    private Listing.Variant variant(VariantNode variant, GlobalNode global, RecordFields fields) {
        return new Listing.Variant(
                Optional.of(fields.id("variants.id", variant.id())),
                fields.code("variants.sku", variant.sku()),
                text(variant.name()),
                VendurePayloads.money("variants.priceWithTax", variant.priceWithTax(), decimals, fields),
                Math.max(0, saleable(variant, global, fields)));
    }

    /** Pieces that can be bought: on hand, without what is promised to orders and without what is to stay. */
    private long saleable(VariantNode variant, GlobalNode global, RecordFields fields) {
        var here = VendurePayloads.all(variant.stockLevels(), "variants.stockLevels", fields).stream()
                .filter(level ->
                        stockLocation.map(text(level.stockLocationId())::equals).orElse(true))
                .mapToLong(level -> fields.number("variants.stockLevels.stockOnHand", level.stockOnHand())
                        - fields.number("variants.stockLevels.stockAllocated", level.stockAllocated()))
                .sum();
        return here - threshold(variant, global, fields);
    }

    private static long threshold(VariantNode variant, GlobalNode global, RecordFields fields) {
        return variant.useGlobalOutOfStockThreshold() && global != null
                ? fields.number("globalSettings.outOfStockThreshold", global.outOfStockThreshold())
                : fields.number("variants.outOfStockThreshold", variant.outOfStockThreshold());
    }

    private static boolean isTracked(VariantNode variant, GlobalNode global) {
        return switch (text(variant.trackInventory())) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> global == null || global.trackInventory();
        };
    }

    private static Instant modified(VariantNode variant, RecordFields fields) {
        return Stream.ofNullable(variant.stockLevels())
                .flatMap(List::stream)
                .map(StockNode::updatedAt)
                .flatMap(time -> fields.optionalTime("variants.stockLevels.updatedAt", time).stream())
                .reduce(fields.time("variants.updatedAt", variant.updatedAt()), VendureProductMapper::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static RecordFields fields(RawRecord raw, ProductNode product) {
        var currency = Stream.ofNullable(product.variants())
                .flatMap(List::stream)
                .filter(variant -> variant != null)
                .map(variant -> text(variant.currencyCode()))
                .findFirst();
        return VendurePayloads.fields(raw, currency.orElse(""));
    }

    private static List<VariantNode> variants(ProductNode product, RecordFields fields) {
        var variants = VendurePayloads.all(product.variants(), "variants", fields);
        if (variants.isEmpty()) {
            throw fields.malformed("variants");
        }
        return variants;
    }
}
