package dev.shophub.platform.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what shoppers read of an item: prices and title. Taobao takes a variant's price by its properties, and the item's
 * own must lie between those of its variants; Tmall takes all prices in one call, and the title as a change of its schema.
 */
final class TaobaoItemText {

    private final TaobaoClient client;
    private final boolean tmall;

    TaobaoItemText(TaobaoClient client, boolean tmall) {
        this.client = client;
        this.tmall = tmall;
    }

    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        var yuan = new LinkedHashMap<Optional<ExternalId>, BigDecimal>();
        prices.forEach((sku, price) -> yuan.put(sku, yuan(itemId, price)));
        var whole = Optional.ofNullable(yuan.remove(Optional.<ExternalId>empty()));
        whole.ifPresent(price -> setItemPrice(itemId, price));
        if (!yuan.isEmpty()) {
            setVariants(itemId, yuan);
        }
    }

    void setTitle(ExternalId itemId, String title) {
        if (tmall) {
            client.call(
                    "tmall.item.schema.increment.update", Map.of("item_id", itemId.value(), "xml_data", schema(title)));
        } else {
            client.call("taobao.item.update", Map.of("num_iid", itemId.value(), "title", title));
        }
    }

    private static BigDecimal yuan(ExternalId itemId, Money price) {
        if (!price.currency().equals(TaobaoPayloads.YUAN)
                || price.amount().stripTrailingZeros().scale() > 2
                || price.amount().signum() <= 0) {
            throw new RejectedException(
                    "Taobao takes prices above 0 in yuan with two decimals (item=" + itemId + ", price="
                            + price.amount().toPlainString() + " " + price.currency() + ")",
                    "price");
        }
        return price.amount().setScale(2, RoundingMode.UNNECESSARY);
    }

    private void setItemPrice(ExternalId itemId, BigDecimal price) {
        if (tmall) {
            client.call(
                    "tmall.item.price.update", Map.of("item_id", itemId.value(), "item_price", price.toPlainString()));
        } else {
            client.call("taobao.item.price.update", Map.of("num_iid", itemId.value(), "price", price.toPlainString()));
        }
    }

    private void setVariants(ExternalId itemId, Map<Optional<ExternalId>, BigDecimal> wanted) {
        var item = client.call(
                        "taobao.item.seller.get", Map.of("fields", "num_iid,price,skus", "num_iid", itemId.value()))
                .content()
                .path("item");
        var shown = new HashMap<String, BigDecimal>();
        var properties = new HashMap<String, String>();
        for (var sku : item.path("skus").path("sku")) {
            var id = sku.path("sku_id").asText("");
            shown.put(id, amount(sku));
            properties.put(id, sku.path("properties").asText(""));
        }
        wanted.keySet().stream()
                .map(sku -> sku.orElseThrow().value())
                .filter(sku -> !shown.containsKey(sku))
                .findFirst()
                .ifPresent(gone -> {
                    throw new RejectedException(
                            "The item has no such variant (item=" + itemId + ", variant=" + gone + ")", "no-variant");
                });
        var itemPrice = amount(item);
        var changes = new ArrayList<Map<String, String>>();
        for (var change : wanted.entrySet()) {
            var sku = change.getKey().orElseThrow().value();
            shown.put(sku, change.getValue());
            itemPrice = between(itemPrice, shown.values());
            changes.add(Map.of(
                    "num_iid",
                    itemId.value(),
                    "properties",
                    properties.get(sku),
                    "price",
                    change.getValue().toPlainString(),
                    "item_price",
                    itemPrice.toPlainString()));
        }
        if (tmall) {
            client.call(
                    "tmall.item.price.update",
                    Map.of(
                            "item_id",
                            itemId.value(),
                            "item_price",
                            itemPrice.toPlainString(),
                            "sku_prices",
                            skuPrices(wanted)));
        } else {
            changes.forEach(change -> client.call("taobao.item.sku.price.update", change));
        }
    }

    /** The item's own price, moved no farther than it must be to lie between those of its variants. */
    private static BigDecimal between(BigDecimal price, Collection<BigDecimal> variants) {
        return price.max(Collections.min(variants)).min(Collections.max(variants));
    }

    private static BigDecimal amount(JsonNode node) {
        try {
            return new BigDecimal(node.path("price").asText("")).setScale(2, RoundingMode.HALF_UP);
        } catch (NumberFormatException unreadable) {
            throw new RejectedException("Taobao shows no price to compare with (item price)", "price");
        }
    }

    private static String skuPrices(Map<Optional<ExternalId>, BigDecimal> wanted) {
        var list = wanted.entrySet().stream()
                .map(change -> Map.of(
                        "sku_id",
                        change.getKey().orElseThrow().value(),
                        "price",
                        change.getValue().toPlainString()))
                .toList();
        try {
            return Json.MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts make JSON", impossible);
        }
    }

    /** Only the title is named as to be changed; everything else of the item stays. */
    private static String schema(String title) {
        var text = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<itemRule><field id=\"title\" name=\"商品标题\" type=\"input\"><value>" + text + "</value></field>"
                + "<field id=\"update_fields\" name=\"更新字段列表\" type=\"multiCheck\"><values><value>title</value></values>"
                + "</field></itemRule>";
    }
}
