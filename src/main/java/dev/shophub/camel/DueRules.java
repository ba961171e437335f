package dev.shophub.camel;

import dev.shophub.erp.ErpRule;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.ShopRow;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rule of each configured shop; one that left the configuration keeps the standard one for what it still holds. */
final class DueRules implements Function<ShopRow, ErpRule> {

    private final Supplier<ConfiguredShops> configured;

    DueRules(Supplier<ConfiguredShops> configured) {
        this.configured = configured;
    }

    @Override
    public ErpRule apply(ShopRow shop) {
        return configured.get().good().stream()
                .filter(known -> known.shop().key().equals(shop.key()))
                .findFirst()
                .map(DueRules::rule)
                .orElse(ErpRule.DEFAULT);
    }

    private static ErpRule rule(ConfiguredShop shop) {
        var from =
                switch (shop.due().from()) {
                    case PAID -> ErpRule.From.PAID;
                    case SHIPPED -> ErpRule.From.SHIPPED;
                    case COMPLETED -> ErpRule.From.COMPLETED;
                };
        return new ErpRule(from, shop.due().cashOnDelivery());
    }
}
