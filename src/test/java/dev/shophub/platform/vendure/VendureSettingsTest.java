package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendureSettingsTest {

    private static VendureSettings settings(Map<String, String> more) {
        var all = new HashMap<>(Map.of("username", "hub@example.com", "password", "pa55-w0rd"));
        all.putAll(more);
        return VendureSettings.of(new Shop(
                new ShopKey("vendure-shop"),
                "vendure",
                "",
                URI.create("https://shop.example.com/admin-api"),
                ZoneOffset.UTC,
                all));
    }

    @Test
    void recordsEveryDefault() {
        var settings = settings(Map.of());

        assertThat(settings.channel()).isEmpty();
        assertThat(settings.language()).isEmpty();
        assertThat(settings.requestsPerSecond()).isEqualTo(10);
        assertThat(settings.historyMonths()).isEqualTo(24);
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.sweepDepth()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.sweepEvery()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.itemSweepEvery()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.stockLocation()).isEmpty();
        assertThat(settings.moneyDecimals()).isEqualTo(2);
        assertThat(settings.carriers()).containsEntry("SF", "SF").hasSize(8);
        assertThat(settings.platformClock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "user-name, 1, settings.user-name",
        "password, '', settings.password",
        "page-size, 1001, settings.page-size",
        "history-months, 0, settings.history-months",
        "money-decimals, 5, settings.money-decimals",
        "sweep-every, soon, settings.sweep-every"
    })
    void refusesByTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOfSatisfying(SettingsException.class, refused -> assertThat(refused.key())
                        .isEqualTo(named));
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(settings(Map.of()).toString()).doesNotContain("pa55");
    }
}
