package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The site's refusals as failures, by status and code; its sentences are looked at where one code means several things and never
 * passed on.
 */
final class WoocommerceErrors {

    private static final Duration TOO_MANY = Duration.ofSeconds(10);
    private static final String AUTHENTICATION = "woocommerce_rest_authentication_error";
    private static final Set<Integer> FOR_GOOD = Set.of(301, 308);
    private static final int LONGEST_CODE = 80;

    private WoocommerceErrors() {}

    /** A spent quota: the core has none, hosts have. */
    static Failure limited(Response response, String particulars) {
        var wait = response.header("retry-after")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        return new RateLimitedException("The site's quota is spent (" + particulars + ")", wait.orElse(TOO_MANY));
    }

    /** Redirects drop the Authorization header and break signatures; one that stays wants another address. */
    static Failure redirected(Response response, String particulars) {
        var where = " (" + particulars + ", status=" + response.status() + ", to="
                + response.header("location").flatMap(WoocommerceErrors::site).orElse("unknown")
                + ")";
        return FOR_GOOD.contains(response.status())
                ? new RejectedException(
                        "The site answers at another address" + where + ". Put the store's exact address into base-url",
                        "redirect")
                : new UnavailableException("The site sends calls elsewhere for now" + where);
    }

    /** Something between us and the shop answered: a firewall, a captcha, a page of the host. */
    static Failure noJson(Response response, String particulars) {
        return new UnavailableException("The site answered something that is no JSON (" + particulars + ", status="
                + response.status() + ", " + response.body().length
                + " bytes). A firewall, a login page or a cache may stand between");
    }

    /** A refusal by the shop itself. */
    static Failure failure(int status, JsonNode body, String particulars) {
        var code = word(body.path("code").asText(""));
        var said = body.path("message").asText("").toLowerCase(Locale.ROOT);
        var where = " (" + particulars + ", status=" + status + ", code=" + code + ")";
        if (status == 401 || code.equals(AUTHENTICATION)) {
            return refused(code, said, where);
        }
        if (status == 403) {
            return new RejectedException(
                    "The key's user may not do this" + where + ". Give the key to a user who manages the shop", code);
        }
        if (code.equals("rest_no_route")) {
            return new RejectedException(
                    "The site has no such interface" + where
                            + ". Pretty permalinks must be on, and WooCommerce must be new enough for it",
                    code);
        }
        if (status >= 500 && status != 501) {
            return new UnavailableException("The site could not answer" + where);
        }
        return new RejectedException("The shop rejected the call" + where, code.isEmpty() ? "status-" + status : code);
    }

    private static Failure refused(String code, String said, String where) {
        if (said.contains("timestamp") || said.contains("nonce")) {
            return new UnavailableException(
                    "The site's clock is another than ours: it is followed from now on" + where);
        }
        if (said.contains("write permission")) {
            return new RejectedException("The key may only read" + where + ". Make one that reads and writes", code);
        }
        return new AuthFailedException(
                "The site refused the key or its signature" + where
                        + ". Check settings consumer-key and consumer-secret, and whether the key's user still exists",
                false);
    }

    /** What one row of a batch says; empty where it was written. */
    static Optional<RejectedException> ofRow(JsonNode row, String particulars) {
        var error = row.path("error");
        if (!error.isObject()) {
            return Optional.empty();
        }
        var code = word(error.path("code").asText(""));
        return Optional.of(new RejectedException(
                "The shop rejected a part of the call (" + particulars + ", id="
                        + word(row.path("id").asText("")) + ", code=" + code + ")",
                code));
    }

    /** Scheme and host: paths and queries may hold secrets. */
    private static Optional<String> site(String location) {
        try {
            var address = URI.create(location);
            return Optional.ofNullable(address.getHost()).map(host -> address.getScheme() + "://" + host);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Only what a code may consist of. */
    private static String word(String text) {
        var word = text.replaceAll("[^A-Za-z0-9._:-]", "");
        return word.substring(0, Math.min(word.length(), LONGEST_CODE));
    }
}
