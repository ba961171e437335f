package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.WebhookSource;
import dev.shophub.support.CheckedAgainst;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@CheckedAgainst(value = CheckedAgainst.Other.PUBLISHED_VECTOR, of = WebhookSource.class)
class ShopifySignatureTest {

    /** The vector of the sheet, worked out independently by the published rule. */
    @Test
    void aWebhookIsSignedOverItsRawBody() {
        var body = "{\"id\":820982911946154500,\"name\":\"#1001\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(ShopifyHooks.signature(body, "test-client-secret"))
                .isEqualTo("nE6Vg7SLc2aby1K30VxvOL/bdmlilz0Vf5DKI982w2s=");
    }
}
