package dev.shophub.platform.jd;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Listing;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.jd.JdPayloads.Sku;
import dev.shophub.platform.jd.JdPayloads.Ware;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item of {@code jingdong.ware.read.searchWare4Valid} in the hub's words: as a listing, and as the stock it has. */
final class JdWareMapper {

    /** The audit's states are those of the shelf with a mark of their own on top; what waits there is as it was. */
    private static final Map<String, Listing.State> STATE = Map.of(
            "8", Listing.State.UP,
            "520", Listing.State.UP,
            "1", Listing.State.DOWN,
            "2", Listing.State.DOWN,
            "4", Listing.State.DOWN,
            "513", Listing.State.DOWN,
            "514", Listing.State.DOWN,
            "516", Listing.State.DOWN,
            "1028", Listing.State.DOWN);

    private JdWareMapper() {}

    static Listing.State state(String wareStatus) {
        return STATE.getOrDefault(wareStatus, Listing.State.UNKNOWN);
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Listing listing(RawRecord raw) {
        var fields = JdPayloads.fields(raw);
        var ware = fields.read(Ware.class);
        var word = text(ware.wareStatus());
        return new Listing(
                fields.id("wareId", ware.wareId()),
                text(ware.title()),
                state(word),
                word,
                fields.money("jdPrice", ware.jdPrice()),
                skus(ware, fields).stream()
                        .map(sku -> variant(ware, sku, fields))
                        .toList(),
                fields.time("modified", ware.modified()));
    }

    /**
     * @param storeId the store that counts, 0 for the main one
     * @throws dev.shophub.connector.MalformedRecordException naming the field; a missing quantity is not 0
     */
    static List<StockLevel> stockLevels(RawRecord raw, long storeId) {
        var fields = JdPayloads.fields(raw);
        var ware = fields.read(Ware.class);
        var wareId = fields.id("wareId", ware.wareId());
        var modified = fields.time("modified", ware.modified());
        return skus(ware, fields).stream()
                .map(sku -> new StockLevel(
                        wareId,
                        Optional.of(fields.id("skus.skuId", sku.skuId())),
                        fields.code("skus.outerId", sku.outerId()),
                        inStore(sku, storeId, fields),
                        modified))
                .toList();
    }

    private static long inStore(Sku sku, long storeId, RecordFields fields) {
        return Optional.ofNullable(sku.skuStocks()).stream()
                .flatMap(List::stream)
                .filter(stock -> stock != null)
                .filter(stock ->
                        (text(stock.storeId()).isEmpty() ? "0" : stock.storeId()).equals(Long.toString(storeId)))
                .map(stock -> fields.number("skuStocks.stockNum", stock.stockNum()))
                .findFirst()
                .orElseThrow(() -> fields.malformed("skuStocks"));
    }

    private static Listing.Variant variant(Ware ware, Sku sku, RecordFields fields) {
        return new Listing.Variant(
                Optional.of(fields.id("skus.skuId", sku.skuId())),
                fields.code("skus.outerId", sku.outerId()),
                text(sku.skuName()),
                fields.optionalMoney("skus.jdPrice", sku.jdPrice())
                        .orElseGet(() -> fields.money("jdPrice", ware.jdPrice())),
                Math.max(0, fields.number("skus.stockNum", sku.stockNum())));
    }

    /** Every item has a SKU. */
    private static List<Sku> skus(Ware ware, RecordFields fields) {
        if (ware.skus() == null || ware.skus().isEmpty() || ware.skus().contains(null)) {
            throw fields.malformed("skus");
        }
        return ware.skus();
    }
}
