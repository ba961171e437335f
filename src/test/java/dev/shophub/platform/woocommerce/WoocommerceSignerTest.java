package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.CheckedAgainst;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CheckedAgainst(CheckedAgainst.Other.PUBLISHED_VECTOR)
class WoocommerceSignerTest {

    /** Worked out independently, and by the algorithm of the platform's own client. */
    @Test
    void signsTheVectorOfTheSheet() {
        var signed = WoocommerceSigner.signed(
                "GET",
                URI.create("http://shop.test/wp-json/wc/v3/orders"),
                Map.of("page", "2", "per_page", "50", "status", "processing"),
                Fixtures.settings("consumer-key", "ck_test", "consumer-secret", "cs_test"),
                "abcdef0123456789abcdef0123456789",
                1704067200L);

        assertThat(signed).containsEntry("oauth_signature", "+HBUqKg3c8OUz3SygBTgAhKQhI9yhbQvbr1IJechRSs=");
    }

    @Test
    void signsTheDeliveryOfTheSheet() {
        assertThat(WoocommerceSigner.hmac("{\"id\":727,\"status\":\"processing\"}", "test-webhook-secret"))
                .isEqualTo("p1KvP8pGQ4yHAZNWCK5Z6i27GY6tnmrCzGuPUhcRdIU=");
    }

    @Test
    void encodesAsRfc3986() {
        assertThat(WoocommerceSigner.query(Map.of("a b", "1+2*~:,茶"))).isEqualTo("a%20b=1%2B2%2A~%3A%2C%E8%8C%B6");
    }
}
