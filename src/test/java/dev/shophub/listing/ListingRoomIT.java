package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.ListingSink;
import dev.shophub.connector.Shop;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking down and putting up, the hub killed in between. */
class ListingRoomIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final long SHOP = 1;

    private final Shelf shelf = new Shelf();
    private Rows rows;
    private ListingRoom room;

    @BeforeEach
    void anItemOnSaleOfWhichNothingIsLeft() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        rows = new Rows(TestDatabase.operations());
        var listings = new Listings(
                rows.jdbc(),
                new BuyerKeys(rows.jdbc(), new AesKey(new byte[32]), clock),
                new RawRecords(rows.jdbc()),
                clock);
        room = new ListingRoom(
                new ItemStock(rows.jdbc()),
                listings,
                new Checkpoints(rows.jdbc(), clock),
                shop -> Optional.of(shelf),
                Brakes.stock(rows.jdbc(), clock),
                () -> true);
        var listing = rows.insert("listing", "shop_id", SHOP, "external_id", "7", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", SHOP, "code", "TS-9");
        rows.insert("sku_mapping", "shop_id", SHOP, "code", "TS-9", "erp_sku", "10086");
        rows.insert("shop", "id", 2, "shop_key", "erp", "role", "erp", "state", "live");
        rows.insert("erp_stock", "shop_id", 2, "external_id", "10086", "available", 0);
        rows.insert("stock_level", "shop_id", SHOP, "item_id", "7", "code", "TS-9", "quantity", 0);
    }

    @Test
    void whatTheHubTookDownWhenItWasKilledItPutsUpAgain() {
        shelf.killedAfterCall = true;
        assertThatThrownBy(this::bringToLevel).isInstanceOf(Killed.class);
        shelf.killedAfterCall = false;
        seen("DOWN");
        stockIsBack();

        assertThat(bringToLevel()).isInstanceOf(Outcome.Delivered.class);
        assertThat(shelf.calls).containsExactly("down 7", "up 7");
    }

    @Test
    void itIsPutUpAgainEvenBeforeItWasReadAsDown() {
        shelf.killedAfterCall = true;
        assertThatThrownBy(this::bringToLevel).isInstanceOf(Killed.class);
        shelf.killedAfterCall = false;
        stockIsBack();

        bringToLevel();
        assertThat(shelf.calls).containsExactly("down 7", "up 7");
        assertThat(bringToLevel()).isEqualTo(new Outcome.Dropped("unchanged"));
    }

    @Test
    void whatAPersonTookDownStaysDown() {
        seen("DOWN");
        stockIsBack();

        assertThat(bringToLevel()).isEqualTo(new Outcome.Dropped("unchanged"));
        assertThat(shelf.calls).isEmpty();
    }

    @Test
    void whatAPersonHadTakenDownStaysDownThoughTheHubHadTakenItDownBefore() {
        bringToLevel();
        rows.jdbc().update("UPDATE listing SET held_down_at = '2026-03-01 03:00:00'");
        stockIsBack();

        assertThat(bringToLevel()).isEqualTo(new Outcome.Dropped("unchanged"));
        assertThat(shelf.calls).containsExactly("down 7");
    }

    @Test
    void anOrderToTakeItDownThatComesWhileItIsPutUpIsFollowed() {
        bringToLevel();
        stockIsBack();
        shelf.meanwhile = () -> rows.jdbc().update("UPDATE listing SET held_down_at = '2026-03-01 04:00:00'");

        bringToLevel();

        assertThat(shelf.calls).containsExactly("down 7", "up 7", "down 7");
    }

    private void seen(String state) {
        rows.jdbc().update("UPDATE listing SET state = ?", state);
    }

    private void stockIsBack() {
        rows.jdbc().update("UPDATE erp_stock SET available = 5");
        rows.jdbc().update("UPDATE stock_level SET quantity = 5");
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

    /** As if the process had ended: nothing after the call runs. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Shelf implements ListingSink {

        private final List<String> calls = new ArrayList<>();
        private boolean killedAfterCall;
        private Runnable meanwhile = () -> {};

        @Override
        public void takeDown(ExternalId itemId) {
            done("down " + itemId);
        }

        @Override
        public void putUp(ExternalId itemId, long quantity) {
            done("up " + itemId);
            meanwhile.run();
        }

        private void done(String call) {
            calls.add(call);
            if (killedAfterCall) {
                throw new Killed();
            }
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
