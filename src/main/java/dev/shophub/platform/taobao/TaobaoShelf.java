package dev.shophub.platform.taobao;

import dev.shophub.connector.RejectedException;
import dev.shophub.model.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes to a shop: quantities, always absolute, and whether an item is on the shelf. */
final class TaobaoShelf {

    /** {@code taobao.skus.quantity.update} takes no more pairs at once. */
    private static final int PAIRS_A_CALL = 20;

    private static final String ABSOLUTE = "1";

    private final TaobaoClient client;

    TaobaoShelf(TaobaoClient client) {
        this.client = client;
    }

    /** @throws IllegalArgumentException when a quantity is below 0 */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        var pairs = new ArrayList<String>();
        quantities.forEach((skuId, quantity) -> {
            if (quantity < 0) {
                throw new IllegalArgumentException("A shop shows 0 pieces or more (item=" + itemId + ")");
            }
            skuId.ifPresent(id -> pairs.add(id + ":" + quantity));
        });
        pairs.sort(null);
        for (int from = 0; from < pairs.size(); from += PAIRS_A_CALL) {
            setSkus(itemId, pairs.subList(from, Math.min(pairs.size(), from + PAIRS_A_CALL)));
        }
        Optional.ofNullable(quantities.get(Optional.<ExternalId>empty()))
                .ifPresent(quantity -> client.call(
                        "taobao.item.quantity.update",
                        Map.of("num_iid", itemId.value(), "quantity", Long.toString(quantity), "type", ABSOLUTE)));
    }

    private void setSkus(ExternalId itemId, List<String> pairs) {
        client.call(
                "taobao.skus.quantity.update",
                Map.of("num_iid", itemId.value(), "skuid_quantities", String.join(";", pairs), "type", ABSOLUTE));
    }

    void takeDown(ExternalId itemId) {
        unlessAlready("instock", itemId, "taobao.item.update.delisting", Map.of("num_iid", itemId.value()));
    }

    void putUp(ExternalId itemId, long quantity) {
        unlessAlready(
                "onsale",
                itemId,
                "taobao.item.update.listing",
                Map.of("num_iid", itemId.value(), "num", Long.toString(quantity)));
    }

    /** What the platform answers to a repetition is not documented: whether it was one, the item itself tells. */
    private void unlessAlready(String state, ExternalId itemId, String method, Map<String, String> parameters) {
        try {
            client.call(method, parameters);
        } catch (RejectedException rejected) {
            if (!state.equals(stateOf(itemId))) {
                throw rejected;
            }
        }
    }

    private String stateOf(ExternalId itemId) {
        return client.call(
                        "taobao.item.seller.get", Map.of("fields", "num_iid,approve_status", "num_iid", itemId.value()))
                .content()
                .path("item")
                .path("approve_status")
                .asText("");
    }
}
