package dev.shophub.simulator.shopify;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a search: a field, a comparison, a value; words it does not know it leaves out, as the platform does. */
final class ShopifySearch {

    private static final Pattern WORD = Pattern.compile("(\\w+):(>=|<=|>|<)?(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

    private final Map<String, String> words = new HashMap<>();

    ShopifySearch(String text) {
        var word = WORD.matcher(text == null ? "" : text);
        while (word.find()) {
            var value = word.group(3) != null ? word.group(3) : word.group(4) != null ? word.group(4) : word.group(5);
            words.put(word.group(1) + Optional.ofNullable(word.group(2)).orElse(""), value);
        }
    }

    /** The begin of a span, that second counted in. */
    Optional<Instant> from(String field) {
        return time(field + ">=").or(() -> time(field + ">").map(at -> at.plusSeconds(1)));
    }

    /** The end of a span, that second counted in. */
    Optional<Instant> to(String field) {
        return time(field + "<=").or(() -> time(field + "<").map(at -> at.minusSeconds(1)));
    }

    Optional<String> word(String field) {
        return Optional.ofNullable(words.get(field));
    }

    private Optional<Instant> time(String key) {
        return Optional.ofNullable(words.get(key)).flatMap(ShopifyTime::parse);
    }
}
