package dev.shophub.metric;

import dev.shophub.store.ShopRow;
import java.util.List;
import java.util.Optional;

/**
 * Whom a report is about.
 *
 * @param shops at least one
 * @param overall all shops together, even where there is only one
 */
public record Scope(List<ShopRow> shops, boolean overall) {

    public Scope {
        shops = List.copyOf(shops);
    }

    /** One shop. */
    public static Scope of(ShopRow shop) {
        return new Scope(List.of(shop), false);
    }

    /** The shop's row number; 0: all together. */
    public long id() {
        return overall ? 0 : shops.get(0).id();
    }

    public List<Long> ids() {
        return shops.stream().map(ShopRow::id).toList();
    }

    /** One of its shops, by row number. */
    public ShopRow get(long shopId) {
        return shops.stream().filter(shop -> shop.id() == shopId).findFirst().orElseThrow();
    }

    /** The shop it is about, where it is about one. */
    public Optional<ShopRow> shop() {
        return overall ? Optional.empty() : Optional.of(shops.get(0));
    }
}
