package dev.shophub.camel;

import dev.shophub.erp.ErpRule;
import dev.shophub.model.ShopKey;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.ShopRow;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rule of each configured shop; one that left the configuration keeps the standard one for what it still holds. */
final class DueRules implements Function<ShopRow, ErpRule> {

    private final Map<ShopKey, ErpRule> rules;

    DueRules(ConfiguredShops configured) {
        rules = configured.good().stream()
                .collect(Collectors.toUnmodifiableMap(shop -> shop.shop().key(), DueRules::rule));
    }

    @Override
    public ErpRule apply(ShopRow shop) {
        return rules.getOrDefault(shop.key(), ErpRule.DEFAULT);
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
