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

    /** Nothing is configured, not even wrongly. */
    public boolean none() {
        return good.isEmpty() && faulty.isEmpty();
    }
}
