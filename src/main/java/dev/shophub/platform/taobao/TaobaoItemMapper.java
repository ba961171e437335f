package dev.shophub.platform.taobao;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.taobao.TaobaoPayloads.Item;
import dev.shophub.platform.taobao.TaobaoPayloads.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An item of {@code taobao.items.seller.list.get} in the hub's words: as a listing, and as the stock it shows. */
final class TaobaoItemMapper {

    private static final Map<String, Listing.State> STATE =
            Map.of("onsale", Listing.State.UP, "instock", Listing.State.DOWN);

    private TaobaoItemMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Listing listing(RawRecord raw) {
        var fields = TaobaoPayloads.fields(raw);
        var item = fields.read(Item.class);
        var word = text(item.approveStatus());
        return new Listing(
                fields.id("num_iid", item.numIid()),
                text(item.title()),
                STATE.getOrDefault(word, Listing.State.UNKNOWN),
                word,
                fields.money("price", item.price()),
                item.variants().isEmpty()
                        ? List.of(whole(item, fields))
                        : item.variants().stream()
                                .map(sku -> variant(item, sku, fields))
                                .toList(),
                fields.time("modified", item.modified()));
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field; a missing quantity is not 0 */
    static List<StockLevel> stockLevels(RawRecord raw) {
        var fields = TaobaoPayloads.fields(raw);
        var item = fields.read(Item.class);
        var itemId = fields.id("num_iid", item.numIid());
        var modified = fields.time("modified", item.modified());
        if (item.variants().isEmpty()) {
            return List.of(new StockLevel(
                    itemId,
                    Optional.empty(),
                    fields.code("outer_id", item.outerId()),
                    fields.number("num", item.num()),
                    modified));
        }
        return item.variants().stream()
                .map(sku -> new StockLevel(
                        itemId,
                        Optional.of(skuId(sku, fields)),
                        fields.code("skus.outer_id", sku.outerId()),
                        fields.number("skus.quantity", sku.quantity()),
                        modified))
                .toList();
    }

    private static Listing.Variant whole(Item item, RecordFields fields) {
        return new Listing.Variant(
                Optional.empty(),
                fields.code("outer_id", item.outerId()),
                "",
                fields.money("price", item.price()),
                shown(fields.number("num", item.num())));
    }

    private static Listing.Variant variant(Item item, Sku sku, RecordFields fields) {
        return new Listing.Variant(
                Optional.of(skuId(sku, fields)),
                fields.code("skus.outer_id", sku.outerId()),
                words(text(sku.propertiesName())),
                fields.optionalMoney("skus.price", sku.price()).orElseGet(() -> fields.money("price", item.price())),
                shown(fields.number("skus.quantity", sku.quantity())));
    }

    private static ExternalId skuId(Sku sku, RecordFields fields) {
        if (sku == null) {
            throw fields.malformed("skus.sku");
        }
        return fields.id("skus.sku_id", sku.skuId());
    }

    private static long shown(long quantity) {
        return Math.max(0, quantity);
    }

    /** {@code 1627207:28320:颜色分类:黑色;…} without the numbers in front; other forms stay as they are. */
    private static String words(String propertiesName) {
        return Stream.of(propertiesName.split(";"))
                .map(property -> property.split(":", 3))
                .map(parts -> parts.length == 3 ? parts[2] : String.join(":", parts))
                .collect(Collectors.joining(";"));
    }
}
