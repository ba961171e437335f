package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
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
import dev.shophub.connector.Tokens;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.AccountContract;
import dev.shophub.platform.CensusDayContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.MovingRowsContract;
import dev.shophub.platform.OrderTruthsContract;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PlatformRehearsal;
import dev.shophub.platform.QuotaContract;
import dev.shophub.platform.RefundStatesContract;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.ReviewsPlayed;
import dev.shophub.platform.RotationContract;
import dev.shophub.platform.ShelfContract;
import dev.shophub.platform.StockEchoContract;
import dev.shophub.platform.TimesContract;
import dev.shophub.platform.Trial;
import dev.shophub.platform.WithheldAddressContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class JdConnectorIT {

    private static JdWorld world;

    @BeforeAll
    static void open() {
        world = new JdWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders extends Trial<JdConnector, OrdersPlayed>
            implements OrderSourceContract,
                    OrderHistoryContract,
                    OrderTruthsContract,
                    WithheldAddressContract,
                    TimesContract<JdConnector>,
                    QuotaContract<JdConnector>,
                    RotationContract<JdConnector>,
                    MovingRowsContract<JdConnector> {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        @Test
        void unpaidOrdersAreReadWhereTheyAreAskedFor() {
            var id = rehearsal().fill(1).get(0);
            world.jdbc().update("UPDATE sim_order SET status = 'UNPAID', paid_at = NULL WHERE tid = ?", id.value());

            assertThat(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records())
                    .isEmpty();
            var connector = world.connect("unpaid-orders", "true");
            var page = connector.orders(rehearsal().window(), Cursor.START);
            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toOrder(raw).status()).isEqualTo(OrderStatus.UNPAID);
            });
        }

        @Test
        void aRefusedInterfaceIsNamedAndTheOthersRun() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(JdWorld.SHOP, "jingdong.pop.afs.soa.refundapply.queryPageList");

            assertThatThrownBy(() -> world.connect().refunds(rehearsal().window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("jingdong.pop.afs.soa.refundapply.queryPageList")
                    .hasMessageContaining("permission");
            assertThat(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records())
                    .hasSize(1);
        }
    }

    @Nested
    class OrdersListed extends Trial<JdConnector, OrdersPlayed>
            implements OrderCensusContract, CensusDayContract<JdConnector> {

        OrdersListed() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class OrdersById extends Trial<JdConnector, OrdersPlayed> implements OrderDetailContract {

        OrdersById() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Refunds extends Trial<JdConnector, RefundsPlayed> implements RefundSourceContract, RefundStatesContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }
    }

    @Nested
    class ServiceOrders extends Trial<JdConnector, ServiceOrdersPlayed> implements RefundSourceContract {

        ServiceOrders() {
            super(world, any -> new ServiceOrdersPlayed());
        }

        @Test
        void theirMoneyIsInYuan() {
            rehearsal().change(rehearsal().fill(1).get(0));

            var refund = source().toRefund(source().refunds(rehearsal().window(), Cursor.START)
                    .records()
                    .get(0));

            assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(refund.goodsReturned()).isTrue();
            assertThat(refund.amount().amount()).isEqualByComparingTo("60");
        }
    }

    @Nested
    class Reviews extends Trial<JdConnector, JdReviewsPlayed> implements ReviewSourceContract, ReviewHistoryContract {

        Reviews() {
            super(world, any -> new JdReviewsPlayed());
        }

        @Test
        void anAnswerToAnOlderReviewIsSeen() {
            var id = rehearsal().fill(1).get(0);
            world.jdbc().update("UPDATE sim_review SET reply = '感谢支持' WHERE oid = ?", id.value());
            var connector = world.connect("review-sweep-depth", "10d", "review-sweep-every", "1m");

            var page = connector.reviews(rehearsal().later(), Cursor.START);

            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toReview(raw).reply()).isEqualTo("感谢支持");
            });
        }
    }

    @Nested
    class Listings extends Trial<JdConnector, ItemsPlayed> implements ListingSourceContract {

        Listings() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<JdConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Shelf extends Trial<JdConnector, ItemsPlayed> implements ShelfContract, StockEchoContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Account implements AccountContract<JdConnector> {

        @Override
        public JdWorld world() {
            return world;
        }
    }

    @Test
    void aTokenInItsLastDayIsRenewedBeforeItEnds() {
        world.begin();
        var before = world.tokens().get(JdWorld.SHOP);
        var ends = Instant.now().plus(Duration.ofHours(10));
        world.jdbc()
                .update(
                        "UPDATE sim_token SET expires_at = ?, refresh_expires_at = ?",
                        PlatformRehearsal.utc(ends),
                        PlatformRehearsal.utc(ends));
        world.tokens()
                .put(
                        JdWorld.SHOP,
                        new Tokens.Token(
                                before.access(),
                                before.refresh(),
                                Optional.of(ends),
                                Optional.of(ends),
                                before.accountId(),
                                before.accountName()));

        world.connect().orders(new OrdersPlayed(world).window(), Cursor.START);

        var after = world.tokens().get(JdWorld.SHOP);
        assertThat(after.access()).isNotEqualTo(before.access());
        assertThat(after.accessExpiresAt().orElseThrow()).isAfter(ends.plus(Duration.ofDays(20)));
        assertThat(after.accountId()).isEqualTo(before.accountId());
    }

    private static final class ServiceOrdersPlayed extends RefundsPlayed {

        ServiceOrdersPlayed() {
            super(world);
        }

        @Override
        protected ExternalId name(long id) {
            return new ExternalId("afs:" + id);
        }

        @Override
        protected void make(long id, Instant modified) {
            super.make(id, modified);
            jdbc().update(
                            "UPDATE sim_refund SET kind = 'return', has_good_return = TRUE, good_status = 'BUYER_RETURNED_GOODS'"
                                    + " WHERE refund_id = ?",
                            id);
        }
    }

    private static final class JdReviewsPlayed extends ReviewsPlayed {

        JdReviewsPlayed() {
            super(world);
        }

        @Override
        protected void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_review SET created_at = ?, stars = 2 WHERE oid = ?", utc(now), id);
        }
    }
}
