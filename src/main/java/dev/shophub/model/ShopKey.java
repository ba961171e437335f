package dev.shophub.model;

import java.util.regex.Pattern;

/** The word by which configuration, tables, logs and metrics name one shop, for instance {@code taobao-flagship}. */
public record ShopKey(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException when the key is not lower-case letters, digits and hyphens, 63 at most */
    public ShopKey {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A shop's key is lower-case letters, digits and hyphens, 63 at most (key=" + value + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
