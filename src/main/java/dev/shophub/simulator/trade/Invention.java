package dev.shophub.simulator.trade;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * Invents what trade needs and its source does not tell: buyers as a platform masks them, titles, what buyers write.
 */
final class Invention {

    private final long seed;

    Invention(long seed) {
        this.seed = seed;
    }

    /**
     * A buyer and a receiver, masked.
     *
     * @param id whom the chance is drawn for: the order
     * @param key the platform's key of the buyer, empty when the source knows none
     * @param region state or province; empty: an invented one
     * @param city empty: an invented one
     */
    Rows.Buyer buyer(String id, String key, String region, String city) {
        var same = Chance.of(seed, "buyer", key.isEmpty() ? id : key);
        var surname = same.of(Words.of("surnames"));
        var nick = same.token(1).toLowerCase(Locale.ROOT) + "**" + same.between(0, 9);
        var place = same.of(Words.of("places")).split("\\|");
        var receiver = new LinkedHashMap<String, String>();
        receiver.put("name", surname + "**");
        receiver.put("mobile", "1" + same.between(30, 99) + "****" + String.format("%04d", same.between(0, 9999)));
        receiver.put("state", region.isEmpty() ? place[0] : region);
        receiver.put("city", city.isEmpty() ? region.isEmpty() ? place[1] : "" : city);
        receiver.put("district", region.isEmpty() ? place[2] : "");
        receiver.put("address", "***");
        receiver.put("zip", region.isEmpty() ? place[3] : "");
        var own = Chance.of(seed, "receiver", id);
        var message = own.percent(6) ? own.of(Words.of("messages")) : "";
        return new Rows.Buyer(key, nick, Details.write(receiver), "1" + own.token(63), message);
    }

    /** The platform's key of a buyer: always the same for the same buyer of the source, and another for every other. */
    String buyerKey(String source) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((seed + "|" + source).getBytes(StandardCharsets.UTF_8));
            return "AA"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 26);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** A title for a product that has none. */
    String title(String product) {
        var chance = Chance.of(seed, "title", product);
        var name = chance.of(Words.of("adjectives")) + chance.of(Words.of("nouns"));
        return name + " " + chance.between(100, 999) + "款";
    }

    /** What a buyer who gives so many stars writes. */
    String review(String id, int stars) {
        var chance = Chance.of(seed, "review", id);
        if (stars >= 4) {
            return chance.of(Words.of("good"));
        }
        if (stars == 3) {
            return chance.of(Words.of("neutral"));
        }
        var text = chance.of(Words.of(chance.percent(12) ? "critical" : "bad"));
        return chance.percent(15) ? text + chance.of(Words.of("contacts")) : text;
    }

    /** The platform's word for so many stars. */
    static String result(int stars) {
        return stars <= 2 ? "bad" : stars == 3 ? "neutral" : "good";
    }

    /** Stars as buyers give them: mostly many. */
    int stars(String id) {
        var share = Chance.of(seed, "stars", id).fraction();
        return share < 0.04 ? 1 : share < 0.06 ? 2 : share < 0.10 ? 3 : share < 0.25 ? 4 : 5;
    }
}
