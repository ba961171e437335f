package dev.shophub.command;

import dev.shophub.model.ShopKey;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Optional;

/** Finds the shop that somebody typed. */
final class ShopArgument {

    private final Shops shops;

    ShopArgument(Shops shops) {
        this.shops = shops;
    }

    /**
     * By its name in the configuration, or by its title where no other shop bears the same.
     *
     * @throws VerbRefusedException naming the nearest when there is no such shop
     */
    ShopRow one(String typed) {
        return find(typed).orElseThrow(() -> unknown(typed));
    }

    /** The same where something else may be meant as well, such as an item. */
    Optional<ShopRow> find(String typed) {
        return key(typed)
                .flatMap(shops::find)
                .filter(shop -> "shop".equals(shop.role()))
                .or(() -> titled(typed));
    }

    private Optional<ShopRow> titled(String typed) {
        var titled = shops.all().stream()
                .filter(shop -> shop.title().strip().equals(typed.strip()))
                .toList();
        return titled.size() == 1 ? Optional.of(titled.get(0)) : Optional.empty();
    }

    /** The shop, or all of them when none was typed. */
    List<ShopRow> oneOrAll(Optional<String> typed) {
        return typed.map(this::one).map(List::of).orElseGet(shops::all);
    }

    private VerbRefusedException unknown(String typed) {
        var known = shops.all().stream().map(shop -> shop.key().value()).toList();
        var nearest = Nearest.to(typed, known);
        return VerbRefusedException.cannot("unknown-shop", typed)
                .near(nearest.isEmpty() ? known.stream().limit(10).toList() : nearest);
    }

    private static Optional<ShopKey> key(String typed) {
        try {
            return Optional.of(new ShopKey(typed));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
