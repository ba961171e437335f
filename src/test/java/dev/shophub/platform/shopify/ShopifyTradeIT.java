package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PlatformRehearsal;
import dev.shophub.platform.RefundsPlayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is peculiar to this platform: points, files of the past, currencies, tokens, versions, what is withheld. */
class ShopifyTradeIT {

    private static final Duration A_WEEK = Duration.ofDays(7);

    private static ShopifyWorld world;

    @BeforeAll
    static void open() {
        world = new ShopifyWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private final OrdersPlayed rehearsal = new OrdersPlayed(world);

    private Window week() {
        var to = rehearsal.window().to();
        return new Window(to.minus(A_WEEK), to);
    }

    /** All records of the past, waiting as the platform asks. */
    private static List<RawRecord> past(ShopifyConnector connector, Window window) {
        var records = new ArrayList<RawRecord>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = connector.ordersPlaced(window, next.get());
            records.addAll(page.records());
            next = page.next();
        }
        return records;
    }

    private Map<ExternalId, Order> orders(ShopifyConnector connector) {
        return connector.orders(rehearsal.window(), Cursor.START).records().stream()
                .map(connector::toOrder)
                .collect(Collectors.toMap(Order::id, Function.identity()));
    }

    @Test
    void thePastIsReadFromAFileAndIsTheSameAsWhatIsListed() {
        rehearsal.fill(25);
        world.jdbc()
                .update("INSERT INTO sim_line SELECT shop_key, tid, oid + 1000000, 2, item_id, sku_id, code, title,"
                        + " sku_name, quantity, price, discount, paid_share, status, refund_status, refund_id, carrier, tracking"
                        + " FROM sim_line");
        var connector = world.connect("bulk-slice-kb", "4");

        var past = past(connector, week());

        var listed = new ArrayList<RawRecord>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = connector.orders(rehearsal.window(), next.get());
            listed.addAll(page.records());
            next = page.next();
        }
        assertThat(past).hasSize(25);
        assertThat(past)
                .extracting(RawRecord::text)
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().map(RawRecord::text).toList());
        assertThat(connector.toOrder(past.get(0)).lines()).hasSize(2);
    }

    @Test
    void anEmptyPastHasAnEmptyFile() {
        rehearsal.fill(0);

        assertThat(past(world.connect(), week())).isEmpty();
    }

    @Test
    void whileTheFileIsPreparedTheAnswerIsAWaitAndARestartGoesOnWithTheSameFile() {
        try (var slow = ShopifyWorld.withBulkTaking(Duration.ofHours(1))) {
            var played = new OrdersPlayed(slow);
            var expected = played.fill(3);
            var window = new Window(
                    played.window().to().minus(A_WEEK), played.window().to());

            var first = slow.connect().ordersPlaced(window, Cursor.START);
            assertThat(first.records()).isEmpty();
            var place = first.next().orElseThrow();
            assertThatThrownBy(() -> slow.connect().ordersPlaced(window, place))
                    .isInstanceOfSatisfying(RateLimitedException.class, wait -> assertThat(wait.waitTime())
                            .isEqualTo(Duration.ofSeconds(10)));
            assertThatThrownBy(() -> slow.connect().ordersPlaced(window, Cursor.START))
                    .isInstanceOf(RateLimitedException.class)
                    .hasMessageContaining("under way");

            slow.jdbc().update("UPDATE sim_shopify_bulk SET ready_at = created_at");

            assertThat(slow.connect().ordersPlaced(window, place).records())
                    .extracting(RawRecord::id)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(slow.jdbc().queryForObject("SELECT COUNT(*) FROM sim_shopify_bulk", Integer.class))
                    .isOne();
        }
    }

    @Test
    void aFileThatIsGoneIsAskedForAnew() {
        var expected = rehearsal.fill(2);
        var begun = world.connect().ordersPlaced(week(), Cursor.START);
        world.jdbc().update("UPDATE sim_shopify_bulk SET ready_at = '2020-01-01'");

        var again = world.connect().ordersPlaced(week(), begun.next().orElseThrow());

        assertThat(again.records()).isEmpty();
        assertThat(again.next()).isPresent().isNotEqualTo(begun.next());
        assertThat(world.connect()
                        .ordersPlaced(week(), again.next().orElseThrow())
                        .records())
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Of the three orders one was paid in dollars, one in euros, one in yen; the shop's books are in dollars. */
    @Test
    void ordersInThreeCurrenciesAreExactInBoth() {
        var ids = rehearsal.fill(3);
        world.jdbc().update("UPDATE sim_order SET payment = 119.99, freight = 4.99, discount = 5.00");

        var own = orders(world.connect());
        var seen = orders(world.connect("money", "presentment"));

        assertThat(ids)
                .extracting(id -> own.get(id).total().toString())
                .containsOnly("Money[amount=119.99, currency=USD]");
        assertThat(ids)
                .extracting(id -> seen.get(id).total().amount().toPlainString() + " "
                        + seen.get(id).total().currency())
                .containsExactly("119.99 USD", "110.99 EUR", "17939.0 JPY");
        assertThat(ids)
                .extracting(
                        id -> seen.get(id).lines().get(0).unitPrice().amount().toPlainString())
                .containsExactly("60.0", "55.5", "8970.0");
    }

    @Test
    void guestsDeletedProductsAndWithheldBuyersAreNothingWorse() {
        var ids = rehearsal.fill(2);
        world.jdbc()
                .update(
                        "UPDATE sim_order SET buyer = '' WHERE tid = ?",
                        ids.get(0).value());
        rehearsal.item(600000000077L, rehearsal.window().from());
        world.jdbc()
                .update(
                        "UPDATE sim_line SET item_id = 600000000077 WHERE tid = ?",
                        ids.get(1).value());
        var before = orders(world.connect());
        world.simulator().withholdBuyers(true);
        var withheld = orders(world.connect());

        assertThat(before.get(ids.get(0)).buyer()).isEmpty();
        assertThat(before.get(ids.get(1)).buyer()).contains(new ExternalId("AAbuyer1"));
        var gone = before.get(ids.get(0)).lines().get(0);
        assertThat(gone.itemId()).isEqualTo(new ExternalId("line-" + gone.id()));
        assertThat(gone.skuId()).isEmpty();
        assertThat(gone.code().value()).isEqualTo("TEA-01");
        assertThat(before.get(ids.get(1)).lines().get(0).skuId()).contains(new ExternalId("600000000078"));
        assertThat(before.get(ids.get(1)).receiver().name()).isEqualTo("示例");
        assertThat(withheld.get(ids.get(1)).receiver()).isEqualTo(Receiver.WITHHELD);
        assertThat(withheld.get(ids.get(1)).buyer()).contains(new ExternalId("AAbuyer1"));
    }

    @Test
    void closedAndCancelledOrdersAreReadToo() {
        var ids = rehearsal.fill(3);
        world.jdbc()
                .update(
                        "UPDATE sim_order SET status = 'COMPLETED', completed_at = modified_at WHERE tid = ?",
                        ids.get(0).value());
        world.jdbc()
                .update(
                        "UPDATE sim_order SET status = 'CLOSED_UNPAID', paid_at = NULL WHERE tid = ?",
                        ids.get(1).value());

        var read = orders(world.connect());

        assertThat(ids)
                .extracting(id -> read.get(id).status())
                .containsExactly(OrderStatus.COMPLETED, OrderStatus.CLOSED, OrderStatus.PAID);
        assertThat(orders(world.connect("order-filter", "status:open"))).containsOnlyKeys(ids.get(2));
    }

    @Test
    void ordersOlderThanSixtyDaysAreLeftOutAndNotAskedFor() {
        var id = rehearsal.fill(1).get(0);
        world.jdbc()
                .update(
                        "UPDATE sim_order SET created_at = ?",
                        PlatformRehearsal.utc(Instant.now().minus(Duration.ofDays(61))));
        var connector = world.connect();
        var now = Instant.now();

        assertThat(orders(connector)).isEmpty();
        assertThat(connector.ordersById(List.of(id))).isEmpty();
        assertThat(connector.ordersPlacedReach(now).reachesBackTo()).isEqualTo(now.minus(Duration.ofDays(60)));
        assertThat(world.connect("read-all-orders", "true", "history-months", "36")
                        .ordersPlacedReach(now)
                        .reachesBackTo())
                .isBefore(now.minus(Duration.ofDays(1_000)));
    }

    @Test
    void anOrderOfManyLinesAndAProductOfManyVariantsAreReadToTheirEnd() {
        var id = rehearsal.fill(1).get(0);
        for (int line = 1; line <= 230; line++) {
            world.jdbc()
                    .update(
                            "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                    + " paid_share, status) VALUES (?, ?, ?, ?, 1, 0, 'L', 'L', 1, 1, 1, 'PAID')",
                            ShopifyWorld.SHOP.value(),
                            id.value(),
                            line,
                            line + 1);
        }
        var skus = new long[121];
        for (int sku = 0; sku < skus.length; sku++) {
            skus[sku] = 4_900_000_000_001L + sku;
        }
        rehearsal.item(600000000009L, rehearsal.window().from(), skus);
        var connector = world.connect();

        assertThat(orders(connector).get(id).lines())
                .hasSize(231)
                .extracting(line -> line.id())
                .doesNotHaveDuplicates();
        assertThat(connector.listings(rehearsal.window(), Cursor.START).records())
                .singleElement()
                .satisfies(
                        raw -> assertThat(connector.toListing(raw).variants()).hasSize(121));
    }

    @Test
    void threeRenewalsInARowKeepTheShopRunning() {
        rehearsal.fill(1);
        var seen = new ArrayList<String>();
        for (int time = 0; time < 3; time++) {
            world.faults().expireToken(ShopifyWorld.SHOP);
            assertThat(orders(world.connect())).hasSize(1);
            var token = world.tokens().get(ShopifyWorld.SHOP);
            seen.add(token.access() + " " + token.refresh().orElseThrow());
            assertThat(token.refreshExpiresAt()).isPresent();
            assertThat(token.accountName()).isEqualTo("Example Living");
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void aTokenInItsLastMinutesIsRenewedBeforeItEnds() {
        rehearsal.fill(1);
        var before = world.tokens().get(ShopifyWorld.SHOP);

        world.connect("renew-before", "2h").orders(rehearsal.window(), Cursor.START);

        assertThat(world.tokens().get(ShopifyWorld.SHOP).access()).isNotEqualTo(before.access());
    }

    @Test
    void aTokenOfTheSettingsIsUsedAsItStands() {
        rehearsal.fill(1);
        var access = world.tokens().get(ShopifyWorld.SHOP).access();
        world.tokens().clear();

        assertThat(orders(world.connect("access-token", access))).hasSize(1);
        assertThatThrownBy(() -> world.connect("access-token", "shpat_wrong").orders(rehearsal.window(), Cursor.START))
                .hasMessageContaining("settings.access-token")
                .hasMessageNotContaining("shpat_wrong");
    }

    @Test
    void aVersionThatIsOverIsAnsweredByAnotherWhichIsTold() {
        var ids = rehearsal.fill(1);
        // Two years on the platform no longer knows the version that the connector asks for.
        world.clock().advance(Duration.ofDays(730));
        try {
            world.jdbc().update("UPDATE sim_token SET expires_at = '2036-01-01'");
            world.jdbc().update("UPDATE sim_order SET created_at = '2028-11-20'");
            var connector = world.connect("platform-clock", "false");

            assertThat(connector.ordersById(ids)).hasSize(1);
            assertThat(connector.notice()).get().asString().contains("2026-07").contains("settings.api-version");
        } finally {
            world.clock().advance(Duration.ofDays(730).negated());
        }
        var today = world.connect();
        today.ordersById(ids);
        assertThat(today.notice()).isEmpty();
    }

    @Test
    void everyDocumentCostsLessThanThePlatformAllows() {
        rehearsal.fill(12);
        try (var poor = ShopifyWorld.withPoints(1_000, 1_000)) {
            var played = new OrdersPlayed(poor);
            played.fill(1);

            assertThat(poor.connect().orders(played.window(), Cursor.START).records())
                    .hasSize(1);
            var returned = new RefundsPlayed(poor);
            returned.fill(5);
            assertThat(poor.connect().refunds(returned.window(), Cursor.START).records())
                    .hasSize(5);
            assertThat(poor.connect().listings(played.window(), Cursor.START).records())
                    .isEmpty();
        }
        assertThatThrownBy(() -> world.connect("page-size", "250").orders(rehearsal.window(), Cursor.START))
                .isInstanceOfSatisfying(
                        RejectedException.class, dear -> assertThat(dear.code()).isEqualTo("MAX_COST_EXCEEDED"));
    }

    /** Few orders have any: those alone are read with them. */
    @Test
    void refundsOfAHundredOrdersTakeTwoCalls() {
        var orders = rehearsal.fill(100);
        world.jdbc()
                .update(
                        "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, status, amount, quantity, phase, good_status,"
                                + " has_good_return, reason, created_at, modified_at) SELECT shop_key, tid, tid, tid, 'SUCCESS', 60, 1,"
                                + " 'onsale', 'BUYER_NOT_RECEIVED', FALSE, '', modified_at, modified_at FROM sim_order ORDER BY tid DESC"
                                + " LIMIT 3");
        var connector = world.connect();
        var before = world.usage();

        var page = connector.refunds(rehearsal.window(), Cursor.START);

        assertThat(page.records())
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(orders.subList(97, 100));
        assertThat(page.next()).isEmpty();
        assertThat(world.usage().since(before).calls()).isEqualTo(2);
    }

    /** A refund moves its order into the window, and out of it where it moved again. */
    @Test
    void anOrderIsListedByTheLatestMoveOfItOrItsRefunds() {
        var refunds = new RefundsPlayed(world);
        var ids = refunds.fill(4);
        var window = refunds.window();
        move("sim_order", "TRUE", window.from().minusSeconds(86_400));
        move("sim_refund", "TRUE", window.from().minusSeconds(86_400));
        move("sim_refund", "refund_id = " + ids.get(1), window.from().plusSeconds(90));
        move("sim_order", "tid = " + ids.get(2), window.from().plusSeconds(30));
        move("sim_order", "tid = " + ids.get(3), window.from().plusSeconds(30));
        move("sim_refund", "refund_id = " + ids.get(3), window.to().plusSeconds(30));

        assertThat(world.connect("page-size", "1").orders(window, Cursor.START).records())
                .extracting(RawRecord::id)
                .containsExactly(ids.get(2));
        assertThat(orders(world.connect())).containsOnlyKeys(ids.get(1), ids.get(2));
    }

    private static void move(String table, String which, Instant to) {
        world.jdbc().update("UPDATE " + table + " SET modified_at = ? WHERE " + which, PlatformRehearsal.utc(to));
    }

    /** A bucket for one call: what was found out by it is kept while the next one waits. */
    @Test
    void refundsAreReadThoughThePointsRunOutBetweenTwoCalls() {
        try (var poor = ShopifyWorld.withPoints(1_000, 200)) {
            var played = new RefundsPlayed(poor);
            var expected = played.fill(12);
            var connector = poor.connect("wide-page-size", "100");
            var read = new ArrayList<ExternalId>();
            var waits = new ArrayList<Duration>();
            var next = new AtomicReference<>(Optional.of(Cursor.START));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                try {
                    var page = connector.refunds(played.window(), next.get().orElseThrow());
                    page.records().forEach(raw -> read.add(raw.id()));
                    next.set(page.next());
                } catch (RateLimitedException limited) {
                    waits.add(limited.waitTime());
                }
                return next.get().isEmpty();
            });

            assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(waits).isNotEmpty();
        }
    }

    /** A bucket for one call: the second is not even made, and goes well when its wait is over. */
    @Test
    void pointsThatAreSpentAreWaitedFor() {
        try (var poor = ShopifyWorld.withPoints(1_000, 50)) {
            var played = new OrdersPlayed(poor);
            played.fill(10);
            var connector = poor.connect();
            var read = new ArrayList<ExternalId>();
            var waits = new ArrayList<Duration>();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                try {
                    connector.orders(played.window(), Cursor.START).records().forEach(raw -> read.add(raw.id()));
                } catch (RateLimitedException limited) {
                    assertThat(limited).hasMessageContaining("are spent (document=orders)");
                    waits.add(limited.waitTime());
                }
                return read.size() >= 50;
            });

            assertThat(waits).isNotEmpty().allSatisfy(wait -> assertThat(wait)
                    .isBetween(Duration.ofMillis(1), Duration.ofSeconds(20)));
        }
    }

    @Test
    void theFirstCallWithoutPointsIsThrottledByThePlatformItselfAndTheWaitPassedOn() {
        try (var poor = ShopifyWorld.withPoints(900, 1)) {
            var played = new OrdersPlayed(poor);
            played.fill(10);
            poor.connect().orders(played.window(), Cursor.START);

            // Another connector knows nothing of the points: the platform says it, and then it knows.
            var other = poor.connect();
            assertThatThrownBy(() -> other.orders(played.window(), Cursor.START))
                    .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                            .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(900)));
            assertThatThrownBy(() -> other.orders(played.window(), Cursor.START))
                    .isInstanceOf(RateLimitedException.class)
                    .hasMessageContaining("are spent (document=orders)");
        }
    }

    @Test
    void aChangeOfStockMadeTwiceUnderItsKeyIsMadeOnce() {
        rehearsal.fill(0);
        rehearsal.item(600000000001L, rehearsal.window().from());

        world.connect().setStock(new ExternalId("600000000001"), Map.of(Optional.empty(), 17L));

        assertThat(world.jdbc().queryForObject("SELECT COUNT(*) FROM sim_shopify_key", Integer.class))
                .isOne();
        assertThat(world.jdbc().queryForObject("SELECT quantity FROM sim_sku", Integer.class))
                .isEqualTo(17);
    }
}
