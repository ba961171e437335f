package dev.shophub.demo;

import dev.shophub.connector.Tokens;
import dev.shophub.model.ShopKey;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Does for the demo's shops, once, what people do for real ones: grants access, and lets them go live. */
final class DemoShops {

    private final ConfiguredShops configured;
    private final WorldAddresses world;
    private final Shops shops;
    private final Tokens tokens;
    private final Clock clock;

    DemoShops(ConfiguredShops configured, WorldAddresses world, Shops shops, Tokens tokens, Clock clock) {
        this.configured = configured;
        this.world = world;
        this.shops = shops;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Before anything is polled. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void prepare() {
        configured.good().forEach(this::prepare);
    }

    private void prepare(ConfiguredShop configuredShop) {
        var shop = configuredShop.shop();
        var row = shops.ensure(shop.key(), shop.platform(), "shop", shop.title(), shop.zone());
        if (row.goLiveFrom().isEmpty()) {
            var yesterday = LocalDate.ofInstant(clock.instant(), shop.zone()).minusDays(1);
            shops.goLive(shop.key(), yesterday.atStartOfDay(shop.zone()).toInstant());
        }
        if (tokens.current(shop.key()).isEmpty()) {
            first(shop.key()).ifPresent(token -> tokens.store(shop.key(), token));
        }
    }

    private Optional<Tokens.Token> first(ShopKey key) {
        return world.shops().stream()
                .filter(shop -> shop.key().equals(key.value()))
                .findFirst()
                .map(DemoShop::token)
                .map(token -> new Tokens.Token(
                        token.access(),
                        Optional.of(token.refresh()),
                        Optional.of(token.expiresAt()),
                        Optional.of(token.refreshExpiresAt()),
                        token.accountId(),
                        token.accountName()));
    }
}
