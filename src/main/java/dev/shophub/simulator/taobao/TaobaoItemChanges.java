package dev.shophub.simulator.taobao;

import dev.shophub.simulator.taobao.TaobaoRows.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The writing methods about items: stock, up and down (fact sheet, sections 7.1 and 7.3). */
final class TaobaoItemChanges {

    private static final int MOST_PAIRS = 20;
    private static final int ABSOLUTE = 1;
    private static final int DELTA = 2;

    private final TaobaoItemState state;

    TaobaoItemChanges(TaobaoItemState state) {
        this.state = state;
    }

    /** Sets or moves one stock: that of the SKU named by number or merchant code, else that of an item without SKUs. */
    TaobaoRecord quantityUpdate(TaobaoCall call) {
        var item = call.requiredNumber("num_iid");
        var amount = call.requiredNumber("quantity");
        var type = call.integer("type", ABSOLUTE, DELTA, ABSOLUTE);
        return changed(call, item, skus -> {
            var target = call.number("sku_id")
                    .map(id -> one(skus, sku -> sku.id() == id && id != 0, "sku_id"))
                    .or(() -> call.text("outer_id")
                            .map(code -> one(skus, sku -> sku.code().equals(code), "outer_id")))
                    .orElseGet(() -> one(skus, sku -> sku.id() == 0, "sku_id"));
            return Map.of(target, quantity(target, amount, type));
        });
    }

    /** Sets or moves up to twenty stocks of one item, all or none. */
    TaobaoRecord skusQuantityUpdate(TaobaoCall call) {
        var item = call.requiredNumber("num_iid");
        var type = call.integer("type", ABSOLUTE, DELTA, ABSOLUTE);
        var byId = call.text("skuid_quantities");
        var name = byId.isPresent() ? "skuid_quantities" : "outerid_quantities";
        var pairs = pairs(name, byId.orElseGet(() -> call.required("outerid_quantities")));
        return changed(call, item, skus -> {
            var quantities = new LinkedHashMap<Sku, Long>();
            pairs.forEach((key, amount) -> {
                var target = one(
                        skus,
                        sku -> byId.isPresent()
                                ? Long.toString(sku.id()).equals(key)
                                : sku.code().equals(key),
                        name);
                quantities.put(target, quantity(target, amount, type));
            });
            return quantities;
        });
    }

    TaobaoRecord delisting(TaobaoCall call) {
        return shelf(call, false);
    }

    /** Puts an item up; an item without SKUs then has the stock named, one with SKUs keeps theirs. */
    TaobaoRecord listing(TaobaoCall call) {
        var quantity = call.requiredNumber("num");
        if (quantity < 1) {
            throw TaobaoRefusal.invalid("num", "from 1");
        }
        return shelf(call, true);
    }

    private TaobaoRecord shelf(TaobaoCall call, boolean up) {
        var item = call.requiredNumber("num_iid");
        var now = TaobaoLists.now(call);
        return state.inTransaction(() -> {
            if (!state.lockItem(call.key(), item)) {
                throw TaobaoItems.notThere();
            }
            if (up) {
                state.quantity(call.key(), item, 0, call.requiredNumber("num"));
            }
            state.itemUp(call.key(), item, up, now);
            return TaobaoRecord.whole()
                    .record(
                            "item",
                            TaobaoRecord.whole()
                                    .number("num_iid", item)
                                    .time("modified", now)
                                    .node());
        });
    }

    private TaobaoRecord changed(TaobaoCall call, long item, QuantityRule rule) {
        var now = TaobaoLists.now(call);
        return state.inTransaction(() -> {
            if (!state.lockItem(call.key(), item)) {
                throw TaobaoItems.notThere();
            }
            var skus = state.skus(call.key(), List.of(item));
            rule.quantities(skus).forEach((sku, quantity) -> state.quantity(call.key(), item, sku.id(), quantity));
            state.itemChanged(call.key(), item, now);
            return answer(item, state.skus(call.key(), List.of(item)), call);
        });
    }

    private static TaobaoRecord answer(long item, List<Sku> skus, TaobaoCall call) {
        var real = skus.stream().filter(sku -> sku.id() != 0).toList();
        return TaobaoRecord.whole()
                .record(
                        "item",
                        TaobaoRecord.whole()
                                .number("num_iid", item)
                                .number(
                                        "num",
                                        skus.stream().mapToLong(Sku::quantity).sum())
                                .time("modified", TaobaoLists.now(call))
                                .list(
                                        "skus",
                                        "sku",
                                        real.stream()
                                                .map(sku -> TaobaoItems.sku(TaobaoRecord.whole(), sku))
                                                .toList())
                                .node());
    }

    private static long quantity(Sku sku, long amount, int type) {
        var quantity = type == DELTA ? Math.addExact(sku.quantity(), amount) : amount;
        if (quantity < 0) {
            throw TaobaoRefusal.invalid("quantity", "the stock would fall below 0");
        }
        return quantity;
    }

    private static Sku one(List<Sku> skus, Predicate<Sku> wanted, String parameter) {
        return skus.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> TaobaoRefusal.invalid(parameter, "names no stock of this item"));
    }

    private static Map<String, Long> pairs(String name, String text) {
        var pairs = new LinkedHashMap<String, Long>();
        for (var pair : text.split(";")) {
            var colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw TaobaoRefusal.invalid(name, "id:quantity;id:quantity");
            }
            pairs.put(pair.substring(0, colon), TaobaoCall.number(name, pair.substring(colon + 1)));
        }
        if (pairs.size() > MOST_PAIRS) {
            throw TaobaoRefusal.invalid(name, "at most " + MOST_PAIRS + " pairs");
        }
        return pairs;
    }

    /** Decides the new quantities from the stocks an item has. */
    @FunctionalInterface
    private interface QuantityRule {

        Map<Sku, Long> quantities(List<Sku> skus);
    }
}
