package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "7, accesscontrol.limited-by-api-access-count, RateLimitedException",
        "10, '', UnavailableException",
        "15, isp.remote-service-timeout, UnavailableException",
        "15, '', UnavailableException",
        "15, isv.trade-not-exist, RejectedException",
        "11, '', RejectedException",
        "12, '', RejectedException",
        "11, isv.permission-api-package-limit, RejectedException",
        "21, '', RejectedException",
        "25, '', AuthFailedException",
        "26, '', AuthFailedException",
        "27, invalid-sessionkey, AuthFailedException",
        "29, '', AuthFailedException",
        "31, '', UnavailableException",
        "40, isv.missing-parameter:fields, RejectedException",
        "41, isv.invalid-parameter, RejectedException",
        "50, isp.unknown-error, UnavailableException",
        "-1, '', RejectedException"
    })
    void everyCodeIsOneOfTheFailures(int code, String subCode, String failure) {
        assertThat(failure(code, subCode, "").getClass().getSimpleName()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "accesscontrol.limited-by-app-access-count, This ban will last for 41 more seconds, 41",
        "accesscontrol.limited-by-app-access-count, This ban will last for 31062 more seconds, 31062",
        "accesscontrol.limited-by-app-access-count, '', 600",
        "accesscontrol.limited-by-api-access-count, '', 1"
    })
    void passesOnTheWaitThePlatformAsksFor(String subCode, String subMessage, long seconds) {
        assertThat(failure(7, subCode, subMessage))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void aRefusedInterfaceIsNamed() {
        var refused = (RejectedException) failure(11, "isv.permission-api-package-limit", "");

        assertThat(refused.code()).isEqualTo("isv.permission-api-package-limit");
        assertThat(refused)
                .hasMessageContaining("method=taobao.refunds.receive.get")
                .hasMessageContaining("permission");
        assertThat(TaobaoErrors.lacksPermission(refused)).isTrue();
        assertThat(TaobaoErrors.lacksPermission((RejectedException) failure(15, "isv.trade-not-exist", "")))
                .isFalse();
    }

    @Test
    void onlyASessionIsWorthRenewing() {
        assertThat(((AuthFailedException) failure(27, "invalid-sessionkey", "")).renewable())
                .isTrue();
        assertThat(((AuthFailedException) failure(25, "", "")).renewable()).isFalse();
    }

    @Test
    void tellsNothingThatThePlatformQuotes() {
        assertThat(failure(41, "isv.invalid-parameter\n张三 138", "buyer 张三 138 is wrong"))
                .hasMessageNotContaining("张三")
                .hasMessageContaining("code=41");
    }

    private static Failure failure(int code, String subCode, String subMessage) {
        var error = JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("msg", "whatever")
                .put("sub_code", subCode)
                .put("sub_msg", subMessage)
                .put("request_id", "16q9example");
        return TaobaoErrors.failure(error, "shop=taobao-flagship, method=taobao.refunds.receive.get");
    }

    @Test
    void isSealedToTheFailures() {
        assertThat(failure(10, "", "")).isInstanceOf(UnavailableException.class);
    }
}
