package dev.shophub.model;

/** An id given by a platform or an ERP: opaque text, compared byte for byte. Zero is a legal id. */
public record ExternalId(String value) implements Comparable<ExternalId> {

    /** Ids longer than this are refused: the columns hold 128 characters. */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException when the id is null, empty or longer than {@link #MAX_LENGTH} */
    public ExternalId {
        if (value == null || value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("An external id has 1 to " + MAX_LENGTH + " characters (length="
                    + (value == null ? "none" : value.length()) + ")");
        }
    }

    @Override
    public int compareTo(ExternalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
