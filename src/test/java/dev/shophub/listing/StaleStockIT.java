package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.ComparedStockSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.RawRecords;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stock written where the shop compares: what was sold there meanwhile is not overwritten. */
class StaleStockIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final long SHOP = 1;

    private final Shelf shelf = new Shelf();
    private Rows rows;
    private ListingRoom room;

    @BeforeEach
    void anItemOfWhichEightAreShownAndFiveAreLeft() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        rows = new Rows(TestDatabase.operations());
        room = new ListingRoom(
                new ItemStock(rows.jdbc()),
                new Listings(
                        rows.jdbc(),
                        new BuyerKeys(rows.jdbc(), new AesKey(new byte[32]), clock),
                        new RawRecords(rows.jdbc()),
                        clock),
                new Checkpoints(rows.jdbc(), clock),
                shop -> Optional.of(shelf),
                Brakes.stock(rows.jdbc(), clock),
                () -> true);
        var listing = rows.insert("listing", "shop_id", SHOP, "external_id", "7", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", SHOP, "code", "TS-9");
        rows.insert("sku_mapping", "shop_id", SHOP, "code", "TS-9", "erp_sku", "10086");
        rows.insert("shop", "id", 2, "shop_key", "erp", "role", "erp", "state", "live");
        rows.insert("erp_stock", "shop_id", 2, "external_id", "10086", "available", 5);
        rows.insert(
                "stock_level", "shop_id", SHOP, "item_id", "7", "code", "TS-9", "quantity", 8, "read_at", "2026-03-01");
    }

    @Test
    void whatIsAsBelievedIsWritten() {
        shelf.shows = 8;

        assertThat(bringToLevel()).isEqualTo(new Outcome.Delivered("stock [5]"));
        assertThat(shelf.shows).isEqualTo(5);
        assertThat(rows.jdbc().queryForObject("SELECT pushed_quantity FROM stock_level", Long.class))
                .isEqualTo(5);
    }

    @Test
    void whatWasStaleIsComputedAgainFromWhatIsShown() {
        shelf.shows = 7;

        assertThat(bringToLevel()).isEqualTo(new Outcome.Delivered("stock [5]"));
        assertThat(shelf.calls).isEqualTo(2);
        assertThat(shelf.shows).isEqualTo(5);
    }

    /** Three were sold since stock was read: lifting the level before that order is read would sell them twice. */
    @Test
    void aLevelThatWouldRiseWaitsUntilWhatWasSoldMeanwhileIsRead() {
        rows.insert("checkpoint", "shop_id", SHOP, "stream", "orders", "last_good_at", "2026-03-01 03:59:00");
        shelf.shows = 2;

        assertThat(bringToLevel()).isInstanceOf(Outcome.Later.class);
        assertThat(shelf.shows).isEqualTo(2);

        rows.jdbc().update("UPDATE checkpoint SET last_good_at = '2026-03-01 04:00:01'");
        rows.jdbc().update("UPDATE erp_stock SET available = 2");
        assertThat(bringToLevel()).isEqualTo(new Outcome.Dropped("unchanged"));
        assertThat(shelf.shows).isEqualTo(2);
    }

    @Test
    void aShelfThatSomebodyElseKeepsSettingIsGivenUpAndSaid() {
        shelf.shows = 20;
        shelf.movesBeforeEachCall = true;

        assertThatThrownBy(this::bringToLevel)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("item=7");
        assertThat(shelf.calls).isEqualTo(3);
        assertThat(rows.jdbc().queryForObject("SELECT quantity FROM stock_level", Long.class))
                .isEqualTo(shelf.shows);
    }

    private Outcome bringToLevel() {
        return room.bringToLevel(new OutboxMessage(
                1,
                Destination.LISTING,
                "stock",
                SHOP,
                Optional.of(new ShopKey("shop")),
                "7",
                "7",
                "",
                "",
                Map.of(),
                0,
                NOW));
    }

    private static final class Shelf implements ComparedStockSink {

        private long shows;
        private int calls;
        private boolean movesBeforeEachCall;

        @Override
        public Map<Optional<ExternalId>, Long> setStockIfShown(
                ExternalId itemId, Map<Optional<ExternalId>, Change> changes) {
            calls++;
            shows -= movesBeforeEachCall ? 1 : 0;
            var stale = new HashMap<Optional<ExternalId>, Long>();
            changes.forEach((sku, change) -> {
                if (change.expected() == shows) {
                    shows = change.wanted();
                } else {
                    stale.put(sku, shows);
                }
            });
            return stale;
        }

        @Override
        public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
            throw new AssertionError("Where it is known what is shown, the shop compares");
        }

        @Override
        public Shop shop() {
            throw new UnsupportedOperationException("Not asked");
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }
    }
}
