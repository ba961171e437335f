package dev.shophub.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the configuration's files say now.
 *
 * @param records all settings records that bound, by their type
 * @param shops as they are written, the faulty ones apart
 * @param erp empty when it is faulty
 * @param faults of what concerns the whole hub, a sentence each, {@code FILE:LINE: …}
 * @param waiting what differs from what the hub was started with and is read at the start only, a sentence each
 */
public record ReadConfiguration(
        Map<Class<?>, Object> records,
        ConfiguredShops shops,
        Optional<ErpSettings> erp,
        List<String> faults,
        List<String> waiting) {

    public ReadConfiguration {
        records = Map.copyOf(records);
        faults = List.copyOf(faults);
        waiting = List.copyOf(waiting);
    }

    /** Nothing could be made of the files. */
    static ReadConfiguration unreadable(List<String> faults) {
        return new ReadConfiguration(
                Map.of(), new ConfiguredShops(List.of(), List.of()), Optional.empty(), faults, List.of());
    }

    /** Every fault, those of shops too. */
    public List<String> allFaults() {
        var all = new ArrayList<>(faults);
        shops.faulty().forEach(shop -> all.add(shop.sentence()));
        return all;
    }

    /** The shops as they may run: a block that is faulty now runs as it ran before, if it did. */
    public ConfiguredShops shopsAfter(ConfiguredShops before) {
        var ran = before.good().stream()
                .collect(Collectors.toMap(shop -> shop.shop().key().value(), shop -> shop));
        var good = new LinkedHashMap<String, ConfiguredShop>();
        shops.good().forEach(shop -> good.put(shop.shop().key().value(), shop));
        var out = new ArrayList<FaultyShop>();
        for (var faulty : shops.faulty()) {
            if (ran.containsKey(faulty.key())) {
                good.put(faulty.key(), ran.get(faulty.key()));
            } else {
                out.add(faulty);
            }
        }
        return new ConfiguredShops(List.copyOf(good.values()), out);
    }
}
