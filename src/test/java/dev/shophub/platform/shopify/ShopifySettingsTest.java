package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Connector.Announcement;
import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop may have under settings, every default, and how the end of a version is told. */
class ShopifySettingsTest {

    @Test
    void everyDefault() {
        var settings = Fixtures.settings();

        assertThat(settings.version().name()).isEqualTo("2026-07");
        assertThat(settings.version().ends()).isEqualTo(LocalDate.parse("2027-07-01"));
        assertThat(settings.accessToken()).isEmpty();
        assertThat(settings.redirectUri()).isEqualTo("https://localhost/callback");
        assertThat(settings.scopes()).startsWith("read_orders,").contains("write_inventory");
        assertThat(settings.renewBefore()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.requestsPerSecond()).isEqualTo(20);
        assertThat(settings.allOrders()).isFalse();
        assertThat(settings.historyMonths()).isEqualTo(24);
        assertThat(settings.pageSize()).isEqualTo(10);
        assertThat(settings.smallPageSize()).isEqualTo(5);
        assertThat(settings.widePageSize()).isEqualTo(100);
        assertThat(settings.orderFilter()).isEqualTo("status:any");
        assertThat(settings.bulkFrom()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.bulkEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.bulkSlice()).isEqualTo(4 * 1_024 * 1_024);
        assertThat(settings.presentment()).isFalse();
        assertThat(settings.authorizedIsPaid()).isFalse();
        assertThat(settings.codGateways()).containsExactly("Cash on Delivery (COD)", "cash_on_delivery");
        assertThat(settings.locationId()).isEmpty();
        assertThat(settings.downState()).isEqualTo("DRAFT");
        assertThat(settings.notifyCustomer()).isFalse();
        assertThat(settings.carriers()).containsEntry("SF", "SF Express").containsEntry("UPS", "UPS");
        assertThat(settings.platformClock()).isTrue();
        assertThat(settings).hasToString("ShopifySettings[client-id=c11e47, api-version=2026-07]");
    }

    @ParameterizedTest
    @CsvSource({
        "api-version,2026-08",
        "api-version,latest",
        "api-version,2025-10",
        "api-version-ends,soon",
        "money,gold",
        "page-size,251",
        "bulk-slice-kb,1",
        "down-state,ACTIVE",
        "renew-before,-5m",
        "clientid,x",
        "carriers,SF"
    })
    void whatIsWrongIsNamed(String key, String value) {
        assertThatThrownBy(() -> Fixtures.settings(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("settings." + key);
    }

    @Test
    void anAppOfTheShopsOwnNeedsItsTokenOnly() {
        var shop = new Shop(
                Fixtures.SHOP,
                "shopify",
                "Example",
                URI.create("https://example.myshopify.com"),
                ZoneOffset.UTC,
                Map.of("access-token", "shpat_1"));

        assertThat(ShopifySettings.of(shop).clientSecret()).isEmpty();
        assertThat(ShopifySettings.of(shop).toString()).doesNotContain("shpat_1");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-05-01T23:59:59Z,''",
        "2027-05-02T00:00:00Z,ends on 2027-07-01",
        "2027-06-30T23:59:59Z,ends on 2027-07-01",
        "2027-07-01T00:00:00Z,has ended on 2027-07-01"
    })
    void theEndOfAVersionIsToldSixtyDaysAhead(Instant now, String said) {
        var notice = Fixtures.settings()
                .version()
                .ending(now)
                .map(Announcement::sentence)
                .orElse("");

        assertThat(notice).contains(said).satisfies(text -> assertThat(text.isEmpty())
                .isEqualTo(said.isEmpty()));
    }

    @Test
    void anEndThatIsKnownBetterHolds() {
        assertThat(Fixtures.settings("api-version-ends", "2027-10-15").version().ends())
                .isEqualTo(LocalDate.parse("2027-10-15"));
    }

    @Test
    void anAnswerByAnotherVersionIsNewsOnce() {
        var watch = new ShopifyVersion.Watch(
                Fixtures.settings().version(), Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC));

        assertThat(watch.answeredBy("2026-07")).isFalse();
        assertThat(watch.notice()).isEmpty();
        assertThat(watch.answeredBy("2026-10")).isTrue();
        assertThat(watch.answeredBy("2026-10")).isFalse();
        assertThat(watch.notice()).get().asString().contains("2026-10").contains("2026-07");
    }

    @Test
    void whichVersionsBearKeys() {
        assertThat(Fixtures.settings("api-version", "2026-01").version().comparesByChangeFrom())
                .isFalse();
        assertThat(Fixtures.settings("api-version", "2026-04").version().comparesByChangeFrom())
                .isTrue();
    }
}
