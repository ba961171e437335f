package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdSettingsTest {

    @Test
    void recordsEveryDefault() {
        var settings = JdSettings.of(shop(Map.of()));

        assertThat(settings.venderId()).isEmpty();
        assertThat(settings.oauthUrl()).isEqualTo(URI.create("https://open-oauth.jd.com"));
        assertThat(settings.redirectUri()).isEqualTo("urn:ietf:wg:oauth:2.0:oob");
        assertThat(settings.oauthScope()).isEqualTo("snsapi_base");
        assertThat(settings.renewBefore()).isEqualTo(Duration.ofHours(20));
        assertThat(settings.requestsPerSecond()).isEqualTo(5);
        assertThat(settings.historyMonths()).isEqualTo(24);
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.smallPageSize()).isEqualTo(50);
        assertThat(settings.detailParallelism()).isEqualTo(1);
        assertThat(settings.orderStates())
                .isEqualTo("WAIT_SELLER_STOCK_OUT,WAIT_SELLER_DELIVERY,WAIT_GOODS_RECEIVE_CONFIRM,FINISHED_L,"
                        + "TRADE_CANCELED,LOCKED,PAUSE,POP_ORDER_PAUSE");
        assertThat(settings.unpaidOrders()).isFalse();
        assertThat(settings.sourceId()).isEmpty();
        assertThat(settings.serviceOrders()).isTrue();
        assertThat(settings.refundSweepDepth()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.refundSweepEvery()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.reviewSweepDepth()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.reviewSweepEvery()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.wareFields()).isEqualTo("title,wareStatus,jdPrice,stockNum,itemNum,outerId,modified");
        assertThat(settings.storeId()).isZero();
        assertThat(settings.stockMethod()).isEqualTo("jingdong.stock.write.updateSkuStock");
        assertThat(settings.upOperation()).isEqualTo(1);
        assertThat(settings.downOperation()).isEqualTo(2);
        assertThat(settings.carriers()).containsEntry("SF", "467").hasSize(8);
        assertThat(settings.platformClock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ap-key, 1, settings.ap-key",
        "app-secret, '', settings.app-secret",
        "page-size, 101, settings.page-size",
        "small-page-size, 51, settings.small-page-size",
        "history-months, 25, settings.history-months",
        "stock-method, jingdong.stock.add, settings.stock-method",
        "unpaid-orders, ja, settings.unpaid-orders",
        "renew-before, soon, settings.renew-before"
    })
    void refusesByTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> JdSettings.of(shop(Map.of(key, value))))
                .isInstanceOfSatisfying(SettingsException.class, refused -> assertThat(refused.key())
                        .isEqualTo(named));
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(JdSettings.of(shop(Map.of())).toString()).doesNotContain("jdsecret");
    }

    private static Shop shop(Map<String, String> changes) {
        var settings = new HashMap<>(Map.of("app-key", "JDKEY0001", "app-secret", "jdsecret0123456789"));
        settings.putAll(changes);
        return new Shop(
                Fixtures.SHOP,
                "jd",
                "示例官方旗舰店",
                URI.create("https://api.jd.com/routerjson"),
                JdSettings.TIME.zone(),
                settings);
    }
}
