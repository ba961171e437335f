package dev.shophub.inbox;

import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells of which shop a file is, by its folder or subject and its name; when these disagree, or are silent, it is nobody's. */
final class ShopTeller {

    private final Shops shops;

    ShopTeller(Shops shops) {
        this.shops = shops;
    }

    /** @throws KeptOutException when no shop is named, or more than one */
    ShopRow tell(Arrival arrival) {
        var known = shops.all().stream()
                .filter(shop -> shop.state() != ShopRow.State.OUT)
                .toList();
        var named = new LinkedHashSet<ShopRow>();
        named.addAll(named(arrival.folder(), known));
        named.addAll(named(arrival.name(), known));
        if (named.isEmpty()) {
            throw new KeptOutException("no-shop", keys(known));
        }
        if (named.size() > 1) {
            throw new KeptOutException("two-shops", keys(named));
        }
        return named.iterator().next();
    }

    private static String keys(Iterable<ShopRow> shops) {
        var keys = new LinkedHashSet<String>();
        shops.forEach(shop -> keys.add(shop.key().value()));
        return String.join(", ", keys);
    }

    /** By key or title; a name that is only a part of a longer one that stands there too does not count. */
    private static Set<ShopRow> named(String text, List<ShopRow> shops) {
        var lower = text.toLowerCase(Locale.ROOT);
        var hits = shops.stream()
                .flatMap(shop -> List.of(shop.key().value(), shop.title()).stream()
                        .filter(name -> contains(lower, name))
                        .map(name -> new Hit(shop, name)))
                .toList();
        return hits.stream()
                .filter(hit -> hits.stream()
                        .noneMatch(other -> other.shop().id() != hit.shop().id()
                                && other.name().length() > hit.name().length()
                                && other.name().contains(hit.name())))
                .map(Hit::shop)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record Hit(ShopRow shop, String name) {}

    private static boolean contains(String lower, String name) {
        return !name.isBlank()
                && Pattern.compile("(?<![a-z0-9])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![a-z0-9])")
                        .matcher(lower)
                        .find();
    }
}
