package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Parking;
import dev.shophub.store.AesKey;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.LeftEarly;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.RawRecords;
import dev.shophub.store.StockFreezes;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers that cannot be right reach no shop: held, mailed with the list, released, lapsing; and recounts. */
class BrakeIT {

    private static final int LISTINGS = 40;
    private static MailWorld world;

    private final Shelf shelf = new Shelf();
    private Rows rows;
    private long erp;
    private ListingRoom room;
    private ChangeRoom changes;
    private Standstill standstill;
    private StockFreezes freezes;

    @BeforeAll
    static void aSchemaForAll() {
        world = new MailWorld();
    }

    @BeforeEach
    void aShopWithFortyListingsOfTenPieces() {
        world.reset();
        rows = new Rows(world.data);
        List.of("stock_brake", "stock_fall", "stock_freeze", "frozen_level", "item_change", "erp_product")
                .forEach(table -> world.jdbc.update("DELETE FROM " + table));
        erp = rows.insert(
                "shop", "shop_key", "erp", "platform", "rest", "role", "erp", "time_zone", "UTC", "state", "live");
        IntStream.rangeClosed(1, LISTINGS).forEach(this::listing);
        var brake =
                new Brake(new BrakeBook(world.jdbc, world.clock), world.troubles, () -> Brakes.SHIPPED, world.clock);
        var prices = new PriceBrake(
                new ItemChanges(world.jdbc, world.clock),
                new Offers(world.jdbc),
                () -> new PriceLimits(new BigDecimal("30")),
                world.troubles);
        room = new ListingRoom(
                new ItemStock(world.jdbc),
                new Listings(
                        world.jdbc,
                        new BuyerKeys(world.jdbc, new AesKey(new byte[32]), world.clock),
                        new RawRecords(world.jdbc),
                        world.clock),
                new Checkpoints(world.jdbc, world.clock),
                shop -> Optional.of(shelf),
                brake,
                () -> false);
        changes = new ChangeRoom(
                new ItemChanges(world.jdbc, world.clock),
                new Offers(world.jdbc),
                new ItemStock(world.jdbc),
                shop -> Optional.of(shelf),
                prices,
                world.outbox,
                world.clock);
        freezes = new StockFreezes(world.jdbc, world.clock);
        standstill = new Standstill(
                new Standstill.Tables(
                        world.shops,
                        new BrakeBook(world.jdbc, world.clock),
                        freezes,
                        new Mappings(world.jdbc, world.clock),
                        new LeftEarly(world.jdbc)),
                brake,
                prices,
                world.outbox,
                new Parking(world.jdbc, world.clock),
                world.troubles,
                world.transaction,
                world.clock);
    }

