package dev.shophub.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One record as the platform sent it.
 *
 * @param shop the shop, or the ERP's key
 * @param id the record's id, or a stand-in ({@code unreadable-<hash>}) where the platform's cannot be read
 * @param payload UTF-8 JSON of this record alone, without the envelope and without anything that differs at each call
 * @param readAt when the platform's answer arrived, UTC; at equal modification time the later read wins
 */
public record RawRecord(ShopKey shop, Stream stream, ExternalId id, byte[] payload, Instant readAt) {

    /** SHA-256 of the payload, 32 bytes. */
    public byte[] contentHash() {
        return sha256(payload);
    }

    /** A record whose own id cannot be read is known by its content. */
    public static ExternalId unreadableId(byte[] payload) {
        return new ExternalId("unreadable-" + HexFormat.of().formatHex(sha256(payload), 0, 12));
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord raw
                && shop.equals(raw.shop)
                && stream.equals(raw.stream)
                && id.equals(raw.id)
                && Arrays.equals(payload, raw.payload);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Without the payload, which may hold a buyer's data. */
    @Override
    public String toString() {
        return "RawRecord[" + shop + "/" + stream + "/" + id + ", " + payload.length + " bytes]";
    }
}
