package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which items brought the money of a span, and which of them made the change. */
final class ItemMoves {

    private static final String MONEY = "line-paid";

    private record Key(long shop, String item) {}

    private final FigureTables tables;
    private final MorningFacts facts;

    ItemMoves(FigureTables tables, MorningFacts facts) {
        this.tables = tables;
        this.facts = facts;
    }

    /** Lists of at most {@code most}: what brought most now, what fell most, what moved most either way. */
    record Moves(List<Briefing.Item> top, List<Briefing.Item> falling, List<Briefing.Item> movers) {}

    Moves of(Scope scope, String currency, Span now, Span before, boolean comparable, int most) {
        var after = money(scope, currency, now);
        var earlier = comparable ? money(scope, currency, before) : Map.<Key, BigDecimal>of();
        var keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(earlier.keySet());
        Comparator<Key> byNow = Comparator.comparing(key -> after.getOrDefault(key, BigDecimal.ZERO));
        Comparator<Key> byChange = Comparator.comparing(key -> change(after, earlier, key));
        Comparator<Key> bySize =
                Comparator.comparing(key -> change(after, earlier, key).abs());
        Comparator<Key> byName = Comparator.comparing(Key::shop).thenComparing(Key::item);
        var top = after.keySet().stream()
                .sorted(byNow.reversed().thenComparing(byName))
                .limit(most)
                .toList();
        var falling = comparable
                ? keys.stream()
                        .filter(key -> change(after, earlier, key).signum() < 0)
                        .sorted(byChange.thenComparing(byName))
                        .limit(most)
                        .toList()
                : List.<Key>of();
        var movers = comparable
                ? keys.stream()
                        .sorted(bySize.reversed().thenComparing(byName))
                        .limit(most)
                        .toList()
                : List.<Key>of();
        var named = new LinkedHashSet<Key>();
        List.of(top, falling, movers).forEach(named::addAll);
        var names = names(named);
        return new Moves(
                items(scope, top, names, after, earlier),
                items(scope, falling, names, after, earlier),
                items(scope, movers, names, after, earlier));
    }

    private static BigDecimal change(Map<Key, BigDecimal> after, Map<Key, BigDecimal> earlier, Key key) {
        return after.getOrDefault(key, BigDecimal.ZERO).subtract(earlier.getOrDefault(key, BigDecimal.ZERO));
    }

    private Map<Key, BigDecimal> money(Scope scope, String currency, Span span) {
        var money = new HashMap<Key, BigDecimal>();
        tables.items(scope.ids(), List.of(MONEY), span.first(), span.last()).stream()
                .filter(value -> value.source().equals(FigureTables.BOOKS)
                        && value.currency().equals(currency))
                .forEach(value -> money.merge(new Key(value.shopId(), value.item()), value.value(), BigDecimal::add));
        return money;
    }

    private Map<Key, MorningFacts.ItemName> names(Iterable<Key> keys) {
        var byShop = new HashMap<Long, List<String>>();
        keys.forEach(key ->
                byShop.computeIfAbsent(key.shop(), shop -> new ArrayList<>()).add(key.item()));
        var names = new HashMap<Key, MorningFacts.ItemName>();
        byShop.forEach((shop, items) ->
                facts.names(shop, items).forEach((item, name) -> names.put(new Key(shop, item), name)));
        return names;
    }

    private static List<Briefing.Item> items(
            Scope scope,
            List<Key> keys,
            Map<Key, MorningFacts.ItemName> names,
            Map<Key, BigDecimal> after,
            Map<Key, BigDecimal> earlier) {
        return keys.stream()
                .map(key -> {
                    var name = names.getOrDefault(key, new MorningFacts.ItemName(key.item(), "", false));
                    return new Briefing.Item(
                            title(scope, key.shop()),
                            name.code(),
                            name.title(),
                            after.getOrDefault(key, BigDecimal.ZERO),
                            earlier.getOrDefault(key, BigDecimal.ZERO));
                })
                .toList();
    }

    private static String title(Scope scope, long id) {
        return scope.shops().stream()
                .filter(shop -> shop.id() == id)
                .map(ShopRow::title)
                .findFirst()
                .orElse("");
    }
}
