package dev.shophub.settings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The key that wraps the buyers' keys, the tokens and the quarantined payloads: 32 bytes, never printed. */
public final class MasterKey {

    private static final int LENGTH = 32;
    private static final int FINGERPRINT_LENGTH = 16;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param base64 32 bytes in Base64; blanks around it are ignored
     * @throws IllegalArgumentException when it is anything else; the message does not show it
     */
    public static MasterKey parse(String base64) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("The master key is not Base64; 'openssl rand -base64 32' makes one");
        }
        if (decoded.length != LENGTH) {
            throw new IllegalArgumentException(
                    "The master key is not 32 bytes long (bytes=%d); 'openssl rand -base64 32' makes one"
                            .formatted(decoded.length));
        }
        return new MasterKey(decoded);
    }

    /** A new random key. */
    public static MasterKey random() {
        var fresh = new byte[LENGTH];
        new SecureRandom().nextBytes(fresh);
        return new MasterKey(fresh);
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key as {@link #parse} reads it: for the file that keeps it, nothing else. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The first 16 bytes of its SHA-256, hex: tells two keys apart and tells nothing about either. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + fingerprint() + "]";
    }
}
