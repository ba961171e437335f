package dev.shophub.simulator.trade;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an invented shop sells, how well each sells, and the few SKUs that the ERP does not know. */
final class Catalogue {

    private static final int UNKNOWN_EVERY = 29;

    private final List<Item> items = new ArrayList<>();
    private final List<Sku> known = new ArrayList<>();
    private final List<Sku> unknown = new ArrayList<>();
    private final double[] upTo;

    /** An item with the SKUs it is sold in; an item without variants has one, numbered 0. */
    record Item(long itemId, String code, String title, BigDecimal price, List<Sku> skus) {}

    /**
     * One thing that can be bought.
     *
     * @param weight how well it sells, relative to the others
     */
    record Sku(long itemId, long skuId, String code, String title, String name, BigDecimal price, double weight) {

        /** By which the platform's own stock is kept. */
        long stockId() {
            return skuId == 0 ? itemId : skuId;
        }
    }

    /**
     * The same for the same seed and shop.
     *
     * @param shop sets its prices and what sells well apart from other shops'
     */
    Catalogue(Ids ids, long seed, String shop) {
        var lines = Words.of("items");
        for (var i = 0; i < lines.size(); i++) {
            items.add(item(ids, seed, shop, i, lines.get(i)));
        }
        var all = items.stream().flatMap(item -> item.skus().stream()).toList();
        for (var i = 0; i < all.size(); i++) {
            (i % UNKNOWN_EVERY == UNKNOWN_EVERY / 2 ? unknown : known).add(all.get(i));
        }
        upTo = new double[known.size()];
        var sum = 0.0;
        for (var i = 0; i < upTo.length; i++) {
            sum += known.get(i).weight();
            upTo[i] = sum;
        }
    }

    private static Item item(Ids ids, long seed, String shop, int number, String line) {
        var cells = line.split("\\|", -1);
        var chance = Chance.of(seed, "item", shop + "|" + cells[0]);
        var itemId = ids.item(number);
        var price = new BigDecimal(cells[2]);
        var variants = cells[3].isEmpty() ? List.<String>of() : List.of(cells[3].split(","));
        // a few items make most of the trade
        var popularity = 1 / Math.pow(1 + 20 * chance.fraction(), 1.2);
        if (variants.isEmpty()) {
            var only = new Sku(itemId, 0, cells[0], cells[1], "", price, popularity);
            return new Item(itemId, cells[0], cells[1], price, List.of(only));
        }
        var skus = new ArrayList<Sku>();
        for (var i = 0; i < variants.size(); i++) {
            skus.add(new Sku(
                    itemId,
                    ids.sku(number, i + 1),
                    cells[0] + "-" + String.format("%02d", i + 1),
                    cells[1],
                    "规格:" + variants.get(i),
                    price.add(BigDecimal.valueOf(10L * i)),
                    popularity * (0.5 + chance.fraction()) / variants.size()));
        }
        return new Item(itemId, cells[0], cells[1], price, List.copyOf(skus));
    }

    List<Item> items() {
        return items;
    }

    /** Something that the ERP knows, chosen as it sells. */
    Sku known(Chance chance) {
        var point = chance.fraction() * upTo[upTo.length - 1];
        var found = Arrays.binarySearch(upTo, point);
        return known.get(Math.min(known.size() - 1, found < 0 ? -found - 1 : found));
    }

    Sku unknown(Chance chance) {
        return chance.of(unknown);
    }

    boolean isUnknown(Sku sku) {
        return unknown.contains(sku);
    }

    /** The share of all pieces sold that falls to this SKU. */
    double share(Sku sku) {
        return sku.weight() / upTo[upTo.length - 1];
    }
}
