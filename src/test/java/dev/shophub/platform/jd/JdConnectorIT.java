package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSinkContract;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.ListingSourceContract;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.OrderSourceContract;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.RefundSourceContract;
import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.ReviewSourceContract;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSinkContract;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.StockSourceContract;
import dev.shophub.connector.Tokens;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RefundStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what the connector offers, against the simulator over real HTTP. */
class JdConnectorIT {

    private static JdRehearsal.World world;

    @BeforeAll
    static void open() {
        world = new JdRehearsal.World();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Orders implements OrderSourceContract {

        private final Rehearsal rehearsal = new OrdersPlayed();

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public OrderSource source() {
            return world.connect();
        }

        @Test
        void ordersAreAlsoFoundByTheTimeOfPlacing() {
            var expected = rehearsal.fill(3);

            var page = world.connect().ordersPlaced(rehearsal.window(), Cursor.START);

            assertThat(page.records()).extracting(raw -> raw.id()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(page.next()).isEmpty();
        }

        @Test
        void rowsThatKeepMovingAreNotLost() {
            var expected = rehearsal.fill(5 * rehearsal.pageSize());
            var seen = new HashSet<ExternalId>();
            world.simulator().faults().movingRows(true);

            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = world.connect().orders(rehearsal.window(), next.get());
                page.records().forEach(raw -> seen.add(raw.id()));
                next = page.next();
            }
            world.simulator().faults().movingRows(false);
            var stayed = world.jdbc()
                    .queryForList(
                            "SELECT tid FROM sim_order WHERE modified_at <= ?",
                            String.class,
                            JdRehearsal.utc(rehearsal.window().to()));

            assertThat(stayed).hasSizeBetween(expected.size() - 20, expected.size() - 1);
            assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
        }

        @Test
        void unpaidOrdersAreReadWhereTheyAreAskedFor() {
            var id = rehearsal.fill(1).get(0);
            world.jdbc().update("UPDATE sim_order SET status = 'UNPAID', paid_at = NULL WHERE tid = ?", id.value());

            assertThat(world.connect().orders(rehearsal.window(), Cursor.START).records())
                    .isEmpty();
            var connector = world.connect("unpaid-orders", "true");
            var page = connector.orders(rehearsal.window(), Cursor.START);
            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toOrder(raw).status()).isEqualTo(OrderStatus.UNPAID);
            });
        }

        @Test
        void aRefusedInterfaceIsNamedAndTheOthersRun() {
            rehearsal.fill(1);
            world.simulator()
                    .faults()
                    .withdrawPermission(JdRehearsal.SHOP, "jingdong.pop.afs.soa.refundapply.queryPageList");

            assertThatThrownBy(() -> world.connect().refunds(rehearsal.window(), Cursor.START))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("jingdong.pop.afs.soa.refundapply.queryPageList")
                    .hasMessageContaining("permission");
            assertThat(world.connect().orders(rehearsal.window(), Cursor.START).records())
                    .hasSize(1);
        }
    }

    @Nested
    class Refunds implements RefundSourceContract {

        private final Rehearsal rehearsal = new RefundsPlayed();

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public RefundSource source() {
            return world.connect();
        }
    }

    @Nested
    class ServiceOrders implements RefundSourceContract {

        private final Rehearsal rehearsal = new ServiceOrdersPlayed();

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public RefundSource source() {
            return world.connect();
        }

        @Test
        void theirMoneyIsInYuan() {
            rehearsal.change(rehearsal.fill(1).get(0));

            var refund = source().toRefund(source().refunds(rehearsal.window(), Cursor.START)
                    .records()
                    .get(0));

            assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(refund.goodsReturned()).isTrue();
            assertThat(refund.amount().amount()).isEqualByComparingTo("60");
        }
    }

    @Nested
    class Reviews implements ReviewSourceContract {

        private final Rehearsal rehearsal = new ReviewsPlayed();

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public ReviewSource source() {
            return world.connect();
        }

        @Test
        void anAnswerToAnOlderReviewIsSeen() {
            var id = rehearsal.fill(1).get(0);
            world.jdbc().update("UPDATE sim_review SET reply = '感谢支持' WHERE oid = ?", id.value());
            var connector = world.connect("review-sweep-depth", "10d", "review-sweep-every", "1m");

            var page = connector.reviews(rehearsal.later(), Cursor.START);

            assertThat(page.records()).singleElement().satisfies(raw -> {
                assertThat(raw.id()).isEqualTo(id);
                assertThat(connector.toReview(raw).reply()).isEqualTo("感谢支持");
            });
        }
    }

    @Nested
    class Listings implements ListingSourceContract {

        private final Rehearsal rehearsal = new ItemsPlayed();

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

        private final Rehearsal rehearsal = new ItemsPlayed();

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
    class Shelf implements StockSinkContract, ListingSinkContract {

        private static final ExternalId PLAIN = new ExternalId("600000000001");
        private static final ExternalId VARIED = new ExternalId("600000000002");
        private static final ExternalId RED = new ExternalId("4900000000001");
        private static final ExternalId GREEN = new ExternalId("4900000000002");

        private final ItemsPlayed rehearsal = new ItemsPlayed();

        @BeforeEach
        void items() {
            rehearsal.fill(0);
            rehearsal.item(600000000001L, rehearsal.window().from());
            rehearsal.item(600000000002L, rehearsal.window().from(), 4900000000001L, 4900000000002L);
        }

        @Override
        public Rehearsal rehearsal() {
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

        @Override
        public ExternalId plainItem() {
            return PLAIN;
        }

        @Override
        public ExternalId itemWithVariants() {
            return VARIED;
        }

        @Override
        public Map.Entry<ExternalId, ExternalId> variants() {
            return Map.entry(RED, GREEN);
        }

        @Override
        public long shown(ExternalId itemId, Optional<ExternalId> skuId) {
            return world.jdbc()
                    .queryForObject(
                            "SELECT quantity FROM sim_sku WHERE item_id = ? AND sku_id = ?",
                            Long.class,
                            itemId.value(),
                            skuId.map(ExternalId::value).orElse("0"));
        }

        @Override
        public ExternalId itemUp() {
            return PLAIN;
        }

        @Override
        public boolean isUp(ExternalId itemId) {
            return world.jdbc()
                    .queryForObject("SELECT up FROM sim_item WHERE item_id = ?", Boolean.class, itemId.value());
        }
    }

    @Test
    void theSellerAuthorisesInTheBrowser() throws Exception {
        world.begin();
        var connector = world.connect("redirect-uri", "http://127.0.0.1:9/back");
        var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var page = browser.send(
                HttpRequest.newBuilder(connector.authorizationPage("state-1")).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        var link = Pattern.compile("href=\"([^\"]+)\"").matcher(page.body());
        assertThat(link.find()).isTrue();
        var consent = browser.send(
                HttpRequest.newBuilder(
                                world.simulator().uri().resolve(link.group(1).replace("&amp;", "&")))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        var back = URI.create(consent.headers().firstValue("Location").orElseThrow());
        assertThat(back.getQuery()).contains("state=state-1");
        var code = Pattern.compile("code=([^&]+)").matcher(back.getQuery());
        assertThat(code.find()).isTrue();

        var token = connector.exchange(code.group(1));

        assertThat(token.accountId()).isEqualTo("10268001");
        assertThat(token.accountName()).isEqualTo("示例官方旗舰店");
        assertThat(token.refresh()).isPresent();
        assertThat(token.accessExpiresAt()).isPresent();
    }

    @Test
    void aTokenInItsLastDayIsRenewedBeforeItEnds() {
        world.begin();
        var before = world.tokens().get(JdRehearsal.SHOP);
        var ends = Instant.now().plus(Duration.ofHours(10));
        world.jdbc()
                .update(
                        "UPDATE sim_token SET expires_at = ?, refresh_expires_at = ?",
                        JdRehearsal.utc(ends),
                        JdRehearsal.utc(ends));
        world.tokens()
                .put(
                        JdRehearsal.SHOP,
                        new Tokens.Token(
                                before.access(),
                                before.refresh(),
                                Optional.of(ends),
                                Optional.of(ends),
                                before.accountId(),
                                before.accountName()));

        world.connect().orders(new OrdersPlayed().window(), Cursor.START);

        var after = world.tokens().get(JdRehearsal.SHOP);
        assertThat(after.access()).isNotEqualTo(before.access());
        assertThat(after.accessExpiresAt().orElseThrow()).isAfter(ends.plus(Duration.ofDays(20)));
        assertThat(after.accountId()).isEqualTo(before.accountId());
    }

    @Test
    void anotherKeyIsRefusedWithoutRenewal() {
        world.begin();
        var connector = world.connect("app-secret", "another");

        assertThatThrownBy(() -> connector.orders(new OrdersPlayed().window(), Cursor.START))
                .hasMessageContaining("app-secret")
                .hasMessageNotContaining("another");
    }

    @Test
    void theClockOfTheAnswersIsFollowed() {
        world.begin();
        var connector = world.connect();

        connector.orders(new OrdersPlayed().window(), Cursor.START);

        assertThat(Duration.between(connector.platformNow(), Instant.now()).abs())
                .isLessThan(Duration.ofSeconds(5));
    }

    private static final class OrdersPlayed extends JdRehearsal {

        OrdersPlayed() {
            super(world);
        }

        @Override
        void make(long id, Instant modified) {
            order(id, modified);
        }

        @Override
        void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_order SET modified_at = ?, seller_memo = '加急' WHERE tid = ?", utc(now), id);
        }
    }

    private static final class RefundsPlayed extends JdRehearsal {

        RefundsPlayed() {
            super(world);
        }

        @Override
        void make(long id, Instant modified) {
            order(id, modified);
            jdbc().update(
                            "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, status, amount, quantity, phase, good_status,"
                                    + " has_good_return, reason, created_at, modified_at) VALUES (?, ?, ?, ?, 'WAIT_SELLER_AGREE', 60,"
                                    + " 1, 'onsale', 'BUYER_NOT_RECEIVED', FALSE, '不想要了', ?, ?)",
                            SHOP.value(),
                            id,
                            id,
                            id,
                            utc(modified),
                            utc(modified));
        }

        @Override
        void touch(long id, Instant now) {
            jdbc().update(
                            "UPDATE sim_refund SET modified_at = ?, status = 'SUCCESS' WHERE refund_id = ?",
                            utc(now),
                            id);
        }
    }

    private static final class ServiceOrdersPlayed extends JdRehearsal {

        private final RefundsPlayed refunds = new RefundsPlayed();

        ServiceOrdersPlayed() {
            super(world);
        }

        @Override
        ExternalId name(long id) {
            return new ExternalId("afs:" + id);
        }

        @Override
        void make(long id, Instant modified) {
            refunds.make(id, modified);
            jdbc().update(
                            "UPDATE sim_refund SET kind = 'return', has_good_return = TRUE, good_status = 'BUYER_RETURNED_GOODS'"
                                    + " WHERE refund_id = ?",
                            id);
        }

        @Override
        void touch(long id, Instant now) {
            refunds.touch(id, now);
        }
    }

    private static final class ReviewsPlayed extends JdRehearsal {

        ReviewsPlayed() {
            super(world);
        }

        @Override
        void make(long id, Instant modified) {
            order(id, modified);
            jdbc().update(
                            "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                                    + " append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '高山红茶', '示例买家', 'bad', 1,"
                                    + " '味道很淡', '', '', ?)",
                            SHOP.value(),
                            id,
                            id,
                            utc(modified));
        }

        @Override
        void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_review SET created_at = ?, stars = 2 WHERE oid = ?", utc(now), id);
        }
    }

    private static final class ItemsPlayed extends JdRehearsal {

        ItemsPlayed() {
            super(world);
        }

        @Override
        void make(long id, Instant modified) {
            item(id, modified);
        }

        @Override
        void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_item SET modified_at = ?, up = FALSE WHERE item_id = ?", utc(now), id);
        }
    }
}
