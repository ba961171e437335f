package dev.shophub.camel;

import dev.shophub.connector.Tokens;
import dev.shophub.model.ShopKey;
import dev.shophub.route.ShopDesk;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.ErpSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.settings.ReadConfiguration;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Follows edits of shops on the running hub: those that come, go or change, one by one; the others are not touched. */
@Component
class ShopEdits implements ShopDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ShopEdits.class);

    private final LiveShops live;
    private final ShopOpening opening;
    private final Shops shops;
    private final RemovedShops removed;
    private final Tokens tokens;
    private final TroubleBell troubles;
    private final ErpSettings startedErp;

    ShopEdits(
            LiveShops live,
            ShopOpening opening,
            Shops shops,
            RemovedShops removed,
            Tokens tokens,
            TroubleBell troubles,
            ErpSettings startedErp) {
        this.live = live;
        this.opening = opening;
        this.shops = shops;
        this.removed = removed;
        this.tokens = tokens;
        this.troubles = troubles;
        this.startedErp = startedErp;
    }

    /** Brings what runs to what is written; of the ERP only its schedule. */
    synchronized void follow(ReadConfiguration read) {
        var before = byKey(live.get());
        var edited = read.shopsAfter(live.get());
        var after = byKey(edited);
        var dropped = new ArrayList<>(live.get().faulty());
        dropped.removeIf(faulty -> read.shops().has(faulty.key()));
        live.replace(edited);
        dropped.forEach(opening::forget);
        before.forEach((key, shop) -> {
            if (!after.containsKey(key)) {
                opening.close(key);
                shops.find(key).ifPresent(removed::removed);
            }
        });
        after.forEach((key, shop) -> {
            if (!before.containsKey(key)) {
                LOG.info("The shop {} is new in the configuration", key);
                opening.open(shop);
            } else {
                change(before.get(key), shop);
            }
        });
        read.shops().good().forEach(opening::mended);
        for (var faulty : read.shops().faulty()) {
            LOG.warn("{}", faulty.sentence());
            if (faulty.shopKey().filter(after::containsKey).isPresent()) {
                opening.runsOn(faulty);
            } else {
                opening.out(faulty);
            }
        }
        read.erp().ifPresent(erp -> opening.pace(startedErp.shop().key(), erp.paces()));
    }

    @Override
    public synchronized void rename(ShopKey former, ShopKey fresh, Runnable rows) {
        opening.close(fresh);
        try {
            rows.run();
            tokens.lookAgain(former);
            tokens.lookAgain(fresh);
            troubles.cure(fresh.value());
        } finally {
            live.get().good().stream()
                    .filter(shop -> shop.shop().key().equals(fresh))
                    .findFirst()
                    .ifPresent(opening::open);
        }
    }

    private void change(ConfiguredShop before, ConfiguredShop after) {
        var key = after.shop().key();
        if (!before.shop().equals(after.shop())) {
            LOG.info("The shop {} is connected anew", key);
            opening.close(key);
            opening.open(after);
        } else if (!before.paces().equals(after.paces())) {
            LOG.info("The shop {} is read at other intervals", key);
            opening.pace(key, after.paces());
        }
    }

    private static Map<ShopKey, ConfiguredShop> byKey(ConfiguredShops shops) {
        return shops.good().stream()
                .collect(Collectors.toMap(shop -> shop.shop().key(), Function.identity()));
    }
}
