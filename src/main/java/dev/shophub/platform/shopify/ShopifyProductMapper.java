package dev.shophub.platform.shopify;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.shopify.ShopifyPayloads.InventoryItem;
import dev.shophub.platform.shopify.ShopifyPayloads.Level;
import dev.shophub.platform.shopify.ShopifyPayloads.ProductNode;
import dev.shophub.platform.shopify.ShopifyPayloads.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A product in the hub's words: as a listing, and as the stock it has at one location. */
final class ShopifyProductMapper {

    /** An unlisted product is bought by who has its address. */
    private static final Map<String, Listing.State> STATE = Map.of(
            "ACTIVE", Listing.State.UP,
            "UNLISTED", Listing.State.UP,
            "DRAFT", Listing.State.DOWN,
            "ARCHIVED", Listing.State.DOWN);

    private ShopifyProductMapper() {}

    static Listing.State state(String status) {
        return STATE.getOrDefault(status, Listing.State.UNKNOWN);
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Listing listing(RawRecord raw) {
        var product = product(raw);
        var lowest =
                product.priceRangeV2() == null ? null : product.priceRangeV2().minVariantPrice();
        var fields = ShopifyFields.of(
                raw, "priceRangeV2.minVariantPrice.currencyCode", lowest == null ? "" : lowest.currencyCode(), false);
        var plain = fields.plain();
        var word = text(product.status());
        return new Listing(
                fields.id("id", product.id()),
                text(product.title()),
                state(word),
                word,
                plain.money("priceRangeV2.minVariantPrice.amount", lowest.amount()),
                variants(product, plain).stream()
                        .map(variant -> new Listing.Variant(
                                Optional.of(fields.id("variants.id", variant.id())),
                                plain.code("variants.sku", variant.sku()),
                                text(variant.title()),
                                plain.money("variants.price", variant.price()),
                                Math.max(0, plain.number("variants.inventoryQuantity", variant.inventoryQuantity()))))
                        .toList(),
                plain.time("updatedAt", product.updatedAt()));
    }

    /**
     * Variants whose stock the shop does not count have none to tell.
     *
     * @throws dev.shophub.connector.MalformedRecordException naming the field; a missing quantity is not 0
     */
    static List<StockLevel> stockLevels(RawRecord raw) {
        var product = product(raw);
        var plain = ShopifyFields.fields(raw, Money.NO_CURRENCY);
        var id = plain.id("id", ShopifyFields.tail(product.id()));
        var modified = plain.time("updatedAt", product.updatedAt());
        return variants(product, plain).stream()
                .filter(variant -> Optional.ofNullable(variant.inventoryItem())
                        .orElseThrow(() -> plain.malformed("variants.inventoryItem"))
                        .tracked())
                .map(variant -> new StockLevel(
                        id,
                        Optional.of(plain.id("variants.id", ShopifyFields.tail(variant.id()))),
                        plain.code("variants.sku", variant.sku()),
                        available(variant.inventoryItem(), plain),
                        modified))
                .toList();
    }

    /** A variant that is not kept at the location has nothing there. */
    private static long available(InventoryItem item, RecordFields plain) {
        var level = item.inventoryLevel();
        return level == null ? 0 : available(level, plain);
    }

    private static long available(Level level, RecordFields plain) {
        var field = "variants.inventoryItem.inventoryLevel.quantities";
        if (level.quantities() == null
                || level.quantities().size() != 1
                || level.quantities().get(0) == null) {
            throw plain.malformed(field);
        }
        return plain.number(field, level.quantities().get(0).quantity());
    }

    private static ProductNode product(RawRecord raw) {
        return ShopifyFields.fields(raw, Money.NO_CURRENCY).read(ProductNode.class);
    }

    /** Every product has a variant. */
    private static List<Variant> variants(ProductNode product, RecordFields plain) {
        if (product.variants() == null
                || product.variants().isEmpty()
                || product.variants().contains(null)) {
            throw plain.malformed("variants");
        }
        return product.variants();
    }
}
