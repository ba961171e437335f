package dev.shophub.platform.shopify;

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
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSourceContract;
import dev.shophub.model.ExternalId;
import dev.shophub.platform.AccountContract;
import dev.shophub.platform.CensusDayContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PermissionsContract;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.ShelfContract;
import dev.shophub.platform.ShownStockContract;
import dev.shophub.platform.Trial;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class ShopifyConnectorIT {

    private static ShopifyWorld world;

    @BeforeAll
    static void open() {
        world = new ShopifyWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders extends Trial<ShopifyConnector, OrdersPlayed> implements OrderSourceContract {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        @Test
        void rowsThatKeepMovingAreNotLost() {
            var expected = rehearsal().fill(5 * rehearsal().pageSize());
            var seen = new HashSet<ExternalId>();
            world.faults().movingRows(true);

            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = world.connect().orders(rehearsal().window(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }
            world.faults().movingRows(false);
            var stayed = world.jdbc()
                    .queryForList(
                            "SELECT tid FROM sim_order WHERE modified_at <= ?",
                            String.class,
                            OrdersPlayed.utc(rehearsal().window().to()));

            assertThat(stayed).hasSizeBetween(expected.size() - 20, expected.size() - 1);
            assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
        }

        @Test
        void aRefusedPermissionIsNamedAndTheOthersRun() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(ShopifyWorld.SHOP, "products");

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

    /** Windows too short for a file. */
    @Nested
    class PastOrders extends Trial<ShopifyConnector, OrdersPlayed> implements OrderHistoryContract {

        PastOrders() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class OrdersListed extends Trial<ShopifyConnector, OrdersPlayed>
            implements OrderCensusContract, CensusDayContract<ShopifyConnector> {

        OrdersListed() {
            super(world, OrdersPlayed::new);
        }

        @Override
        public ShopifyConnector census() {
            return world.connect("wide-page-size", Integer.toString(rehearsal().pageSize()));
        }
    }

    @Nested
    class OrdersById extends Trial<ShopifyConnector, OrdersPlayed> implements OrderDetailContract {

        OrdersById() {
            super(world, OrdersPlayed::new);
        }
    }

    /** Few orders are asked at a time: those with refunds are read in between. */
    @Nested
    class Refunds extends Trial<ShopifyConnector, RefundsPlayed> implements RefundSourceContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }

        @Override
        public ShopifyConnector source() {
            return world.connect("wide-page-size", "7");
        }
    }

    @Nested
    class Listings extends Trial<ShopifyConnector, ItemsPlayed> implements ListingSourceContract {

        Listings() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<ShopifyConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Permissions extends Trial<ShopifyConnector, ItemsPlayed> implements PermissionsContract {

        Permissions() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public String withdrawSettingStock() {
            world.faults().withdrawPermission(ShopifyWorld.SHOP, "write_inventory");
            return "write_inventory";
        }
    }

    @Nested
    class Shelf extends Trial<ShopifyConnector, ItemsPlayed> implements ShelfContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class ShownStock extends Trial<ShopifyConnector, ItemsPlayed> implements ShownStockContract {

        ShownStock() {
            super(world, ItemsPlayed::new);
        }
    }

    /** By the version before keys, which compares under another name. */
    @Nested
    class ShownStockBeforeKeys extends Trial<ShopifyConnector, ItemsPlayed> implements ShownStockContract {

        ShownStockBeforeKeys() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public ShopifyConnector sink() {
            return world.connect("api-version", "2026-01");
        }
    }

    @Nested
    class Hooks extends Trial<ShopifyConnector, OrdersPlayed> implements WebhookSourceContract {

        Hooks() {
            super(world, OrdersPlayed::new);
        }

        @Override
        public String topicOfOrders() {
            return "orders/updated";
        }

        /** The platform knows no "off": what fails eight times in a row is gone. */
        @Override
        public void switchOff(String topic) {
            remove(topic);
        }

        @Override
        public void remove(String topic) {
            assertThat(world.jdbc()
                            .update(
                                    "DELETE FROM sim_shopify_hook WHERE topic = ?",
                                    topic.toUpperCase(Locale.ROOT).replace('/', '_')))
                    .isOne();
        }

        @Override
        public WebhookSource.Delivery deliveryOf(ExternalId order) {
            var sent = world.simulator().delivery(ShopifyWorld.SHOP, topicOfOrders(), Long.parseLong(order.value()));
            return new WebhookSource.Delivery(sent.headers(), sent.body());
        }
    }

    /** The token of an app of the shop's own stands in the settings. */
    @Nested
    class Accounts extends Trial<ShopifyConnector, OrdersPlayed> implements AccountSourceContract {

        Accounts() {
            super(world, OrdersPlayed::new);
        }

        @Override
        public ShopifyConnector accounts() {
            return world.connect(
                    "access-token", world.tokens().get(ShopifyWorld.SHOP).access());
        }

        @Override
        public ShopifyConnector accountsOfAnother() {
            return world.connect("access-token", world.tokenOfAnother());
        }

        @Test
        void theNumberIsTheOneThatTokensNameAndTheNameSaysWhere() {
            rehearsal().fill(0);

            assertThat(accounts().account()).hasValueSatisfying(account -> {
                assertThat(account.id()).isEqualTo(Long.toString(world.seller().userId()));
                assertThat(account.name()).contains(world.seller().nick()).contains("shopify-us.myshopify.com");
            });
        }

        @Test
        void aSellerWhoGrantedAccessInTheBrowserIsNotAskedAgain() {
            rehearsal().fill(0);
            var calls = world.usage();

            assertThat(world.connect().account()).isEmpty();
            assertThat(world.usage().since(calls).calls()).isZero();
        }
    }

    @Nested
    class Account implements AccountContract<ShopifyConnector> {

        @Override
        public ShopifyWorld world() {
            return world;
        }

        /** No call is signed: a wrong secret shows when a token is renewed. */
        @Override
        @Test
        public void anotherKeyIsRefusedWithoutRenewal() {
            var before = world.tokens().get(ShopifyWorld.SHOP);
            world.faults().expireToken(ShopifyWorld.SHOP);
            var connector = world.connect("client-secret", "another");

            assertThatThrownBy(() -> connector.orders(new OrdersPlayed(world).window(), Cursor.START))
                    .isInstanceOf(AuthFailedException.class)
                    .hasMessageContaining("client-secret")
                    .hasMessageNotContaining("another");
            assertThat(world.tokens().get(ShopifyWorld.SHOP)).isEqualTo(before);
        }
    }
}
