package dev.shophub.stock;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.settings.CsvLine;
import dev.shophub.settings.EditedFile;
import dev.shophub.settings.EditedFile.LineException;
import dev.shophub.store.StockFormulas.Terms;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Formulas of single SKUs, from a file that an admin may edit while the hub runs: {@code
 * shop,code,buffer,buffer-percent,share-percent,cap} a line, {@code *} for every shop; the code is the shop's or the ERP's; an empty
 * field is as the shop's own formula. {@code #} begins a comment line. The file may be missing.
 */
public final class SkuFormulas {

    /** Its name in the folder of the configuration. */
    public static final String NAME = "stock-formula.csv";

    private static final String EVERY_SHOP = "*";
    private static final int FIELDS = 6;
    private static final String EXPECTED =
            "is not shop,code,buffer,buffer-percent,share-percent,cap; write it like my-shop,85123A,5,,50,99";

    private final EditedFile<Lines> file;

    public SkuFormulas(Path file) {
        this.file = new EditedFile<>(file, SkuFormulas::parse, Lines.NONE, false);
    }

    /** What the file says now; empty while a line of it cannot be used. */
    public Optional<Lines> lines() {
        return file.good();
    }

    /** What is wrong with the file now, as {@code FILE:LINE} and a sentence. */
    public Optional<String> problem() {
        return file.problem();
    }

    /**
     * All lines of the file.
     *
     * @param terms by shop, {@code *} among them, and code
     * @param first the line that names a shop first, by shop
     */
    public record Lines(Map<String, Map<String, Terms>> terms, Map<String, Integer> first) {

        private static final Lines NONE = new Lines(Map.of(), Map.of());

        /** By code; of two lines about one code that which names the shop. */
        public Map<String, Terms> of(ShopKey shop) {
            var all = new HashMap<>(terms.getOrDefault(EVERY_SHOP, Map.of()));
            all.putAll(terms.getOrDefault(shop.value(), Map.of()));
            return all;
        }

        /** The shops that are named, each with the line that names it first, from 1. */
        public Map<String, Integer> shops() {
            var shops = new TreeMap<>(first);
            shops.remove(EVERY_SHOP);
            return shops;
        }
    }

    private static Lines parse(List<String> lines) throws LineException {
        var terms = new HashMap<String, Map<String, Terms>>();
        var first = new HashMap<String, Integer>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = CsvLine.fields(line, number);
            if (fields.length != FIELDS || fields[0].isBlank() || !isCode(fields[1])) {
                throw new LineException(number, EXPECTED);
            }
            var shop = fields[0].strip();
            first.putIfAbsent(shop, number);
            if (terms.computeIfAbsent(shop, key -> new HashMap<>()).put(fields[1], terms(fields, number)) != null) {
                throw new LineException(number, "says again what a line above says of this shop and code; keep one");
            }
        }
        return new Lines(terms, first);
    }

    private static boolean isCode(String code) {
        return !code.isBlank() && code.length() <= ExternalId.MAX_LENGTH;
    }

    private static Terms terms(String[] fields, int number) throws LineException {
        return new Terms(
                pieces("buffer", fields[2], number),
                percent("buffer-percent", fields[3], number),
                percent("share-percent", fields[4], number),
                pieces("cap", fields[5], number));
    }

    private static Optional<Long> pieces(String field, String text, int number) throws LineException {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.strip().matches("\\d{1,9}")) {
            throw new LineException(number, field + " is not pieces; write a whole number from 0 on, or nothing");
        }
        return Optional.of(Long.valueOf(text.strip()));
    }

    private static Optional<Integer> percent(String field, String text, int number) throws LineException {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.strip().matches("\\d{1,2}|100")) {
            throw new LineException(
                    number, field + " is no percentage; write a whole number from 0 to 100 without a sign, or nothing");
        }
        return Optional.of(Integer.valueOf(text.strip()));
    }
}
