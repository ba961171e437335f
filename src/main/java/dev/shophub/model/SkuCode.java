package dev.shophub.model;

/**
 * The code by which a merchant names what is sold, byte for byte: the platform's merchant code, or the ERP's SKU.
 * Codes that differ only in case are two.
 */
public record SkuCode(String value) implements Comparable<SkuCode> {

    /** @throws IllegalArgumentException when the code is null, empty or longer than an external id may be */
    public SkuCode {
        if (value == null || value.isEmpty() || value.length() > ExternalId.MAX_LENGTH) {
            throw new IllegalArgumentException("A SKU code has 1 to " + ExternalId.MAX_LENGTH + " characters");
        }
    }

    @Override
    public int compareTo(SkuCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