    @Test
    void manyListingsFallingToNothingAreHeldAndMailedAtOnceWithTheList() throws Exception {
        erpSays(0, 1, 6);
        erpSays(9, 40, 40);

        deliver(1, 6);
        deliver(40, 40);

        assertThat(parked()).isEqualTo(6);
        assertThat(shelf.shown).as("what does not fall goes on").containsExactly(Map.entry("40", 9L));
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).contains("库存骤降");
            assertThat(MailWorld.body(mail, "text/plain"))
                    .contains("./hub release 茶语时光旗舰店")
                    .contains("Tea 1（1）：10 → 0")
                    .contains("Tea 6（6）：10 → 0");
        });
    }

    @Test
    void aFewListingsMayFall() {
        erpSays(0, 1, 4);
        deliver(1, 4);
        assertThat(parked()).isZero();
        assertThat(shelf.shown).hasSize(4).containsEntry("4", 0L);
    }

    @Test
    void oneAfterAnotherWithinTheHourCountTogetherAndLaterOnesDoNot() {
        for (int item = 1; item <= 4; item++) {
            erpSays(0, item, item);
            deliver(item, item);
            world.clock.advance(Duration.ofMinutes(5));
        }
        erpSays(0, 5, 5);
        deliver(5, 5);
        assertThat(parked()).isEqualTo(1);
        standstill.release(Optional.of(world.shop), Optional.empty());
        world.clock.advance(Duration.ofMinutes(61));
        deliver(5, 5);
        assertThat(parked()).as("an hour later").isZero();
    }

    @Test
    void theLossOfHalfOfAllPiecesIsHeld() {
        erpSays(5, 1, LISTINGS);
        deliver(1, LISTINGS);
        assertThat(parked()).isEqualTo(LISTINGS);
        assertThat(shelf.shown).isEmpty();
    }

    @Test
    void itLapsesWhenTheNumbersAreBack() throws Exception {
        erpSays(0, 1, 10);
        deliver(1, 10);
        world.deliver();
        standstill.look();
        assertThat(parked()).as("still wrong").isEqualTo(10);

        erpSays(10, 1, 10);
        standstill.look();

        assertThat(parked()).isZero();
        assertThat(world.messages("waiting")).as("ten listings, one cure").isEqualTo(11);
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .startsWith("Re: "));
        deliver(1, 10);
        assertThat(shelf.shown).isEmpty();
    }

    @Test
    void aReleaseLetsExactlyThatFall() throws Exception {
        erpSays(0, 1, 10);
        deliver(1, 9);
        world.deliver();

        assertThat(standstill.release(Optional.of(world.shop), Optional.empty()))
                .isEqualTo(new Standstill.Released(9, 0));
        deliver(1, 10);

        assertThat(parked()).isZero();
        assertThat(shelf.shown).hasSize(10).containsEntry("10", 0L);
        assertThat(world.deliver()).as("the cure").hasSize(1);
        erpSays(0, 11, 20);
        deliver(11, 20);
        assertThat(parked()).as("what falls afterwards is held again").isEqualTo(10);
    }

    @Test
    void oneItemAloneCanBeReleased() {
        erpSays(0, 1, 10);
        deliver(1, 10);
        standstill.release(Optional.empty(), Optional.of(new ExternalId("3")));
        deliver(3, 3);
        assertThat(shelf.shown).containsOnlyKeys("3");
        assertThat(parked()).isEqualTo(9);
    }

    @Test
    void aRecountKeepsTheLevelLessWhatIsSold() {
        freeze(world.clock.instant().plus(Duration.ofHours(2)));
        erpSays(0, 1, LISTINGS);
        world.clock.advance(Duration.ofMinutes(10));
        threeAreSold(world.clock.instant());
        deliver(1, LISTINGS);
        assertThat(shelf.shown).containsExactly(Map.entry("1", 7L));
        assertThat(parked()).isZero();

        world.clock.advance(Duration.ofHours(2));
        erpSays(8, 1, LISTINGS);
        standstill.look();
        assertThat(freezes.all()).isEmpty();
        assertThat(world.outbox.claim(Destination.LISTING, 100)).hasSize(LISTINGS);
        deliver(2, 2);
        assertThat(shelf.shown).containsEntry("2", 8L);
    }

    @Test
    void aRecountDoesNotBeginWithPiecesThatTheErpTookSinceItsStockWasRead() {
        var read = world.clock.instant();
        rows.insert("checkpoint", "shop_id", erp, "stream", "stock", "watermark", read, "last_good_at", read);
        world.clock.advance(Duration.ofSeconds(20));
        threeAreSold(read);
        rows.insert(
                "erp_link",
                "shop_id",
                world.shop.id(),
                "kind",
                "order",
                "external_id",
                "1001",
                "accepted_at",
                world.clock.instant());

        freeze(world.clock.instant().plus(Duration.ofHours(2)));

        deliver(1, 2);
        assertThat(shelf.shown).containsExactly(Map.entry("1", 7L));
    }

    @Test
    void aPriceThatFellBelowCostBeforeItWasWrittenIsHeldUntilReleased() throws Exception {
        rows.insert("erp_product", "shop_id", erp, "external_id", "E-1", "currency", "CNY", "cost_price", "8.00");
        change("1", "9.00");
        world.jdbc.update("UPDATE erp_product SET cost_price = 9.50");

        park(Destination.CHANGE, "price", "1", changes.write(message(Destination.CHANGE, "price", "1")));

        assertThat(parked()).isEqualTo(1);
        assertThat(shelf.prices).isEmpty();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("10.00 → 9.00 CNY，因为低于成本"));
        standstill.look();
        assertThat(parked()).isEqualTo(1);

        assertThat(standstill.release(Optional.empty(), Optional.of(new ExternalId("1"))))
                .isEqualTo(new Standstill.Released(0, 1));
        assertThat(changes.write(message(Destination.CHANGE, "price", "1"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(shelf.prices).containsExactly("9.00");
        assertThat(world.deliver()).as("the cure").hasSize(1);
    }

    @Test
    void aHeldPriceGoesOnWhenTheCostIsBack() {
        rows.insert("erp_product", "shop_id", erp, "external_id", "E-1", "currency", "CNY", "cost_price", "9.50");
        change("1", "9.00");
        park(Destination.CHANGE, "price", "1", changes.write(message(Destination.CHANGE, "price", "1")));
        world.jdbc.update("UPDATE erp_product SET cost_price = 8.00");
        standstill.look();
        assertThat(parked()).isZero();
        assertThat(world.troubleBook.open()).isEmpty();
    }

    private void listing(int number) {
        var item = Integer.toString(number);
        long listing = rows.insert(
                "listing",
                "shop_id",
                world.shop.id(),
                "external_id",
                item,
                "title",
                "Tea " + item,
                "state",
                "UP",
                "currency",
                "CNY",
                "price",
                "10.00");
        rows.insert(
                "listing_variant",
                "listing_id",
                listing,
                "shop_id",
                world.shop.id(),
                "code",
                "TEA-" + item,
                "price",
                "10.00");
        rows.insert("stock_level", "shop_id", world.shop.id(), "item_id", item, "code", "TEA-" + item, "quantity", 10);
        rows.insert("sku_mapping", "shop_id", world.shop.id(), "code", "TEA-" + item, "erp_sku", "E-" + item);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-" + item, "available", 10);
    }

    private void erpSays(long pieces, int from, int to) {
        for (int item = from; item <= to; item++) {
            world.jdbc.update("UPDATE erp_stock SET available = ? WHERE external_id = ?", pieces, "E-" + item);
        }
    }

    private void freeze(Instant until) {
        world.transaction.executeWithoutResult(
                status -> freezes.freeze("all", Optional.empty(), Optional.empty(), until, "wang"));
    }

    private void change(String item, String price) {
        rows.insert(
                "item_change",
                "change_id",
                1,
                "shop_id",
                world.shop.id(),
                "item_id",
                item,
                "field",
                "price",
                "old_value",
                "10.00",
                "new_value",
                price,
                "state",
                "waiting");
    }

    private void deliver(int from, int to) {
        for (int number = from; number <= to; number++) {
            var item = Integer.toString(number);
            world.jdbc.update("DELETE FROM outbox WHERE destination = 'listing' AND subject = ?", item);
            park(Destination.LISTING, "stock", item, room.bringToLevel(message(Destination.LISTING, "stock", item)));
        }
    }

    /** As the outbox does it when a delivery ends so. */
    private void park(Destination destination, String kind, String item, Outcome outcome) {
        if (outcome instanceof Outcome.Parked parked) {
            OutboxRow.to(destination.name(), kind, item)
                    .of(world.shop.id())
                    .state("parked", parked.reason(), parked.detail())
                    .into(rows);
        }
    }

    private long parked() {
        return world.messages("parked");
    }

    private OutboxMessage message(Destination destination, String kind, String item) {
        return new OutboxMessage(
                1,
                destination,
                kind,
                world.shop.id(),
                Optional.of(world.shop.key()),
                item,
                item,
                "",
                "",
                Map.of(),
                0,
                world.clock.instant());
    }

    /** What the shop shows, as written. */
    private static final class Shelf implements StockSink, PriceSink {

        private final Map<String, Long> shown = new TreeMap<>();
        private final List<String> prices = new ArrayList<>();

        @Override
        public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
            quantities.values().forEach(quantity -> shown.put(itemId.value(), quantity));
        }

        @Override
        public void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> changed) {
            changed.values().forEach(price -> prices.add(price.amount().toPlainString()));
        }

        @Override
        public Shop shop() {
            throw new UnsupportedOperationException("Not asked");
        }

        @Override
        public Instant platformNow() {
            return world.clock.instant();
        }
    }

    private void threeAreSold(Instant placedAt) {
        long order = rows.insert(
                "sales_order",
                "shop_id",
                world.shop.id(),
                "external_id",
                "1001",
                "status",
                "PAID",
                "currency",
                "CNY",
                "placed_at",
                placedAt);
        rows.insert(
                "order_line", "order_id", order, "external_id", "1", "code", "TEA-1", "quantity", 3, "status", "PAID");
    }
}
