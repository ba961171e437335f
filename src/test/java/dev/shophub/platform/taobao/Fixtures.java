package dev.shophub.platform.taobao;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Payloads in the platform's shape, written from its sheet; no real buyer is in them. */
final class Fixtures {

    static final ShopKey SHOP = new ShopKey("taobao-flagship");

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/fixtures/taobao/" + name)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static RawRecord raw(Stream stream, String name) {
        return raw(stream, bytes(name));
    }

    static RawRecord raw(Stream stream, byte[] payload) {
        return new RawRecord(
                SHOP, stream, new ExternalId("3028689418086124000"), payload, Instant.parse("2024-03-01T02:00:00Z"));
    }
}
