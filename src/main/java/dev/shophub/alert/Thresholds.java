package dev.shophub.alert;

import dev.shophub.model.ShopKey;
import dev.shophub.settings.CsvLine;
import dev.shophub.settings.EditedFile;
import dev.shophub.settings.EditedFile.LineException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Thresholds in pieces for single SKUs, from a file that an admin may edit while the hub runs: {@code shop,code,pieces} a
 * line, {@code *} for every shop, {@code #} begins a comment line. The file may be missing.
 */
final class Thresholds {

    private static final String EVERY_SHOP = "*";

    private final EditedFile<Map<Key, Integer>> file;

    Thresholds(Path file) {
        this.file = new EditedFile<>(file, Thresholds::parse, Map.of(), false);
    }

    /** Below so many pieces the SKU is low; empty: it goes by days of cover. */
    Optional<Integer> of(ShopKey shop, String code) {
        var all = file.content();
        return Optional.ofNullable(all.get(new Key(shop.value(), code)))
                .or(() -> Optional.ofNullable(all.get(new Key(EVERY_SHOP, code))));
    }

    /** The highest of all thresholds, 0 when there is none. */
    int highest() {
        return file.content().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** What is wrong with the file now, as {@code FILE:LINE} and a sentence. */
    Optional<String> problem() {
        return file.problem();
    }

    private static Map<Key, Integer> parse(List<String> lines) throws LineException {
        var thresholds = new HashMap<Key, Integer>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = CsvLine.fields(line, number);
            if (fields.length != 3 || !fields[2].strip().matches("\\d{1,9}")) {
                throw new LineException(number, "is not shop,code,pieces; write it like my-shop,85123A,20");
            }
            thresholds.put(new Key(fields[0].strip(), fields[1]), Integer.parseInt(fields[2].strip()));
        }
        return Map.copyOf(thresholds);
    }

    private record Key(String shop, String code) {}
}
