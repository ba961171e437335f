package dev.shophub.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Taobao's signature by HMAC-SHA256, as both sides of the benchmark compute it. */
final class Signature {

    static final String KEY = "bench";
    static final String SECRET = "bench-only-secret-0123456789abcdef";

    private static final SecretKeySpec SPEC = new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Signature::mac);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Signature() {}

    /** @param sorted all parameters but {@code sign}, by name */
    static String of(Map<String, String> sorted) {
        var text = new StringBuilder(1_024);
        sorted.forEach((name, value) -> text.append(name).append(value));
        return HEX.formatHex(MAC.get().doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(SPEC);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
