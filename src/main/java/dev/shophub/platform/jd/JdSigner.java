package dev.shophub.platform.jd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs the parameters of a call: keys in ASCII order, each followed by its value, nothing between, the secret before and
 * after, digested by MD5 to upper-case hex. {@code sign} itself and empty parameters are left out.
 */
final class JdSigner {

    private JdSigner() {}

    /** The value of {@code sign} for these parameters, {@code 360buy_param_json} exactly as it is sent. */
    static String sign(Map<String, String> parameters, String secret) {
        var text = new StringBuilder(secret);
        new TreeMap<>(parameters).forEach((key, value) -> {
            if (!key.equals("sign") && !key.isEmpty() && !value.isEmpty()) {
                text.append(key).append(value);
            }
        });
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest(text.append(secret).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has MD5", impossible);
        }
    }
}
