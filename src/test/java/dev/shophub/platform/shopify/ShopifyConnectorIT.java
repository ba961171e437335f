package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.ComparedStockSink;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.ListingSourceContract;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.OrderDetailContract;
import dev.shophub.connector.OrderHistory;
import dev.shophub.connector.OrderHistoryContract;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.OrderSourceContract;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.RefundSourceContract;
import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.StockSourceContract;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSourceContract;
import dev.shophub.model.ExternalId;
import dev.shophub.platform.AccountContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.ShelfContract;
import dev.shophub.platform.ShownStockContract;
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
    class Orders implements OrderSourceContract {

        private final Rehearsal rehearsal = new OrdersPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public OrderSource source() {
            return world.connect();
        }

        @Test
        void rowsThatKeepMovingAreNotLost() {
            var expected = rehearsal.fill(5 * rehearsal.pageSize());
            var seen = new HashSet<ExternalId>();
            world.faults().movingRows(true);

            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = world.connect().orders(rehearsal.window(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }
            world.faults().movingRows(false);
            var stayed = world.jdbc()
                    .queryForList(
                            "SELECT tid FROM sim_order WHERE modified_at <= ?",
                            String.class,
                            OrdersPlayed.utc(rehearsal.window().to()));

            assertThat(stayed).hasSizeBetween(expected.size() - 20, expected.size() - 1);
            assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
        }

        @Test
        void aRefusedPermissionIsNamedAndTheOthersRun() {
            rehearsal.fill(1);
            world.faults().withdrawPermission(ShopifyWorld.SHOP, "products");

            assertThatThrownBy(() -> world.connect().listings(rehearsal.window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("products")
                    .hasMessageContaining("permission");
            assertThat(world.connect().orders(rehearsal.window(), Cursor.START).records())
                    .hasSize(1);
        }
    }

    /** Windows too short for a file. */
    @Nested
    class PastOrders implements OrderHistoryContract {

        private final Rehearsal rehearsal = new OrdersPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public OrderHistory history() {
            return world.connect();
        }
    }

    @Nested
    class OrdersById implements OrderDetailContract {

        private final Rehearsal rehearsal = new OrdersPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public OrderDetail detail() {
            return world.connect();
        }
    }

    /** Few orders are asked at a time: those with refunds are read in between. */
    @Nested
    class Refunds implements RefundSourceContract {

        private final Rehearsal rehearsal = new RefundsPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public RefundSource source() {
            return world.connect("wide-page-size", "7");
        }
    }

    @Nested
    class Listings implements ListingSourceContract {

        private final Rehearsal rehearsal = new ItemsPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public ListingSource source() {
            return world.connect();
        }
    }

    @Nested
    class Stock implements StockSourceContract {

        private final Rehearsal rehearsal = new ItemsPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public StockSource source() {
            return world.connect();
        }
    }

    @Nested
    class Shelf implements ShelfContract {

        private final ItemsPlayed rehearsal = new ItemsPlayed(world);

        @Override
        public ItemsPlayed rehearsal() {
            return rehearsal;
        }

        @Override
        public StockSink sink() {
            return world.connect();
        }

        @Override
        public ListingSink listingSink() {
            return world.connect();
        }
    }

    @Nested
    class ShownStock implements ShownStockContract {

        private final ItemsPlayed rehearsal = new ItemsPlayed(world);

        @Override
        public ItemsPlayed rehearsal() {
            return rehearsal;
        }

        @Override
        public ComparedStockSink sink() {
            return world.connect();
        }
    }

    /** By the version before keys, which compares under another name. */
    @Nested
    class ShownStockBeforeKeys implements ShownStockContract {

        private final ItemsPlayed rehearsal = new ItemsPlayed(world);

        @Override
        public ItemsPlayed rehearsal() {
            return rehearsal;
        }

        @Override
        public ComparedStockSink sink() {
            return world.connect("api-version", "2026-01");
        }
    }

    @Nested
    class Hooks implements WebhookSourceContract {

        private final Rehearsal rehearsal = new OrdersPlayed(world);

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public WebhookSource webhooks() {
            return world.connect();
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
