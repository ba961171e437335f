package dev.shophub.simulator.shopify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under the app's secret: of what the browser brings back in hex, of a webhook's body in base64. */
final class ShopifySignature {

    private static final String METHOD = "HmacSHA256";

    private ShopifySignature() {}

    static String hex(String text, String secret) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8), secret));
    }

    static String base64(byte[] body, String secret) {
        return Base64.getEncoder().encodeToString(of(body, secret));
    }

    private static byte[] of(byte[] bytes, String secret) {
        try {
            var mac = Mac.getInstance(METHOD);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), METHOD));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + METHOD, impossible);
        }
    }
}
