package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.ShopKey;
import dev.shophub.route.ShopDesk;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a shop another name: the configuration has it already, what is stored follows. */
final class RenameShopVerb {

    static final VerbCall<Request, Renamed> CALL =
            new VerbCall<>("rename-shop", Request.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(RenameShopVerb.class);

    private final Shops shops;
    private final ShopIdentity identity;
    private final Supplier<ConfiguredShops> configured;
    private final ShopDesk desk;
    private final Runnable wake;

    /** @param wake tells the deliveries that something is due again */
    RenameShopVerb(
            Shops shops, ShopIdentity identity, Supplier<ConfiguredShops> configured, ShopDesk desk, Runnable wake) {
        this.shops = shops;
        this.identity = identity;
        this.configured = configured;
        this.desk = desk;
        this.wake = wake;
    }

    Renamed run(Request request) {
        var former = new ShopArgument(shops).one(request.former());
        var name = former.key().value();
        if (configured.get().has(name)) {
            throw VerbRefusedException.cannot("rename-still-configured", name, request.fresh());
        }
        var fresh = configured.get().good().stream()
                .filter(shop -> shop.shop().key().value().equals(request.fresh()))
                .findFirst()
                .orElseThrow(() -> VerbRefusedException.cannot("rename-not-configured", request.fresh(), name));
        var key = fresh.shop().key();
        if (!fresh.shop().platform().equals(former.platform())) {
            throw VerbRefusedException.cannot(
                    "rename-other-platform",
                    name,
                    former.platform(),
                    key.value(),
                    fresh.shop().platform());
        }
        desk.rename(former.key(), key, () -> bringOver(former, key));
        LOG.info("Shop renamed (former={}, now={})", name, key);
        wake.run();
        return new Renamed(
                name,
                key.value(),
                shops.find(key).map(row -> row.state().word()).orElse(""));
    }

    private void bringOver(ShopRow former, ShopKey key) {
        shops.find(key).filter(row -> !identity.untouched(row.id())).ifPresent(row -> {
            throw VerbRefusedException.cannot(
                    "rename-has-data", key.value(), former.key().value());
        });
        identity.rename(former, key);
    }

    record Request(String former, String fresh) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(former, fresh);
        }

        @Override
        public String words() {
            return former + " -> " + fresh;
        }
    }

    /** @param state what the shop is now, as {@code status} says it */
    record Renamed(String former, String shop, String state) {}
}
