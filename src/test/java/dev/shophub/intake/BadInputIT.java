package dev.shophub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Json;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.Page;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One page with everything that can be wrong in it: what is readable is stored, the rest steps aside with its payload. */
class BadInputIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

    private final Normalise normalise = new Normalise();
    private IntakeWorld world;

    @BeforeEach
    void open() {
        world = new IntakeWorld(NOW);
    }

    @Test
    void aPageOfBadRecordsKeepsItsGoodOnes() {
        var saved = save(
                record("1", "{\"quantity\": 5, \"code\": \"A\"}"),
                record("2", "{\"quantity\": "),
                record("3", "{\"code\": \"without quantity\"}"),
                record("4", "{\"quantity\": 7, \"code\": \"" + "x".repeat(10 << 20) + "\"}"),
                record("5", "{\"quantity\": 9, \"code\": \"" + "y".repeat(200) + "\"}"),
                record("6", "{\"quantity\": -3, \"code\": \"NEGATIVE\"}"),
                record("7", "{\"quantity\": 4, \"code\": \"𠮷野家😀\"}"),
                record("8", "{\"quantity\": 99999999999999999999, \"code\": \"ABSURD\"}"));

        assertThat(saved.quarantined()).isEqualTo(5);
        assertThat(world.jdbc()
                        .queryForList(
                                "SELECT CONCAT(item_id, '=', quantity, ' ', code) FROM stock_level ORDER BY item_id",
                                String.class))
                .containsExactly("1=5 A", "6=-3 NEGATIVE", "7=4 𠮷野家😀");
        assertThat(world.jdbc().queryForList("SELECT external_id FROM quarantine ORDER BY external_id", String.class))
                .containsExactly("2", "3", "4", "5", "8");
        assertThat(world.jdbc()
                        .queryForList(
                                "SELECT reason FROM quarantine WHERE reason LIKE '%xxx%' OR reason LIKE '%yyy%'",
                                String.class))
                .as("what was sent stands in the sealed payload, not in the reason")
                .isEmpty();
    }

    @Test
    void theSameItemTwiceInAPageIsStoredOnceInItsNewerVersion() {
        save(
                record("1", "{\"quantity\": 5, \"code\": \"A\", \"second\": 2}"),
                record("1", "{\"quantity\": 4, \"code\": \"A\", \"second\": 3}"),
                record("1", "{\"quantity\": 6, \"code\": \"A\", \"second\": 1}"));
        assertThat(world.jdbc().queryForList("SELECT quantity FROM stock_level", Long.class))
                .containsExactly(4L);
    }

    @Test
    void aReadableVersionInTheSamePageDoesNotHideThatAnotherWasNot() {
        save(record("1", "{\"quantity\": 5, \"code\": \"A\"}"), record("1", "{broken"));
        assertThat(world.jdbc().queryForObject("SELECT COUNT(*) FROM quarantine WHERE cured_at IS NULL", Integer.class))
                .isOne();
        save(record("1", "{\"quantity\": 5, \"code\": \"A\", \"second\": 9}"));
        assertThat(world.jdbc().queryForObject("SELECT COUNT(*) FROM quarantine WHERE cured_at IS NULL", Integer.class))
                .isZero();
    }

    private SavedPage save(RawRecord... records) {
        var page = new RawPage(world.shop(), new Shelf(), Stream.STOCK, Arrays.asList(records));
        return world.intake().saveStock(normalise.stock(page));
    }

    private RawRecord record(String id, String payload) {
        return new RawRecord(
                world.shop().key(), Stream.STOCK, new ExternalId(id), payload.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** A shelf whose records are {@code {"quantity", "code", "second"}}. */
    private static final class Shelf implements StockSource, Connector {

        @Override
        public Shop shop() {
            return new Shop(
                    new dev.shophub.model.ShopKey("taobao-test"),
                    "taobao",
                    "测试店",
                    URI.create("http://127.0.0.1"),
                    ZoneOffset.UTC,
                    Map.of());
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }

        @Override
        public Reach stockReach(Instant now) {
            return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
        }

        @Override
        public Page stock(Window window, Cursor cursor) {
            return Page.last(List.of());
        }

        @Override
        public List<StockLevel> toStockLevels(RawRecord raw) {
            try {
                var node = Json.MAPPER.readTree(raw.payload());
                var quantity = node.get("quantity");
                if (quantity == null || !quantity.canConvertToLong()) {
                    throw new MalformedRecordException(
                            "Stock not readable (item=" + raw.id() + ", field=quantity)", "quantity");
                }
                return List.of(new StockLevel(
                        raw.id(),
                        Optional.empty(),
                        Optional.of(new SkuCode(node.get("code").asText())),
                        quantity.asLong(),
                        NOW.plusSeconds(node.path("second").asLong())));
            } catch (java.io.IOException notJson) {
                throw new MalformedRecordException("Stock is not JSON (item=" + raw.id() + ")", "payload");
            }
        }
    }
}
