package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Json;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdErrorsTest {

    /** 22:00 in Beijing. */
    private static final Instant NOW = Instant.parse("2026-09-01T14:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "9, UnavailableException",
        "10, UnavailableException",
        "11, AuthFailedException",
        "12, AuthFailedException",
        "13, RejectedException",
        "14, RejectedException",
        "15, RejectedException",
        "18, AuthFailedException",
        "19, AuthFailedException",
        "20, AuthFailedException",
        "21, AuthFailedException",
        "65, UnavailableException",
        "68, UnavailableException",
        "103, AuthFailedException",
        "2001, RejectedException",
        "10100021, RejectedException",
        "10500001, RejectedException"
    })
    void everyCodeIsOneOfTheFailures(String code, String failure) {
        assertThat(failure("{\"code\":\"" + code + "\"}").getClass().getSimpleName())
                .isEqualTo(failure);
    }

    @Test
    void onlyATokenCanBeRenewed() {
        assertThat(failure("{\"code\":\"19\"}"))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isTrue());
        assertThat(failure("{\"code\":\"12\"}"))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse());
    }

    @Test
    void theTokenThatThePlatformQuotesIsNotPassedOn() {
        assertThat(
                        failure(
                                "{\"code\":\"19\",\"zh_desc\":\"token已过期或者不存在 jdtok0001\",\"en_desc\":\"Invalid access_token\"}"))
                .hasMessageContaining("code=19")
                .hasMessageNotContaining("jdtok0001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Calls exceed the flow control limit, retry after 7 seconds|7",
                "调用次数超过流控限制|60",
                "too many requests|60",
                "当日调用次数超过限制|7200",
                "daily call limit exceeded|7200"
            })
    void aSpentQuotaIsKnownByItsWords(String said, long seconds) {
        assertThat(failure("{\"code\":\"4711\",\"en_desc\":\"" + said + "\"}"))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void aSystemErrorWithAnUnknownCodeIsTriedAgain() {
        assertThat(failure("{\"code\":\"500\",\"errorMessage\":\"系统异常，请稍后再试\"}"))
                .isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"success\":true}", "{\"success\":\"true\"}"})
    void successIsABooleanOrText(String result) {
        assertThatCode(() -> JdErrors.requireSuccess(json(result), "shop=x")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"numberCode\":\"10100021\"}",
                "{\"success\":\"false\",\"errorCode\":\"10100021\"}",
                "{\"success\":\"yes\",\"numberCode\":10100021}",
                "{\"numberCode\":10100021}"
            })
    void anythingElseIsAFailureWithItsCode(String result) {
        assertThatThrownBy(() -> JdErrors.requireSuccess(json(result), "shop=x"))
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("10100021"));
    }

    @Test
    void aResultThatIsNotThereIsNoAnswer() {
        assertThatThrownBy(() -> JdErrors.requireSuccess(json("{}").path("apiResult"), "shop=x"))
                .isInstanceOf(UnavailableException.class);
    }

    private static Failure failure(String error) {
        return JdErrors.failure(json(error), "shop=jd-flagship", NOW);
    }

    private static JsonNode json(String text) {
        return Json.answer(text.getBytes(StandardCharsets.UTF_8));
    }
}
