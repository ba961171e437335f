package dev.shophub.stock;

import dev.shophub.model.SkuCode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which SKU of the ERP a code of a shop probably is; for a person to look at, never applied by itself. The same code mapped in
 * another shop says most, then a code that differs only in case, width, signs or leading zeros, then a title that is alike.
 */
public final class SkuSuggestions {

    /** Share of pairs of characters that two titles have in common; below it they are not alike. */
    private static final double ALIKE = 0.45;

    /** A pair of characters in more titles than this tells nothing. */
    private static final int COMMON = 2_000;

    private final List<Product> products;
    private final Map<SkuCode, Integer> bySku = new HashMap<>();
    private final Map<String, List<Integer>> byPlainCode = new HashMap<>();
    private final Map<String, List<Integer>> byPair = new HashMap<>();
    private final List<Set<String>> pairs = new ArrayList<>();
    private final Map<SkuCode, Set<SkuCode>> elsewhere;

    /** A product of the ERP. */
    public record Product(SkuCode sku, String title) {}

    /** Why a SKU is suggested. */
    public enum Why {
        /** The same code is mapped to it in another shop. */
        ELSEWHERE,
        /** The codes differ only in case, width, signs or leading zeros. */
        CODE,
        /** The titles are alike. */
        TITLE;

        /** The word in files and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param title the ERP's */
    public record Suggestion(SkuCode sku, String title, Why why) {}

    /**
     * @param products what the ERP has
     * @param elsewhere SKUs of the ERP by the codes of all shops
     */
    public SkuSuggestions(Collection<Product> products, Map<SkuCode, Set<SkuCode>> elsewhere) {
        this.products = List.copyOf(products);
        this.elsewhere = elsewhere;
        for (int i = 0; i < this.products.size(); i++) {
            var product = this.products.get(i);
            bySku.put(product.sku(), i);
            byPlainCode
                    .computeIfAbsent(plainCode(product.sku().value()), plain -> new ArrayList<>())
                    .add(i);
            var some = pairs(product.title());
            pairs.add(some);
            for (var pair : some) {
                byPair.computeIfAbsent(pair, one -> new ArrayList<>()).add(i);
            }
        }
    }

    /**
     * The best suggestion; empty where none stands out.
     *
     * @param title of the item
     * @param variant the platform's words for it
     */
    public Optional<Suggestion> of(SkuCode code, String title, String variant) {
        var others = elsewhere.getOrDefault(code, Set.of());
        if (others.size() == 1) {
            var sku = others.iterator().next();
            var known = bySku.get(sku);
            if (known != null) {
                return Optional.of(new Suggestion(sku, products.get(known).title(), Why.ELSEWHERE));
            }
        }
        var plain = plainCode(code.value());
        var same = plain.isEmpty() ? List.<Integer>of() : byPlainCode.getOrDefault(plain, List.of());
        if (same.size() == 1) {
            return Optional.of(suggestion(same.get(0), Why.CODE));
        }
        return byTitle(pairs(title + " " + variant)).or(() -> byTitle(pairs(title)));
    }

    private Optional<Suggestion> byTitle(Set<String> wanted) {
        var shared = new HashMap<Integer, Integer>();
        for (var pair : wanted) {
            var with = byPair.getOrDefault(pair, List.of());
            if (with.size() <= COMMON) {
                with.forEach(product -> shared.merge(product, 1, Integer::sum));
            }
        }
        int best = -1;
        double highest = 0;
        boolean alone = false;
        for (var entry : shared.entrySet()) {
            double alike = 2.0
                    * entry.getValue()
                    / (wanted.size() + pairs.get(entry.getKey()).size());
            if (alike > highest) {
                best = entry.getKey();
                highest = alike;
                alone = true;
            } else if (alike == highest) {
                alone = false;
            }
        }
        return alone && highest >= ALIKE ? Optional.of(suggestion(best, Why.TITLE)) : Optional.empty();
    }

    private Suggestion suggestion(int product, Why why) {
        return new Suggestion(products.get(product).sku(), products.get(product).title(), why);
    }

    private static String plainCode(String code) {
        return plain(code).replaceFirst("^0+(?=.)", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static Set<String> pairs(String title) {
        var plain = plain(title);
        var pairs = new TreeSet<String>();
        for (int i = 0; i + 1 < plain.length(); i++) {
            pairs.add(plain.substring(i, i + 2));
        }
        return pairs;
    }
}
