package dev.shophub.platform.vendure;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Payloads in the platform's shape; no real buyer is in them. */
final class Fixtures {

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/fixtures/vendure/" + name)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RawRecord raw(Stream stream, String name) {
        return new RawRecord(
                new ShopKey("vendure-shop"),
                stream,
                new ExternalId("1"),
                bytes(name),
                Instant.parse("2026-11-26T15:00:00Z"));
    }
}
