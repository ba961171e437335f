package dev.shophub.platform.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes to a shop: quantities, always absolute, and prices, one SKU a call; and whether an item is on the shelf. */
final class JdShelf {

    private static final String SHELF = "jingdong.ware.write.upOrDown";
    private static final String WARES = "jingdong.ware.read.searchWare4Valid";

    private final JdSettings settings;
    private final JdClient client;
    private final JdReader reader;

    JdShelf(JdSettings settings, JdClient client, JdReader reader) {
        this.settings = settings;
        this.client = client;
        this.reader = reader;
    }

    /** @throws IllegalArgumentException when a quantity is below 0 */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        var bySku = new TreeMap<String, Long>();
        quantities.forEach((sku, quantity) -> {
            if (quantity < 0) {
                throw new IllegalArgumentException("A shop shows 0 pieces or more (item=" + itemId + ")");
            }
            bySku.put(sku.map(ExternalId::value).orElse(""), quantity);
        });
        bySku.forEach((sku, quantity) -> setStock(sku.isEmpty() ? onlySku(itemId) : sku, quantity));
    }

    private void setStock(String sku, long quantity) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("skuId", number(sku));
        parameters.put("stockNum", quantity);
        if (settings.storeId() > 0) {
            parameters.put("storeId", settings.storeId());
        }
        write(settings.stockMethod(), parameters);
    }

    /** In yuan with two decimals, one SKU a call; the price of the item follows those of its SKUs. */
    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        var bySku = new TreeMap<String, String>();
        prices.forEach((sku, price) -> bySku.put(sku.map(ExternalId::value).orElse(""), text(itemId, price)));
        bySku.forEach((sku, price) -> {
            var parameters = new LinkedHashMap<String, Object>();
            parameters.put("skuId", number(sku.isEmpty() ? onlySku(itemId) : sku));
            parameters.put("jdPrice", price);
            write("jingdong.price.write.updateSkuJdPrice", parameters);
        });
    }

    private static String text(ExternalId itemId, Money price) {
        var amount = price.amount().stripTrailingZeros();
        if (!price.currency().equals(JdPayloads.YUAN) || amount.scale() > 2 || amount.signum() <= 0) {
            throw new RejectedException(
                    "JD takes prices in whole fen of yuan, above 0 (item=" + itemId + ", currency=" + price.currency()
                            + ")",
                    "not-a-price");
        }
        return amount.setScale(2).toPlainString();
    }

    void takeDown(ExternalId itemId) {
        unlessAlready(Listing.State.DOWN, itemId, settings.downOperation());
    }

    void putUp(ExternalId itemId) {
        unlessAlready(Listing.State.UP, itemId, settings.upOperation());
    }

    /** What the platform answers to a repetition is not documented: whether it was one, the item itself tells. */
    private void unlessAlready(Listing.State state, ExternalId itemId, int operation) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("wareId", number(itemId.value()));
        parameters.put("opType", operation);
        parameters.put("note", "ShopHub");
        try {
            write(SHELF, parameters);
        } catch (RejectedException rejected) {
            if (stateOf(itemId) != state) {
                throw rejected;
            }
        }
    }

    private Listing.State stateOf(ExternalId itemId) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("wareId", itemId.value());
        parameters.put("field", settings.wareFields());
        parameters.put("pageNo", 1);
        parameters.put("pageSize", 1);
        var page = JdGateway.unfolded(client.call(WARES, parameters).content().path("page"));
        return JdWareMapper.state(
                JdGateway.unfolded(page.path("data")).path(0).path("wareStatus").asText(""));
    }

    /** Some interfaces say whether they did it, in the root; the others by not refusing. */
    private void write(String method, Map<String, ?> parameters) {
        JsonNode answer = client.call(method, parameters).content();
        if (answer.has("success")) {
            JdErrors.requireSuccess(answer, client.particulars(method));
        }
    }

    /** Every item has a SKU; one whose merchant made no variants has exactly one. */
    private String onlySku(ExternalId itemId) {
        var skus = reader.skus(itemId.value());
        if (skus.size() != 1) {
            throw new RejectedException(
                    "The shop has no such item without variants (" + client.particulars(JdReader.SKUS) + ", item="
                            + itemId + ")",
                    "no-single-sku");
        }
        return skus.get(0).path("skuId").asText();
    }

    static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException noNumber) {
            throw new RejectedException("JD knows numbers only as ids (id=" + id + ")", "not-a-number");
        }
    }
}
