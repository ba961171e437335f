package dev.shophub.settings;

import java.util.List;

/**
 * All shops of the configuration.
 *
 * @param good in the order of their keys
 * @param faulty kept out, each with its sentence
 */
public record ConfiguredShops(List<ConfiguredShop> good, List<FaultyShop> faulty) {

    public ConfiguredShops {
        good = List.copyOf(good);
        faulty = List.copyOf(faulty);
    }

    /** Whether a block of this name is written, rightly or wrongly. */
    public boolean has(String key) {
        return good.stream().anyMatch(shop -> shop.shop().key().value().equals(key))
                || faulty.stream().anyMatch(shop -> shop.key().equals(key));
    }

    /** Nothing is configured, not even wrongly. */
    public boolean none() {
        return good.isEmpty() && faulty.isEmpty();
    }
}
