package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fact sheet's vectors, section 2.1. */
class TaobaoSignatureTest {

    @Test
    void signsVectorA() {
        var sent = Map.of(
                "method", "taobao.item.seller.get",
                "app_key", "12345678",
                "session", "test",
                "timestamp", "2016-01-01 12:00:00",
                "format", "json",
                "v", "2.0",
                "sign_method", "md5",
                "fields", "num_iid,title,nick,price,num",
                "num_iid", "11223344");

        assertThat(TaobaoSignature.of(sent, "helloworld")).contains("66987CB115214E59E6EC978214934FB8");
    }

    @ParameterizedTest
    @CsvSource({
        "md5, 15B37EEA6A5D3524D7A1284C37C1D30D",
        "hmac, 57D5A6FA9EDFDAAD6B4E7E24ED8C0279",
        "hmac-sha256, 20808C2D66384C0CA364889E95D5999E6974E8CD610CB3210ECDFE5872351C99"
    })
    void signsVectorB(String method, String sign) {
        var sent = new HashMap<>(Map.of(
                "app_key", "23000001",
                "buyer_nick", "测试买家",
                "end_modified", "2024-01-01 00:30:00",
                "fields", "tid,status,modified,orders",
                "format", "json",
                "method", "taobao.trades.sold.increment.get",
                "page_no", "1",
                "page_size", "40",
                "session", "6100sess0001",
                "sign_method", method));
        sent.putAll(Map.of(
                "start_modified", "2024-01-01 00:00:00",
                "timestamp", "2024-01-02 03:04:05",
                "use_has_next", "true",
                "v", "2.0",
                "sign", "never signed itself"));

        assertThat(TaobaoSignature.of(sent, "topsecret0123456789abcdef")).contains(sign);
    }

    @Test
    void knowsNoOtherWayToSign() {
        assertThat(TaobaoSignature.of(Map.of("sign_method", "sha1"), "secret")).isEmpty();
    }
}
