package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Json;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three layers, in answers as a server gave them. */
class VendureErrorsTest {

    private static final String WHERE = "shop=vendure-shop, operation=orders";

    private static JsonNode answer(String name) {
        return Json.answer(Fixtures.bytes("answers/" + name + ".json"));
    }

    @ParameterizedTest
    @CsvSource({
        "forbidden, dev.shophub.connector.AuthFailedException",
        "invalid, dev.shophub.connector.RejectedException",
        "not-found, dev.shophub.connector.RejectedException",
        "input, dev.shophub.connector.RejectedException",
        "broken, dev.shophub.connector.UnavailableException"
    })
    void eachCodeIsOneOfTheFailures(String name, Class<? extends Failure> failure) {
        var thrown = catchThrowable(() -> VendureErrors.requireNone(answer(name), WHERE));

        assertThat(thrown).isInstanceOf(failure).hasMessageContaining(WHERE);
    }

    @Test
    void aResultMayBeAnError() {
        VendureErrors.requireNone(answer("error-result"), WHERE);

        var thrown = catchThrowable(
                () -> VendureErrors.requireDone(answer("error-result").at("/data/login"), WHERE));
        assertThat(thrown).isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                .isEqualTo("INVALID_CREDENTIALS_ERROR"));
        assertThatCode(() -> VendureErrors.requireDone(answer("forbidden").path("data"), WHERE))
                .doesNotThrowAnyException();
    }

    @Test
    void aSessionIsRenewableAndAChannelIsNot() {
        assertThat(catchThrowable(() -> VendureErrors.requireNone(answer("forbidden"), WHERE)))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isTrue());
        assertThat(catchThrowable(() -> VendureErrors.requireNone(error("CHANNEL_NOT_FOUND", ""), WHERE)))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse());
    }

    /** It may quote what was sent. */
    @Test
    void thePlatformsSentenceIsNeverPassedOn() {
        assertThat(catchThrowable(() -> VendureErrors.requireNone(error("USER_INPUT_ERROR", "Ada Example"), WHERE)))
                .hasMessageNotContaining("Ada");
        assertThat(catchThrowable(() -> VendureErrors.requireNone(error("WHO KNOWS", "Ada Example"), WHERE)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("Ada");
    }

    private static JsonNode error(String code, String message) {
        return Json.answer(("{\"errors\":[{\"message\":\"" + message + "\",\"extensions\":{\"code\":\"" + code
                        + "\"}}],\"data\":null}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
