package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.simulator.taobao.TaobaoRows.Item;
import dev.shophub.simulator.taobao.TaobaoRows.Sku;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The writing methods about prices and titles, Taobao's and Tmall's (fact sheet, section 7.3). */
final class TaobaoItemTexts {

    private static final Pattern YUAN = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");
    private static final Pattern TITLE =
            Pattern.compile("<field id=\"title\"[^>]*>\\s*<value>(.*?)</value>", Pattern.DOTALL);
    private static final int LONGEST_TITLE = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaobaoItemState state;

    TaobaoItemTexts(TaobaoItemState state) {
        this.state = state;
    }

    TaobaoRecord update(TaobaoCall call) {
        return titled(call, call.requiredNumber("num_iid"), call.required("title"));
    }

    /** Of the schema only the title is played. */
    TaobaoRecord schemaUpdate(TaobaoCall call) {
        var title = TITLE.matcher(call.required("xml_data"));
        if (!title.find()) {
            throw TaobaoRefusal.invalid("xml_data", "names no title");
        }
        var text = title.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        titled(call, call.requiredNumber("item_id"), text);
        return TaobaoRecord.whole().text("update_item_result", call.required("item_id"));
    }

    private TaobaoRecord titled(TaobaoCall call, long item, String title) {
        if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            throw TaobaoRefusal.invalid("title", "at most " + LONGEST_TITLE + " characters");
        }
        return changed(call, item, (shown, skus) -> state.title(call.key(), item, title));
    }

    TaobaoRecord priceUpdate(TaobaoCall call) {
        var item = call.requiredNumber("num_iid");
        return priced(call, item, Optional.of(yuan(call, "price")), skus -> Map.of());
    }

    TaobaoRecord skuPriceUpdate(TaobaoCall call) {
        var item = call.requiredNumber("num_iid");
        var properties = call.required("properties");
        var price = yuan(call, "price");
        var itemPrice = call.text("item_price").map(text -> yuan(call, "item_price"));
        return priced(
                call,
                item,
                itemPrice,
                skus -> Map.of(
                        skus.stream()
                                .filter(sku -> TaobaoItems.properties(sku).equals(properties))
                                .findFirst()
                                .orElseThrow(() -> TaobaoRefusal.invalid("properties", "names no SKU of this item"))
                                .id(),
                        price));
    }

    TaobaoRecord tmallPriceUpdate(TaobaoCall call) {
        var item = call.requiredNumber("item_id");
        priced(call, item, call.text("item_price").map(text -> yuan(call, "item_price")), skus -> tmallPrices(call));
        return TaobaoRecord.whole().text("price_update_result", Long.toString(item));
    }

    private static Map<Long, BigDecimal> tmallPrices(TaobaoCall call) {
        var prices = new HashMap<Long, BigDecimal>();
        try {
            for (var sku : JSON.readTree(call.text("sku_prices").orElse("[]"))) {
                prices.put(
                        sku.path("sku_id").asLong(-1),
                        new BigDecimal(sku.path("price").asText("")));
            }
        } catch (JsonProcessingException | NumberFormatException unreadable) {
            throw TaobaoRefusal.invalid("sku_prices", "a JSON list of sku_id and price");
        }
        return prices;
    }

    /** The price of an item must lie between those of its SKUs. */
    private TaobaoRecord priced(TaobaoCall call, long item, Optional<BigDecimal> whole, PriceRule rule) {
        return changed(call, item, (shown, skus) -> {
            var prices = new HashMap<Long, BigDecimal>();
            skus.forEach(sku -> prices.put(sku.id(), sku.id() == 0 ? whole.orElse(sku.price()) : sku.price()));
            rule.prices(skus).forEach((sku, price) -> {
                if (prices.replace(sku, price) == null) {
                    throw TaobaoRefusal.invalid("sku", "names no SKU of this item");
                }
            });
            var price = whole.orElse(shown.price());
            if (prices.values().stream().noneMatch(one -> one.compareTo(price) <= 0)
                    || prices.values().stream().noneMatch(one -> one.compareTo(price) >= 0)) {
                throw TaobaoRefusal.remote(
                        "isv.invalid-parameter:price", "The item's price lies outside those of its SKUs");
            }
            state.price(call.key(), item, price);
            prices.forEach((sku, one) -> state.skuPrice(call.key(), item, sku, one));
        });
    }

    private TaobaoRecord changed(TaobaoCall call, long item, Change change) {
        var now = TaobaoLists.now(call);
        return state.inTransaction(() -> {
            if (!state.lockItem(call.key(), item)) {
                throw TaobaoItems.notThere();
            }
            change.make(state.items(call.key(), List.of(item)).get(0), state.skus(call.key(), List.of(item)));
            state.itemChanged(call.key(), item, now);
            return TaobaoRecord.whole()
                    .record(
                            "item",
                            TaobaoRecord.whole()
                                    .number("num_iid", item)
                                    .time("modified", now)
                                    .node());
        });
    }

    private static BigDecimal yuan(TaobaoCall call, String name) {
        var text = call.required(name);
        if (!YUAN.matcher(text).matches()) {
            throw TaobaoRefusal.invalid(name, "yuan with two decimals at most");
        }
        return new BigDecimal(text);
    }

    /** New prices by SKU, from the SKUs an item has. */
    @FunctionalInterface
    private interface PriceRule {

        Map<Long, BigDecimal> prices(List<Sku> skus);
    }

    /** What becomes of an item. */
    @FunctionalInterface
    private interface Change {

        void make(Item shown, List<Sku> skus);
    }
}
