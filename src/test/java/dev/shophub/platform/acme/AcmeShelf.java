package dev.shophub.platform.acme;

import dev.shophub.connector.ComparedStockSink.Change;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import dev.shophub.platform.acme.AcmePayloads.ItemRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shop shows and is told to show, one variant a call; the platform itself compares where it is asked to. */
final class AcmeShelf {

    private final AcmeClient client;

    AcmeShelf(AcmeClient client) {
        this.client = client;
    }

    static List<StockLevel> levels(RawRecord raw) {
        var fields = AcmePayloads.fields(raw);
        var item = fields.read(ItemRow.class);
        if (item.variants() == null) {
            throw fields.malformed("variants");
        }
        return item.variants().stream()
                .map(variant -> new StockLevel(
                        fields.id("id", item.id()),
                        fields.optionalId("variants.sku", variant.sku()),
                        fields.code("variants.code", variant.code()),
                        fields.number("variants.pieces", variant.pieces()),
                        fields.time("changed", item.changed())))
                .toList();
    }

    void set(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        quantities.forEach((sku, quantity) -> client.call("stock.set", named(itemId, sku, quantity)));
    }

    Map<Optional<ExternalId>, Long> setIfShown(ExternalId itemId, Map<Optional<ExternalId>, Change> changes) {
        var stale = new HashMap<Optional<ExternalId>, Long>();
        changes.forEach((sku, change) -> {
            var asked = named(itemId, sku, change.wanted());
            asked.put("expected", Long.toString(change.expected()));
            var answer = client.call("stock.set", asked).content();
            if (answer.path("shown").asLong() != change.wanted()) {
                stale.put(sku, answer.path("shown").asLong());
            }
        });
        return Map.copyOf(stale);
    }

    private static Map<String, String> named(ExternalId itemId, Optional<ExternalId> sku, long quantity) {
        var named = new HashMap<String, String>();
        named.put("item", itemId.value());
        named.put("sku", sku.map(ExternalId::value).orElse("0"));
        named.put("pieces", Long.toString(quantity));
        return named;
    }
}
