package dev.shophub.simulator.jd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** The signature a call must carry, over every parameter that was sent except {@code sign} and empty ones (fact sheet, 2). */
final class JdSignature {

    private JdSignature() {}

    /** Upper-case hex. */
    static String of(Map<String, String> sent, String secret) {
        var text = sent.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("sign") && !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + entry.getValue())
                .collect(Collectors.joining("", secret, secret));
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
