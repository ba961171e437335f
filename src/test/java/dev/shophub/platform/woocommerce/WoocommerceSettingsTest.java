package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.SettingsException;
import dev.shophub.platform.woocommerce.WoocommerceSettings.Again;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WoocommerceSettingsTest {

    @Test
    void recordsEveryDefault() {
        var settings = Fixtures.settings();

        assertThat(settings.auth()).isEqualTo("basic");
        assertThat(settings.currency()).isEqualTo(Currency.getInstance("USD"));
        assertThat(settings.requestsPerSecond()).isEqualTo(4);
        assertThat(settings.historyMonths()).isEqualTo(24);
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.parallelism()).isEqualTo(2);
        assertThat(settings.orderStatuses())
                .containsExactly(
                        "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "trash");
        assertThat(settings.pluginStatuses()).isTrue();
        assertThat(settings.productStatuses()).containsExactly("any", "trash");
        assertThat(settings.reviewStatuses()).containsExactly("approved", "hold");
        assertThat(settings.refunds()).isEqualTo("shop-wide");
        assertThat(settings.orderSweep()).isEqualTo(new Again(Duration.ofDays(30), Duration.ofHours(6)));
        assertThat(settings.itemSweep()).isEqualTo(new Again(Duration.ofDays(1825), Duration.ofHours(2)));
        assertThat(settings.siteZone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(settings.guestBuyers()).isEqualTo("email");
        assertThat(settings.cashOnDelivery()).containsExactly("cod");
        assertThat(settings.batchSize()).isEqualTo(100);
        assertThat(settings.downStatus()).isEqualTo("draft");
        assertThat(settings.tracking()).isEqualTo("meta");
        assertThat(settings.trackingMeta()).isEqualTo("_shophub_parcels");
        assertThat(settings.carriers()).containsEntry("SF", "SF Express").hasSize(11);
        assertThat(settings.webhookSecret()).isEmpty();
        assertThat(settings.platformClock()).isTrue();
    }

    @Test
    void overPlainHttpCallsAreSigned() {
        assertThat(WoocommerceSettings.of(Fixtures.shop("http://127.0.0.1:8080", Map.of()))
                        .auth())
                .isEqualTo("oauth");
    }

    @ParameterizedTest
    @CsvSource({
        "consumer-kay, 1, settings.consumer-kay",
        "consumer-secret, '', settings.consumer-secret",
        "currency, dollars, settings.currency",
        "page-size, 101, settings.page-size",
        "auth, digest, settings.auth",
        "order-statuses, 'on hold', settings.order-statuses",
        "review-statuses, ',', settings.review-statuses",
        "refunds, sometimes, settings.refunds",
        "site-time-zone, Berlin, settings.site-time-zone",
        "guest-buyers, name, settings.guest-buyers",
        "down-status, publish, settings.down-status",
        "tracking, pigeon, settings.tracking",
        "order-sweep-depth, soon, settings.order-sweep-depth"
    })
    void refusesByTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> Fixtures.settings(key, value))
                .isInstanceOfSatisfying(SettingsException.class, refused -> assertThat(refused.key())
                        .isEqualTo(named));
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(Fixtures.settings().toString()).doesNotContain("cs_test");
    }
}
