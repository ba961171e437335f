package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusal of the platform is which failure. */
class ShopifyErrorsTest {

    private static final Duration WAIT = Duration.ofSeconds(3);

    private static void answer(int status, Map<String, List<String>> headers) {
        ShopifyErrors.requireAnswer(new HttpCalls.Response(status, headers, new byte[0]), "shop=s, document=d");
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static Failure failure(String answer) {
        return ShopifyErrors.failure(json(answer), "shop=s, document=d", WAIT).orElseThrow();
    }

    @Test
    void everyStatusOfTheSheet() {
        assertThatCode(() -> answer(200, Map.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> answer(401, Map.of()))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isTrue());
        for (int status : List.of(402, 423)) {
            assertThatThrownBy(() -> answer(status, Map.of()))
                    .hasMessageContaining("frozen or locked")
                    .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                            .isFalse());
        }
        for (int status : List.of(400, 403, 404, 406, 422)) {
            assertThatThrownBy(() -> answer(status, Map.of())).isInstanceOf(RejectedException.class);
        }
        for (int status : List.of(303, 500, 502, 503, 504)) {
            assertThatThrownBy(() -> answer(status, Map.of())).isInstanceOf(UnavailableException.class);
        }
        assertThatThrownBy(() -> answer(429, Map.of("retry-after", List.of("2.5"))))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofMillis(2_500)));
        assertThatThrownBy(() -> answer(429, Map.of()))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> answer(430, Map.of()))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void aSpentBucketIsAWait() {
        assertThat(failure("{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}]}"))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(WAIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTERNAL_SERVER_ERROR", "TIMEOUT"})
    void whatIsBusyIsUnavailable(String code) {
        assertThat(failure(
                        "{\"data\":null,\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"" + code + "\"}}]}"))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void aListThatMayNotBeSeenIsRefusedAndABuyerThatMayNotIsNothing() {
        assertThat(failure(
                        "{\"data\":null,\"errors\":[{\"message\":\"Access denied for orders field\",\"path\":[\"orders\"],"
                                + "\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("permission");
        assertThat(ShopifyErrors.failure(
                        json(
                                "{\"data\":{\"orders\":{\"nodes\":[{\"customer\":null}]}},\"errors\":[{\"message\":\"x\","
                                        + "\"path\":[\"orders\",\"nodes\",0,\"customer\"],\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}"),
                        "",
                        WAIT))
                .isEmpty();
    }

    @Test
    void allElseIsRejectedAndNoSentenceIsPassedOn() {
        assertThat(
                        failure(
                                "{\"errors\":[{\"message\":\"Jane Doe, 555-0100\",\"extensions\":{\"code\":\"undefinedField\"}}]}"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("undefinedField")
                .hasMessageNotContaining("Jane");
        assertThat(failure("{}")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aChangeThatIsRefusedNamesItsCodeAndField() {
        var payload =
                json("{\"product\":null,\"userErrors\":[{\"field\":[\"variants\",\"0\",\"id\"],\"message\":\"secret\","
                        + "\"code\":\"PRODUCT_VARIANT_DOES_NOT_EXIST\"}]}");

        assertThatThrownBy(() -> ShopifyErrors.requireDone(payload, "shop=s"))
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("PRODUCT_VARIANT_DOES_NOT_EXIST"))
                .hasMessageContaining("variants.0.id")
                .hasMessageNotContaining("secret");
        assertThatCode(() -> ShopifyErrors.requireDone(json("{\"userErrors\":[]}"), ""))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ShopifyErrors.requireDone(json("null"), "")).isInstanceOf(RejectedException.class);
    }

    @Test
    void pointsComeBackWithTime() {
        var nanos = new long[1];
        var budget = new ShopifyBudget(() -> nanos[0]);
        budget.take("orders");
        budget.tell(
                "orders",
                json("{\"requestedQueryCost\":850,\"throttleStatus\":{\"maximumAvailable\":2000.0,"
                        + "\"currentlyAvailable\":1000,\"restoreRate\":100.0}}"));

        budget.take("orders");
        assertThatThrownBy(() -> budget.take("orders"))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
        assertThatCode(() -> budget.take("a document never sent")).doesNotThrowAnyException();
        nanos[0] += Duration.ofSeconds(7).toNanos();
        assertThatCode(() -> budget.take("orders")).doesNotThrowAnyException();
        assertThat(budget.waitFor("orders")).isEqualTo(Duration.ofMillis(8_500));
    }
}
