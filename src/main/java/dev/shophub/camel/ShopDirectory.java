package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Connectors;
import dev.shophub.model.ShopKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The shops that are connected, the ERP among them, by key. */
final class ShopDirectory implements Connectors, AutoCloseable {

    private final Map<String, ActiveShop> shops = new ConcurrentSkipListMap<>();

    void add(ActiveShop shop) {
        shops.put(shop.row().key().value(), shop);
    }

    void remove(ShopKey key) {
        shops.remove(key.value());
    }

    Optional<ActiveShop> find(ShopKey key) {
        return Optional.ofNullable(shops.get(key.value()));
    }

    Collection<ActiveShop> all() {
        return List.copyOf(shops.values());
    }

    @Override
    public Optional<Connector> of(ShopKey shop) {
        return find(shop).map(ActiveShop::connector);
    }

    @Override
    public void close() {
        shops.values().forEach(shop -> shop.lane().close());
    }
}
