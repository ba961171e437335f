package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Shop;
import dev.shophub.erp.ErpRule;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DueSettings;
import dev.shophub.store.ShopRow;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueRulesTest {

    @ParameterizedTest
    @EnumSource(DueSettings.From.class)
    void aShopGetsTheRuleItWasConfiguredWith(DueSettings.From from) {
        var rules = new DueRules(
                () -> new ConfiguredShops(List.of(configured("one", new DueSettings(from, false))), List.of()));
        assertThat(rules.apply(row("one"))).isEqualTo(new ErpRule(ErpRule.From.valueOf(from.name()), false));
    }

    @Test
    void whoeverLeftTheConfigurationKeepsTheStandardRule() {
        assertThat(new DueRules(() -> new ConfiguredShops(List.of(), List.of())).apply(row("gone")))
                .isEqualTo(ErpRule.DEFAULT);
    }

    private static ConfiguredShop configured(String key, DueSettings due) {
        var shop = new Shop(
                new ShopKey(key), "bazaar", key, URI.create("https://api.example.com"), ZoneOffset.UTC, Map.of());
        return new ConfiguredShop(shop, Map.of(), due, StockFormula.ALL);
    }

    private static ShopRow row(String key) {
        return new ShopRow(
                1,
                new ShopKey(key),
                "bazaar",
                "shop",
                key,
                ZoneOffset.UTC,
                ShopRow.State.LIVE,
                "",
                Optional.of(Instant.EPOCH),
                Instant.EPOCH,
                "");
    }
}
