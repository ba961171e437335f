package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AccountSourceContract;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.ListingSourceContract;
import dev.shophub.connector.OrderCensusContract;
import dev.shophub.connector.OrderDetailContract;
import dev.shophub.connector.OrderHistoryContract;
import dev.shophub.connector.OrderSourceContract;
import dev.shophub.connector.RefundSourceContract;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewHistoryContract;
import dev.shophub.connector.ReviewSourceContract;
import dev.shophub.connector.StockSourceContract;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSourceContract;
import dev.shophub.connector.Window;
import dev.shophub.model.Account;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.CensusDayContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PermissionsContract;
import dev.shophub.platform.PlatformRehearsal;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.ReviewsPlayed;
import dev.shophub.platform.ShelfContract;
import dev.shophub.platform.Trial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class WoocommerceConnectorIT {

    private static WoocommerceWorld world;

    @BeforeAll
    static void open() {
        world = new WoocommerceWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders extends Trial<WoocommerceConnector, OrdersPlayed>
            implements OrderSourceContract, OrderHistoryContract {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        /** Both ends of a window count, those of the lists do not. */
        @Test
        void whatChangedInTheFirstAndInTheLastSecondIsRead() {
            var ids = rehearsal().fill(3);
            var window = rehearsal().window();
            modified(ids.get(0), window.from());
            modified(ids.get(1), window.to());
            modified(ids.get(2), window.to().plusSeconds(2));

            assertThat(world.connect().orders(window, Cursor.START).records())
                    .extracting(RawRecord::id)
                    .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        }

        /** Lists hide what was thrown away, and a status that a plugin added is in nobody's settings. */
        @Test
        void everyStatusIsReadWhoeverMadeIt() {
            var ids = rehearsal().fill(4);
            status(ids.get(0), "trash");
            status(ids.get(1), "failed");
            status(ids.get(2), "awaiting-pickup");
            var connector = world.connect();

            var seen = new HashMap<ExternalId, OrderStatus>();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = connector.orders(rehearsal().window(), next.get());
                page.records().forEach(raw -> assertThat(
                                seen.put(raw.id(), connector.toOrder(raw).status()))
                        .isNull());
                next = page.next();
            }

            assertThat(seen)
                    .containsEntry(ids.get(0), OrderStatus.CLOSED)
                    .containsEntry(ids.get(1), OrderStatus.CLOSED)
                    .containsEntry(ids.get(2), OrderStatus.UNKNOWN)
                    .containsEntry(ids.get(3), OrderStatus.PAID)
                    .hasSize(4);
        }

        @Test
        void rowsThatKeepMovingAreNotLost() {
            var expected = rehearsal().fill(5 * rehearsal().pageSize());
            var seen = new HashSet<ExternalId>();
            world.faults().movingRows(true);

            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = world.connect("plugin-statuses", "false")
                        .orders(rehearsal().window(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }
            world.faults().movingRows(false);
            var stayed = world.jdbc()
                    .queryForList(
                            "SELECT tid FROM sim_order WHERE modified_at <= ?",
                            String.class,
                            PlatformRehearsal.utc(rehearsal().window().to()));

            assertThat(stayed).hasSizeBetween(expected.size() - 20, expected.size() - 1);
            assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
        }

        @Test
        void aRefusedInterfaceIsNamedAndTheOthersRun() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(WoocommerceWorld.SHOP, "products/reviews");

            assertThatThrownBy(() -> world.connect().reviews(rehearsal().window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("products/reviews");
            assertThat(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records())
                    .hasSize(1);
        }

        @Test
        void anOlderOrderIsReadAgainInTime() {
            var id = rehearsal().fill(1).get(0);
            var connector = world.connect("order-sweep-depth", "10d", "order-sweep-every", "1m");

            var seen = new HashSet<ExternalId>();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = connector.orders(rehearsal().later(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }

            assertThat(seen).contains(id);
        }

        private void modified(ExternalId id, Instant at) {
            world.jdbc()
                    .update(
                            "UPDATE sim_order SET modified_at = ? WHERE tid = ?",
                            PlatformRehearsal.utc(at),
                            id.value());
        }

        private void status(ExternalId id, String status) {
            world.jdbc()
                    .update(
                            "INSERT INTO sim_woocommerce_word (shop_key, kind, id, status) VALUES (?, 'order', ?, ?)",
                            WoocommerceWorld.SHOP.value(),
                            id.value(),
                            status);
        }
    }

    @Nested
    class OrdersListed extends Trial<WoocommerceConnector, OrdersPlayed>
            implements OrderCensusContract, CensusDayContract<WoocommerceConnector> {

        OrdersListed() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class OrdersById extends Trial<WoocommerceConnector, OrdersPlayed> implements OrderDetailContract {

        OrdersById() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Refunds extends Trial<WoocommerceConnector, WoocommerceRefundsPlayed> implements RefundSourceContract {

        Refunds() {
            super(world, any -> new WoocommerceRefundsPlayed());
        }

        @Test
        void aRefundHasTheCurrencyOfItsOrder() {
            rehearsal().fill(1);

            var refund = source().toRefund(source().refunds(rehearsal().window(), Cursor.START)
                    .records()
                    .get(0));

            assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(refund.amount().currency()).isEqualTo(WoocommerceWorld.DOLLAR);
            assertThat(refund.amount().amount()).isEqualByComparingTo("60");
            assertThat(refund.lineId()).isPresent();
            assertThat(refund.quantity()).contains(1L);
        }
    }

    /** An older version has no list of all refunds. */
    @Nested
    class RefundsOrderByOrder extends Trial<WoocommerceConnector, WoocommerceRefundsPlayed>
            implements RefundSourceContract {

        RefundsOrderByOrder() {
            super(world, any -> new WoocommerceRefundsPlayed());
        }

        @Override
        public WoocommerceConnector source() {
            return world.connect("refunds", "per-order");
        }
    }

    @Nested
    class Reviews extends Trial<WoocommerceConnector, WoocommerceReviewsPlayed>
            implements ReviewSourceContract, ReviewHistoryContract {

        Reviews() {
            super(world, any -> new WoocommerceReviewsPlayed());
        }

        @Test
        void whatWaitsForApprovalIsReadAndWhatWasThrownAwayIsGone() {
            var ids = rehearsal().fill(3);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_woocommerce_word (shop_key, kind, id, status) VALUES (?, 'review', ?, 'hold')",
                            WoocommerceWorld.SHOP.value(),
                            ids.get(0).value());
            world.jdbc()
                    .update(
                            "UPDATE sim_review SET deleted = TRUE WHERE oid = ?",
                            ids.get(1).value());
            var connector = world.connect();

            var seen = new HashSet<ExternalId>();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = connector.reviewsWritten(rehearsal().window(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }

            assertThat(seen).containsExactlyInAnyOrder(ids.get(0), ids.get(2));
        }

        /** Lists of reviews know the site's own time only: none is lost, and of the past none besides, in either night of change. */
        @Test
        void theNightsOfChangeLoseNothing() {
            for (var change : new String[] {"2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z"}) {
                var at = Instant.parse(change);
                var ids = rehearsal().fill(9);
                for (int i = 0; i < ids.size(); i++) {
                    world.jdbc()
                            .update(
                                    "UPDATE sim_review SET created_at = ? WHERE oid = ?",
                                    PlatformRehearsal.utc(at.plus(Duration.ofMinutes(20L * (i - 4)))),
                                    ids.get(i).value());
                }
                var seen = new HashSet<ExternalId>();
                var from = at.minus(Duration.ofMinutes(90));
                for (int slice = 0; slice < 9; slice++) {
                    var window = new Window(
                            from.plus(Duration.ofMinutes(20L * slice)),
                            from.plus(Duration.ofMinutes(20L * (slice + 1))));
                    for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                        var page = world.connect().reviewsWritten(window, next.get());
                        page.records().forEach(raw -> assertThat(seen.add(raw.id()))
                                .as("%s", raw.id())
                                .isTrue());
                        next = page.next();
                    }
                }
                assertThat(seen).as(change).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    @Nested
    class Listings extends Trial<WoocommerceConnector, ItemsPlayed> implements ListingSourceContract {

        Listings() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<WoocommerceConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Permissions extends Trial<WoocommerceConnector, ItemsPlayed> implements PermissionsContract {

        Permissions() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public String withdrawSettingStock() {
            world.faults().withdrawPermission(WoocommerceWorld.SHOP, "write");
            return "Read/Write";
        }
    }

    @Nested
    class Shelf extends Trial<WoocommerceConnector, ItemsPlayed> implements ShelfContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }
    }

    /** Variations written one by one, where a site has no batches. */
    @Nested
    class ShelfWithoutBatches extends Trial<WoocommerceConnector, ItemsPlayed> implements ShelfContract {

        ShelfWithoutBatches() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public WoocommerceConnector sink() {
            return world.connect("batch-size", "1");
        }

        @Override
        public WoocommerceConnector listingSink() {
            return world.connect("down-status", "private");
        }
    }

    @Nested
    class Webhooks extends Trial<WoocommerceConnector, OrdersPlayed> implements WebhookSourceContract {

        Webhooks() {
            super(world, OrdersPlayed::new);
        }

        @Override
        public String topicOfOrders() {
            return "order.updated";
        }

        @Override
        public void switchOff(String topic) {
            world.jdbc().update("UPDATE sim_woocommerce_webhook SET status = 'disabled' WHERE topic = ?", topic);
        }

        @Override
        public void remove(String topic) {
            world.jdbc().update("DELETE FROM sim_woocommerce_webhook WHERE topic = ?", topic);
        }

        @Override
        public Delivery deliveryOf(ExternalId order) {
            var sent = world.simulator().delivery(topicOfOrders(), Long.parseLong(order.value()));
            var headers = new HashMap<String, String>();
            sent.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            return new Delivery(headers, sent.body().getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void whatWasMadeWithAnotherSecretIsMended() {
            rehearsal().fill(0);
            world.connect("webhook-secret", "another").subscribe(topicOfOrders(), ADDRESS);
            assertThat(webhooks().subscriptions(ADDRESS))
                    .containsExactly(new WebhookSource.Subscription(topicOfOrders(), false));

            webhooks().subscribe(topicOfOrders(), ADDRESS);

            assertThat(webhooks().subscriptions(ADDRESS))
                    .containsExactly(new WebhookSource.Subscription(topicOfOrders(), true));
        }
    }

    @Nested
    class Accounts extends Trial<WoocommerceConnector, OrdersPlayed> implements AccountSourceContract {

        private WoocommerceWorld staging;

        Accounts() {
            super(world, OrdersPlayed::new);
        }

        /** A copy of the site for trials: the same keys at another address. */
        @BeforeEach
        void copy() {
            staging = new WoocommerceWorld(site -> site.at("https://staging.example.com/shop/"));
        }

        @AfterEach
        void closeCopy() {
            staging.close();
        }

        @Override
        public WoocommerceConnector accounts() {
            return world.connect();
        }

        @Override
        public WoocommerceConnector accountsOfAnother() {
            return staging.connect();
        }

        @Test
        void theSitesOwnAddressIsTheAccountHoweverItIsReached() {
            assertThat(staging.connect().account()).contains(new Account("staging.example.com/shop", "Example Goods"));
            assertThat(staging.connect("account-check", "status").account())
                    .map(Account::id)
                    .contains("staging.example.com/shop");
            assertThat(staging.connect("account-check", "none").account()).isEmpty();
        }

        @Test
        void aSiteThatHidesItsEntryIsReadAllTheSame() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(WoocommerceWorld.SHOP, "wp-json");

            assertThat(world.connect().account()).isEmpty();
            assertThat(world.connect("account-check", "status").account()).isPresent();
        }
    }

    @Test
    void anotherSecretIsRefusedWithoutItsValue() {
        new OrdersPlayed(world).fill(0);

        assertThatThrownBy(() -> read(world.connect("consumer-secret", "cs_another")))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> assertThat(refused.renewable())
                        .isFalse())
                .hasMessageContaining("consumer-secret")
                .hasMessageNotContaining("cs_another");
    }

    /** The first call is stamped with our time, which the site refuses; its answer tells the right one. */
    @Test
    void theClockOfTheAnswersIsFollowed() {
        new OrdersPlayed(world).fill(0);
        var ahead = Duration.ofHours(1);
        world.clock().advance(ahead);
        try {
            var connector = world.connect();
            try {
                read(connector);
            } catch (Failure refused) {
                assertThat(refused).hasMessageNotContaining("consumer-secret");
            }

            assertThat(Duration.between(Instant.now(), connector.platformNow()))
                    .isBetween(ahead.minusSeconds(5), ahead.plusSeconds(5));
            read(connector);
        } finally {
            world.clock().advance(ahead.negated());
        }
    }

    @Test
    void behindHttpsTheKeyIsSentAsItIs() {
        try (var secure = new WoocommerceWorld(site -> site.behindHttps())) {
            var rehearsal = new OrdersPlayed(secure);
            rehearsal.fill(1);

            for (var proof : new String[] {"basic", "query"}) {
                assertThat(secure.connect("auth", proof)
                                .orders(rehearsal.window(), Cursor.START)
                                .records())
                        .hasSize(1);
            }
            assertThatThrownBy(() -> read(secure.connect("auth", "basic", "consumer-secret", "cs_another")))
                    .isInstanceOf(AuthFailedException.class);
        }
    }

    @Test
    void aKeyThatOnlyReadsIsNamedWhenItIsToWrite() {
        try (var reading = new WoocommerceWorld(site -> site.readingOnly())) {
            var ids = new ItemsPlayed(reading).fill(1);
            read(reading.connect());

            assertThatThrownBy(() -> reading.connect().takeDown(ids.get(0)))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("only read");
        }
    }

    @Test
    void whereAllRefundsCannotBeListedTheInterfaceIsNamed() {
        try (var older = new WoocommerceWorld(site -> site.older())) {
            var rehearsal = new WoocommerceRefundsPlayed(older);
            var ids = rehearsal.fill(2);

            assertThatThrownBy(() -> older.connect().refunds(rehearsal.window(), Cursor.START))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("rest_no_route"))
                    .hasMessageContaining("refunds");
            assertThat(older.connect("refunds", "per-order", "plugin-statuses", "false")
                            .refunds(rehearsal.window(), Cursor.START)
                            .records())
                    .extracting(RawRecord::id)
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private static void read(WoocommerceConnector connector) {
        connector.orders(new OrdersPlayed(world).window(), Cursor.START);
    }

    /** The site knows refunds that are done, and only those. */
    private static final class WoocommerceRefundsPlayed extends RefundsPlayed {

        WoocommerceRefundsPlayed() {
            this(world);
        }

        WoocommerceRefundsPlayed(WoocommerceWorld of) {
            super(of);
        }

        @Override
        protected void make(long id, Instant modified) {
            super.make(id, modified);
            jdbc().update("UPDATE sim_refund SET status = 'SUCCESS' WHERE refund_id = ?", id);
        }
    }

    private static final class WoocommerceReviewsPlayed extends ReviewsPlayed {

        WoocommerceReviewsPlayed() {
            super(world);
        }

        @Override
        protected void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_review SET created_at = ?, stars = 2 WHERE oid = ?", utc(now), id);
        }
    }
}
