package dev.shophub.platform.woocommerce;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** OAuth 1.0a with one leg, HMAC-SHA256: what proves a call over plain http. Bodies are not signed. */
final class WoocommerceSigner {

    private WoocommerceSigner() {}

    /**
     * The parameters with those of the proof, its signature included.
     *
     * @param address without a query; its port counts where it is not the scheme's own
     * @param nonce new for every call of the key
     * @param seconds since 1970, by the site's clock
     */
    static SortedMap<String, String> signed(
            String method,
            URI address,
            Map<String, String> parameters,
            WoocommerceSettings settings,
            String nonce,
            long seconds) {
        var all = new TreeMap<>(parameters);
        all.put("oauth_consumer_key", settings.consumerKey());
        all.put("oauth_nonce", nonce);
        all.put("oauth_signature_method", "HMAC-SHA256");
        all.put("oauth_timestamp", Long.toString(seconds));
        var base = method + "&" + encoded(address.toString()) + "&" + encoded(query(all));
        all.put("oauth_signature", hmac(base, settings.consumerSecret() + "&"));
        return all;
    }

    /** As a query, in this order. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Base64. */
    static String hmac(String text, String key) {
        return Base64.getEncoder().encodeToString(hmac(text.getBytes(StandardCharsets.UTF_8), key));
    }

    static byte[] hmac(byte[] bytes, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    /** RFC 3986, which a form's encoding is not. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
