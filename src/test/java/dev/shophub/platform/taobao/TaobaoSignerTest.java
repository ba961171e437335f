package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.CheckedAgainst;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CheckedAgainst(CheckedAgainst.Other.PUBLISHED_VECTOR)
class TaobaoSignerTest {

    /** The example that the platform publishes. */
    @Test
    void signsThePlatformsOwnExample() {
        var parameters = Map.of(
                "method", "taobao.item.seller.get",
                "app_key", "12345678",
                "session", "test",
                "timestamp", "2016-01-01 12:00:00",
                "format", "json",
                "v", "2.0",
                "sign_method", "md5",
                "fields", "num_iid,title,nick,price,num",
                "num_iid", "11223344");

        assertThat(TaobaoSigner.MD5.sign(parameters, "helloworld")).isEqualTo("66987CB115214E59E6EC978214934FB8");
    }

    @ParameterizedTest
    @CsvSource({
        "md5, 15B37EEA6A5D3524D7A1284C37C1D30D",
        "hmac, 57D5A6FA9EDFDAAD6B4E7E24ED8C0279",
        "hmac-sha256, 20808C2D66384C0CA364889E95D5999E6974E8CD610CB3210ECDFE5872351C99"
    })
    void signsByEachMethod(String method, String sign) {
        assertThat(TaobaoSigner.of(method).sign(parameters(method), "topsecret0123456789abcdef"))
                .isEqualTo(sign);
    }

    @Test
    void leavesOutTheSignItselfAndWhatIsEmpty() {
        var parameters = parameters("md5");
        parameters.put("sign", "anything");
        parameters.put("ext_type", "");

        assertThat(TaobaoSigner.MD5.sign(parameters, "topsecret0123456789abcdef"))
                .isEqualTo("15B37EEA6A5D3524D7A1284C37C1D30D");
    }

    private static Map<String, String> parameters(String method) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("app_key", "23000001"),
                Map.entry("buyer_nick", "测试买家"),
                Map.entry("end_modified", "2024-01-01 00:30:00"),
                Map.entry("fields", "tid,status,modified,orders"),
                Map.entry("format", "json"),
                Map.entry("method", "taobao.trades.sold.increment.get"),
                Map.entry("page_no", "1"),
                Map.entry("page_size", "40"),
                Map.entry("session", "6100sess0001"),
                Map.entry("sign_method", method),
                Map.entry("start_modified", "2024-01-01 00:00:00"),
                Map.entry("timestamp", "2024-01-02 03:04:05"),
                Map.entry("use_has_next", "true"),
                Map.entry("v", "2.0")));
    }
}
