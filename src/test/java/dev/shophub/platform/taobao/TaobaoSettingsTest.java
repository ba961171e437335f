package dev.shophub.platform.taobao;

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

class TaobaoSettingsTest {

    @Test
    void recordsEveryDefault() {
        var settings = TaobaoSettings.of(shop(Map.of()));

        assertThat(settings.signer()).isEqualTo(TaobaoSigner.HMAC_SHA256);
        assertThat(settings.oauthUrl()).isEqualTo(URI.create("https://oauth.taobao.com"));
        assertThat(settings.redirectUri()).isEqualTo("urn:ietf:wg:oauth:2.0:oob");
        assertThat(settings.accountId()).isEmpty();
        assertThat(settings.sellerNick()).isEmpty();
        assertThat(settings.requestsPerSecond()).isEqualTo(20);
        assertThat(settings.historyMonths()).isEqualTo(3);
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.bytesPerPage()).isEqualTo(8_000_000);
        assertThat(settings.detailParallelism()).isEqualTo(8);
        assertThat(settings.orderTypes()).isEmpty();
        assertThat(settings.refundTypes()).isEqualTo("guarantee_trade,auto_delivery,ec,cod,step");
        assertThat(settings.itemFields()).isEqualTo("num_iid,title,approve_status,num,price,modified,outer_id,skus");
        assertThat(settings.tmallDisputes()).isFalse();
        assertThat(settings.freightReasons()).containsExactlyInAnyOrder("退运费", "退邮费", "运费", "邮费");
        assertThat(settings.tmallFeeds()).isFalse();
        assertThat(settings.reviewSweepDepth()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.reviewSweepEvery()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.carriers()).containsEntry("SF", "SF").hasSize(10);
        assertThat(settings.tmallItems()).isFalse();
        assertThat(settings.platformClock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "aap-key, 1, settings.aap-key",
        "app-secret, '', settings.app-secret",
        "sign-method, sha1, settings.sign-method",
        "page-size, 10, settings.page-size",
        "page-size, viele, settings.page-size",
        "history-months, 4, settings.history-months",
        "oauth-url, http://oauth.example.com, settings.oauth-url",
        "oauth-url, 'no address', settings.oauth-url",
        "carriers, 'SF', settings.carriers",
        "tmall-items, ja, settings.tmall-items",
        "tmall-feeds, ja, settings.tmall-feeds",
        "review-sweep-every, soon, settings.review-sweep-every"
    })
    void refusesByTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> TaobaoSettings.of(shop(Map.of(key, value))))
                .isInstanceOfSatisfying(SettingsException.class, refused -> assertThat(refused.key())
                        .isEqualTo(named))
                .hasMessageStartingWith(named);
    }

    @Test
    void takesPlainHttpForLoopbackOnly() {
        assertThat(TaobaoSettings.of(shop(Map.of("oauth-url", "http://127.0.0.1:8090")))
                        .oauthUrl())
                .isEqualTo(URI.create("http://127.0.0.1:8090"));
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(TaobaoSettings.of(shop(Map.of())).toString()).doesNotContain("topsecret");
    }

    private static Shop shop(Map<String, String> changes) {
        var settings = new HashMap<>(Map.of("app-key", "23000001", "app-secret", "topsecret0123456789abcdef"));
        settings.putAll(changes);
        return new Shop(
                Fixtures.SHOP,
                "taobao",
                "示例旗舰店",
                URI.create("https://eco.taobao.com/router/rest"),
                TaobaoTime.ZONE,
                settings);
    }
}
