package dev.shophub.platform.taobao;

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
import dev.shophub.model.ExternalId;
import dev.shophub.platform.AccountContract;
import dev.shophub.platform.CensusDayContract;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.MovingRowsContract;
import dev.shophub.platform.OrderTruthsContract;
import dev.shophub.platform.OrdersPlayed;
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
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class TaobaoConnectorIT {

    private static TaobaoWorld world;

    @BeforeAll
    static void open() {
        world = new TaobaoWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders extends Trial<TaobaoConnector, OrdersPlayed>
            implements OrderSourceContract,
                    OrderHistoryContract,
                    OrderTruthsContract,
                    WithheldAddressContract,
                    TimesContract<TaobaoConnector>,
                    QuotaContract<TaobaoConnector>,
                    RotationContract<TaobaoConnector>,
                    MovingRowsContract<TaobaoConnector> {

        Orders() {
            super(world, OrdersPlayed::new);
        }

        @Test
        void aRefusedInterfaceIsNamedAndTheOthersRun() {
            rehearsal().fill(1);
            world.faults().withdrawPermission(TaobaoWorld.SHOP, "taobao.refunds.receive.get");

            assertThatThrownBy(() -> world.connect().refunds(rehearsal().window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("taobao.refunds.receive.get")
                    .hasMessageContaining("permission");
            assertThat(world.connect()
                            .orders(rehearsal().window(), Cursor.START)
                            .records())
                    .hasSize(1);
        }
    }

    @Nested
    class OrdersListed extends Trial<TaobaoConnector, OrdersPlayed>
            implements OrderCensusContract, CensusDayContract<TaobaoConnector> {

        OrdersListed() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class OrdersById extends Trial<TaobaoConnector, OrdersPlayed> implements OrderDetailContract {

        OrdersById() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Refunds extends Trial<TaobaoConnector, RefundsPlayed> implements RefundSourceContract, RefundStatesContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }
    }

    @Nested
    class Reviews extends Trial<TaobaoConnector, TaobaoReviewsPlayed>
            implements ReviewSourceContract, ReviewHistoryContract {

        Reviews() {
            super(world, any -> new TaobaoReviewsPlayed());
        }

        @Test
        void aFollowUpToAnOlderReviewIsSeen() {
            var id = rehearsal().fill(1).get(0);
            rehearsal().change(id);
            var connector =
                    world.connect("tmall-feeds", "true", "review-sweep-depth", "10d", "review-sweep-every", "1m");

            var page = connector.reviews(rehearsal().later(), Cursor.START);

            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toReview(raw).followUp()).isEqualTo("第二天就坏了");
                assertThat(connector.toReview(raw).modifiedAt())
                        .isAfter(rehearsal().window().to());
            });
        }
    }

    @Nested
    class Listings extends Trial<TaobaoConnector, ItemsPlayed> implements ListingSourceContract {

        Listings() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Stock extends Trial<TaobaoConnector, ItemsPlayed> implements StockSourceContract {

        Stock() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Shelf extends Trial<TaobaoConnector, ItemsPlayed> implements ShelfContract, StockEchoContract {

        Shelf() {
            super(world, ItemsPlayed::new);
        }
    }

    @Nested
    class Account implements AccountContract<TaobaoConnector> {

        @Override
        public TaobaoWorld world() {
            return world;
        }
    }

    private static final class TaobaoReviewsPlayed extends ReviewsPlayed {

        TaobaoReviewsPlayed() {
            super(world);
        }

        @Override
        protected ExternalId name(long id) {
            return new ExternalId(id + ":buyer");
        }

        @Override
        protected void touch(long id, Instant now) {
            jdbc().update(
                            "UPDATE sim_review SET append_content = '第二天就坏了', appended_at = ? WHERE oid = ?",
                            utc(now),
                            id);
        }
    }
}
