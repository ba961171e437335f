package dev.shophub.demo;

import java.time.Instant;
import java.util.Map;

/**
 * A shop that the demo runs, as a configuration block would say it, and the seller's consent.
 *
 * @param settings the platform's own keys
 * @param token the pair the platform made at first
 */
record DemoShop(
        String key,
        String title,
        String platform,
        String baseUrl,
        String timeZone,
        Map<String, String> settings,
        FirstToken token) {

    /** Without the settings, which hold a secret. */
    @Override
    public String toString() {
        return "DemoShop[" + key + " on " + platform + "]";
    }

    /**
     * @param expiresAt UTC
     * @param refreshExpiresAt UTC
     * @param accountId the seller's number
     */
    record FirstToken(
            String access,
            String refresh,
            Instant expiresAt,
            Instant refreshExpiresAt,
            String accountId,
            String accountName) {

        @Override
        public String toString() {
            return "FirstToken[of " + accountId + "]";
        }
    }
}
