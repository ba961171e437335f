package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.CheckedAgainst;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors of the platform's sheet; the first was made by running a public client. */
@CheckedAgainst(CheckedAgainst.Other.PUBLISHED_VECTOR)
class JdSignerTest {

    private static final String SECRET = "jdsecret0123456789";

    @Test
    void signsAsThePublicClientDoes() {
        assertThat(JdSigner.sign(parameters("json"), SECRET)).isEqualTo("F26F5B07FE709B07B5742EA859308D67");
    }

    @Test
    void signsOnlyWhatIsSent() {
        assertThat(JdSigner.sign(parameters(""), SECRET)).isEqualTo("BEFF5BC906498F9023692C7900A8D683");
    }

    @Test
    void leavesOutTheSignItself() {
        var parameters = parameters("json");
        parameters.put("sign", "anything");

        assertThat(JdSigner.sign(parameters, SECRET)).isEqualTo("F26F5B07FE709B07B5742EA859308D67");
    }

    private static Map<String, String> parameters(String format) {
        return new HashMap<>(Map.of(
                "app_key",
                "JDKEY0001",
                "access_token",
                "jdtok0001",
                "method",
                "jingdong.pop.order.search",
                "timestamp",
                "2024-01-02 03:04:05",
                "v",
                "2.0",
                "format",
                format,
                "360buy_param_json",
                "{\"start_date\":\"2024-01-01 00:00:00\",\"end_date\":\"2024-01-01 00:30:00\","
                        + "\"order_state\":\"WAIT_SELLER_STOCK_OUT\","
                        + "\"optional_fields\":\"orderId,orderState,modified,itemInfoList\",\"page\":\"1\","
                        + "\"page_size\":\"50\",\"sortType\":0,\"dateType\":0}"));
    }
}
