package dev.shophub.simulator.taobao;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature a call must carry, over every parameter that was sent except {@code sign} (fact sheet, section 2). */
final class TaobaoSignature {

    private TaobaoSignature() {}

    /** Upper-case hex, or empty when the method of signing is not one of md5, hmac and hmac-sha256. */
    static Optional<String> of(Map<String, String> sent, String secret) {
        var text = new StringBuilder();
        new TreeMap<>(sent).forEach((name, value) -> {
            if (!name.equals("sign")) {
                text.append(name).append(value);
            }
        });
        return digest(sent.getOrDefault("sign_method", ""), secret, text.toString())
                .map(HexFormat.of().withUpperCase()::formatHex);
    }

    private static Optional<byte[]> digest(String method, String secret, String text) {
        try {
            return switch (method) {
                case "md5" -> Optional.of(MessageDigest.getInstance("MD5").digest(bytes(secret + text + secret)));
                case "hmac" -> Optional.of(mac("HmacMD5", secret, text));
                case "hmac-sha256" -> Optional.of(mac("HmacSHA256", secret, text));
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has MD5, HmacMD5 and HmacSHA256", e);
        }
    }

    private static byte[] mac(String algorithm, String secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(bytes(secret), algorithm));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
