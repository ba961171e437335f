package dev.shophub.platform.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.Shop;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Payloads in the platform's shape, written from its sheet; no real buyer is in them. */
final class Fixtures {

    static final ShopKey SHOP = new ShopKey("shopify-us");

    private Fixtures() {}

    static JsonNode json(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/fixtures/shopify/" + name)) {
            return Json.MAPPER.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RawRecord raw(Stream stream, JsonNode payload) {
        try {
            return new RawRecord(
                    SHOP,
                    stream,
                    new ExternalId("1"),
                    Json.MAPPER.writeValueAsBytes(payload),
                    Instant.parse("2026-09-01T04:01:00Z"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Settings in pairs, name and value, beside the app's id and secret. */
    static ShopifySettings settings(String... pairs) {
        return ShopifySettings.of(shop(pairs));
    }

    static Shop shop(String... pairs) {
        var all = new HashMap<>(Map.of("client-id", "c11e47", "client-secret", "s3cret"));
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return new Shop(SHOP, "shopify", "Example", URI.create("https://example.myshopify.com"), ZoneOffset.UTC, all);
    }
}
