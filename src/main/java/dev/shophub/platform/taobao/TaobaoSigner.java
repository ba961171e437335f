package dev.shophub.platform.taobao;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the parameters of a call: keys in ASCII order, each followed by its value, nothing between, digested to upper-case
 * hex. {@code sign} itself and empty parameters are left out.
 */
enum TaobaoSigner {
    MD5("md5") {
        @Override
        byte[] digest(String text, String secret) throws GeneralSecurityException {
            return MessageDigest.getInstance("MD5").digest(utf8(secret + text + secret));
        }
    },
    HMAC_MD5("hmac") {
        @Override
        byte[] digest(String text, String secret) throws GeneralSecurityException {
            return mac("HmacMD5", text, secret);
        }
    },
    HMAC_SHA256("hmac-sha256") {
        @Override
        byte[] digest(String text, String secret) throws GeneralSecurityException {
            return mac("HmacSHA256", text, secret);
        }
    };

    private final String word;

    TaobaoSigner(String word) {
        this.word = word;
    }

    /** The platform's {@code sign_method}. */
    String word() {
        return word;
    }

    /** @throws IllegalArgumentException when no method has this word */
    static TaobaoSigner of(String word) {
        for (var signer : values()) {
            if (signer.word.equals(word)) {
                return signer;
            }
        }
        throw new IllegalArgumentException("No such sign method: " + word);
    }

    /** The value of {@code sign} for these parameters. */
    String sign(Map<String, String> parameters, String secret) {
        var text = new StringBuilder();
        new TreeMap<>(parameters).forEach((key, value) -> {
            if (!key.equals("sign") && !key.isEmpty() && !value.isEmpty()) {
                text.append(key).append(value);
            }
        });
        try {
            return HexFormat.of().withUpperCase().formatHex(digest(text.toString(), secret));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has MD5 and SHA-256", impossible);
        }
    }

    abstract byte[] digest(String text, String secret) throws GeneralSecurityException;

    private static byte[] mac(String algorithm, String text, String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(utf8(secret), algorithm));
        return mac.doFinal(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
