package dev.shophub.platform.jd;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Payloads in the platform's shape, written from its sheet; no real buyer is in them. */
final class Fixtures {

    static final ShopKey SHOP = new ShopKey("jd-flagship");

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/fixtures/jd/" + name)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RawRecord raw(Stream stream, String name) {
        return new RawRecord(
                SHOP, stream, new ExternalId("290000000000000001"), bytes(name), Instant.parse("2026-09-01T04:01:00Z"));
    }
}
