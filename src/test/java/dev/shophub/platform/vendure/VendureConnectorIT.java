package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AccountSourceContract;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSourceContract;
import dev.shophub.connector.OrderCensusContract;
import dev.shophub.connector.OrderDetailContract;
import dev.shophub.connector.OrderHistoryContract;
import dev.shophub.connector.OrderSourceContract;
import dev.shophub.connector.RefundSourceContract;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.StockSourceContract;
import dev.shophub.connector.Window;
import dev.shophub.model.Account;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.CensusDayContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PermissionsContract;
import dev.shophub.platform.PlatformRehearsal;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.ShelfContract;
import dev.shophub.platform.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class VendureConnectorIT {

    private static VendureWorld world;

    @BeforeAll
    static void open() {
        world = new VendureWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders extends Trial<VendureConnector, OrdersPlayed> implements OrderSourceContract, OrderHistoryContract {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        @Test
        void rowsThatKeepMovingAreNotLost() {
            var expected = rehearsal().fill(5 * rehearsal().pageSize());
            world.faults().movingRows(true);

            var seen = seen(world.connect(), rehearsal().window());
            world.faults().movingRows(false);
            var stayed = world.jdbc()
                    .queryForList(
                            "SELECT tid FROM sim_order WHERE modified_at <= ?",
                            String.class,
                            PlatformRehearsal.utc(rehearsal().window().to()));

            assertThat(stayed).hasSizeLessThan(expected.size());
            assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
        }

        /** Its cart was left for a day before it was paid: the platform's time of change is the cart's. */
        @Test
        void anOrderPlacedNowWhoseTimeOfChangeIsOlderIsSeen() {
            var id = rehearsal().fill(1).get(0);
            var dayBefore = rehearsal().window().from().minus(Duration.ofDays(1));
            world.jdbc()
                    .update("UPDATE sim_order SET paid_at = NULL, modified_at = ?", PlatformRehearsal.utc(dayBefore));

            assertThat(seen(world.connect("sweep-depth", "0s"), rehearsal().window()))
                    .containsExactly(id);
        }

        /** The platform's time of change stands still. */
        @Test
        void aShipmentOfAnOlderOrderIsSeenAndToldOfLater() {
            var id = rehearsal().fill(1).get(0);
            var before = world.connect()
                    .toOrder(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records()
                            .get(0));
            var now = Instant.now();
            world.jdbc()
                    .update(
                            "UPDATE sim_order SET status = 'SHIPPED', shipped_at = ?, modified_at = ?",
                            PlatformRehearsal.utc(now),
                            PlatformRehearsal.utc(now));
            world.jdbc().update("UPDATE sim_line SET status = 'SHIPPED', carrier = 'SF', tracking = 'SF1'");

            assertThat(seen(world.connect("sweep-depth", "0s"), rehearsal().later()))
                    .isEmpty();
            assertThat(seen(world.connect(), rehearsal().later())).containsExactly(id);
            var after = world.connect()
                    .toOrder(world.connect().ordersById(List.of(id)).get(0));
            assertThat(after.status()).isEqualTo(OrderStatus.SHIPPED);
            assertThat(after.modifiedAt()).isAfter(before.modifiedAt());
        }

        @Test
        void anOperationThatTheRoleLacksIsNamedAndTheOthersRun() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(VendureWorld.SHOP, "products");

            assertThatThrownBy(() -> world.connect().listings(rehearsal().window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("products")
                    .hasMessageContaining("permission");
            assertThat(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records())
                    .hasSize(1);
        }
    }

    @Nested
    class OrdersListed extends Trial<VendureConnector, OrdersPlayed>
            implements OrderCensusContract, CensusDayContract<VendureConnector> {

        OrdersListed() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Details extends Trial<VendureConnector, OrdersPlayed> implements OrderDetailContract {

        Details() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Refunds extends Trial<VendureConnector, RefundsPlayed> implements RefundSourceContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }

        @Test
        void aRefundOfAnOlderOrderIsSeen() {
            var id = rehearsal().fill(1).get(0);
            rehearsal().change(id);
            var connector = world.connect();

            var refunds = new HashSet<Refund>();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = connector.refunds(rehearsal().later(), next.get());
                page.records().forEach(raw -> refunds.add(connector.toRefund(raw)));
                next = page.next();
            }

            assertThat(refunds).singleElement().satisfies(refund -> {
                assertThat(refund.id()).isEqualTo(id);
                assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
                assertThat(refund.kind()).isEqualTo(Refund.Kind.UNDELIVERED);
                assertThat(refund.amount().amount()).isEqualByComparingTo("60");
                assertThat(refund.lineId()).contains(id);
            });
        }
    }

    @Nested
    class Listings extends Trial<VendureConnector, ItemsPlayed> implements ListingSourceContract {

        Listings() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<VendureConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }

        /** A sale moves the time of the stock alone, which no list goes by. */
        @Test
        void whatOnlyASaleChangedIsSeen() {
            var id = rehearsal().fill(1).get(0);
            world.jdbc().update("UPDATE sim_sku SET quantity = 2");
            var connector = world.connect();

            var page = connector.stock(rehearsal().later(), Cursor.START);

            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toStockLevels(raw).get(0).quantity()).isEqualTo(2);
            });
        }
    }

    @Nested
    class Permissions extends Trial<VendureConnector, ItemsPlayed> implements PermissionsContract {

        Permissions() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public String withdrawSettingStock() {
            world.faults().withdrawPermission(VendureWorld.SHOP, "UpdateCatalog");
            return "UpdateCatalog";
        }
    }

    @Nested
    class Shelf extends Trial<VendureConnector, ItemsPlayed> implements ShelfContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }

        @Test
        void lessThanNothingIsNeverSent() {
            assertThatThrownBy(() -> world.connect().setStock(plainItem(), Map.of(Optional.empty(), -1L)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(shown(plainItem(), Optional.empty())).isEqualTo(4);
        }
    }

    @Nested
    class Accounts extends Trial<VendureConnector, OrdersPlayed> implements AccountSourceContract {

        private VendureWorld another;

        Accounts() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void anotherServer() {
            another = new VendureWorld("channel-of-another");
        }

        @AfterEach
        void closeAnother() {
            another.close();
        }

        @Override
        public VendureConnector accounts() {
            return world.connect();
        }

        @Override
        public VendureConnector accountsOfAnother() {
            return another.connect();
        }

        @Test
        void theChannelAtItsHostIsTheAccount() {
            assertThat(another.connect().account())
                    .contains(new Account("127.0.0.1/channel-of-another", "__default_channel__"));
            assertThat(another.connect("account-check", "false").account()).isEmpty();
        }

        @Test
        void aServerThatDoesNotSayIsReadAllTheSame() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(VendureWorld.SHOP, "activeChannel");

            assertThat(world.connect().account()).isEmpty();
        }
    }

    @Test
    void aShopWithoutASessionLogsIn() {
        new OrdersPlayed(world).fill(1);
        world.tokens().clear();

        assertThat(seen(world.connect(), new OrdersPlayed(world).window())).hasSize(1);
        assertThat(world.tokens().get(VendureWorld.SHOP).accountName()).isEqualTo("hub@example.com");
    }

    @Test
    void aWrongPasswordIsRefusedForGoodAndNeverTold() {
        new OrdersPlayed(world).fill(1);
        world.tokens().clear();

        assertThatThrownBy(() -> seen(world.connect("password", "another-one"), new OrdersPlayed(world).window()))
                .isInstanceOfSatisfying(AuthFailedException.class, refused -> {
                    assertThat(refused.renewable()).isFalse();
                    assertThat(refused).hasMessageContaining("password").hasMessageNotContaining("another-one");
                });
    }

    @Test
    void theClockOfTheAnswersIsFollowed() {
        new OrdersPlayed(world).fill(1);
        var ahead = Duration.ofHours(1);
        world.clock().advance(ahead);
        try {
            var connector = world.connect();
            connector.orders(new OrdersPlayed(world).window(), Cursor.START);

            assertThat(Duration.between(Instant.now(), connector.platformNow()))
                    .isBetween(ahead.minusSeconds(5), ahead.plusSeconds(5));
        } finally {
            world.clock().advance(ahead.negated());
        }
    }

    private static HashSet<ExternalId> seen(VendureConnector connector, Window window) {
        var seen = new HashSet<ExternalId>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = connector.orders(window, next.get());
            page.records().forEach(raw -> seen.add(raw.id()));
            next = page.next();
        }
        return seen;
    }
}
