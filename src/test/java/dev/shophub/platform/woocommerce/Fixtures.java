package dev.shophub.platform.woocommerce;

import dev.shophub.connector.Shop;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Payloads in the platform's shape, written from its sheet; no real buyer is in them. */
final class Fixtures {

    static final ShopKey SHOP = new ShopKey("woocommerce-us");

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/fixtures/woocommerce/" + name)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RawRecord raw(Stream stream, String name) {
        return raw(stream, bytes(name));
    }

    static RawRecord raw(Stream stream, byte[] payload) {
        return new RawRecord(SHOP, stream, new ExternalId("1"), payload, Instant.parse("2026-09-01T04:01:00Z"));
    }

    static Shop shop(String baseUrl, Map<String, String> changes) {
        var settings =
                new HashMap<>(Map.of("consumer-key", "ck_test", "consumer-secret", "cs_test", "currency", "USD"));
        settings.putAll(changes);
        return new Shop(
                SHOP, "woocommerce", "Example Goods", URI.create(baseUrl), ZoneId.of("America/New_York"), settings);
    }

    static WoocommerceSettings settings(String... changes) {
        var all = new HashMap<String, String>();
        for (int i = 0; i < changes.length; i += 2) {
            all.put(changes[i], changes[i + 1]);
        }
        return WoocommerceSettings.of(shop("https://shop.example", all));
    }
}
