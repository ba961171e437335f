package dev.shophub.alert;

import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readers of mails know a shop by its title: sentences and commands that name it as the configuration does are put so, and the
 * verbs of {@code ./hub} take the title. Where it could be read otherwise (two shops bear it, or it is another shop's name) a command
 * keeps the name that tells them apart.
 */
public final class ShopTitles {

    private static final String PLAIN = "[\\p{IsHan}A-Za-z0-9._-]+";
    private static final String ENDS = "(?![A-Za-z0-9_-])";

    /** What some verbs take for all shops. */
    private static final String EVERYTHING = "all";

    private final Shops shops;

    public ShopTitles(Shops shops) {
        this.shops = shops;
    }

    /** The same with the titles of the shops it names. */
    public String in(String text) {
        if (!text.contains("shop=") && !text.contains("./hub ")) {
            return text;
        }
        var all = shops.all();
        var titled = text;
        for (var shop : all) {
            titled = of(shop, all, titled);
        }
        return titled;
    }

    private static String of(ShopRow shop, List<ShopRow> all, String text) {
        var key = shop.key().value();
        if (!text.contains(key) || shop.title().equals(key)) {
            return text;
        }
        var title = Outside.line(shop.title());
        var sentence = Pattern.compile("(?<=\\bshop=)" + Pattern.quote(key) + ENDS)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(title));
        return isClear(shop, all)
                ? Pattern.compile("(?<=\\./hub [a-z-]{1,16} (?:--shop )?)" + Pattern.quote(key) + ENDS)
                        .matcher(sentence)
                        .replaceAll(Matcher.quoteReplacement(typed(title)))
                : sentence;
    }

    /** Whether who types the title means this shop and nothing else. */
    private static boolean isClear(ShopRow shop, List<ShopRow> all) {
        var typed = shop.title().strip();
        return Outside.line(typed).equals(typed)
                && !typed.equals(EVERYTHING)
                && all.stream()
                        .filter(one -> !one.key().equals(shop.key()))
                        .noneMatch(one -> one.title().strip().equals(typed)
                                || one.key().value().equals(typed));
    }

    /** What a trouble is about beyond its shop: {@code orders} of {@code shop/orders}; empty when it is the shop itself. */
    static String rest(String troubleKey, String shopKey) {
        if (shopKey.isEmpty() || !troubleKey.contains(shopKey)) {
            return troubleKey;
        }
        return troubleKey.replaceFirst("(^|/)" + Pattern.quote(shopKey) + "(/|$)", "");
    }

    /** As a shell takes it: plain where it can be, else in single quotes. */
    private static String typed(String title) {
        return title.matches(PLAIN) ? title : "'" + title.replace("'", "'\\''") + "'";
    }
}
