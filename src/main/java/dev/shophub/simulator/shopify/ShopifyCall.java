package dev.shophub.simulator.shopify;

import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.time.YearMonth;

/**
 * Whose call a document is part of, and how it is answered.
 *
 * @param version that answers
 * @param now the platform's time
 * @param bulk whether lists are answered whole, for a file
 * @param withheld whether the app may not see who buyers are
 */
record ShopifyCall(Seller seller, String version, Instant now, boolean bulk, boolean withheld, Faults faults) {

    private static final YearMonth KEYS = YearMonth.of(2026, 4);

    static ShopifyCall of(DataFetchingEnvironment field) {
        return field.getGraphQlContext().get(ShopifyCall.class);
    }

    String shop() {
        return seller.key().value();
    }

    /** Whether this version compares by {@code changeFromQuantity}, under a key. */
    boolean wantsKeys() {
        return version.equals("unstable") || !YearMonth.parse(version).isBefore(KEYS);
    }

    ShopifyCall inBulk() {
        return new ShopifyCall(seller, version, now, true, withheld, faults);
    }

    boolean isWithdrawn(String permission) {
        return faults.isWithdrawn(seller.key(), permission);
    }

    /** @throws ShopifyRefusal when the permission for this field was withdrawn */
    void requirePermission(String field) {
        if (isWithdrawn(field)) {
            throw new ShopifyRefusal(ShopifyRefusal.DENIED, "Access denied for " + field + " field.");
        }
    }
}
