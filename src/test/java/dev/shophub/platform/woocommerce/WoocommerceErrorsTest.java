package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WoocommerceErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, rest_invalid_param, Invalid parameter(s): per_page, RejectedException",
        "400, product_invalid_sku, Invalid or duplicated SKU., RejectedException",
        "401, woocommerce_rest_cannot_view, Sorry you cannot list resources., AuthFailedException",
        "401, woocommerce_rest_authentication_error, Consumer key is invalid., AuthFailedException",
        "401, woocommerce_rest_authentication_error, Invalid timestamp., UnavailableException",
        "401, woocommerce_rest_authentication_error, Invalid nonce - nonce has already been used., UnavailableException",
        "401, woocommerce_rest_authentication_error, The API key provided does not have write permissions., RejectedException",
        "403, woocommerce_rest_cannot_edit, Sorry, RejectedException",
        "404, rest_no_route, No route was found, RejectedException",
        "404, woocommerce_rest_shop_order_invalid_id, Invalid ID., RejectedException",
        "410, woocommerce_rest_already_trashed, Gone, RejectedException",
        "500, internal_server_error, There has been a critical error., UnavailableException",
        "501, woocommerce_rest_trash_not_supported, No trash, RejectedException",
        "503, maintenance, Briefly unavailable, UnavailableException"
    })
    void everyAnswerIsOneOfTheFailures(int status, String code, String said, String failure) {
        assertThat(failure(status, code, said).getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void aKeyIsNeverRenewed() {
        assertThat(failure(401, "woocommerce_rest_authentication_error", "Consumer key is invalid."))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse());
    }

    @Test
    void theSitesSentencesAreNotPassedOn() {
        assertThat(failure(400, "rest_invalid_param<script>", "buyer@example.com is no such customer"))
                .hasMessageContaining("code=rest_invalid_paramscript")
                .hasMessageNotContaining("buyer@example.com");
    }

    private static Failure failure(int status, String code, String said) {
        var body = "{\"code\":\"" + code + "\",\"message\":\"" + said + "\",\"data\":{\"status\":" + status + "}}";
        return WoocommerceErrors.failure(
                status, Json.answer(body.getBytes(StandardCharsets.UTF_8)), "shop=woocommerce-us");
    }
}
