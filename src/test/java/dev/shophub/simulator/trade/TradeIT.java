package dev.shophub.simulator.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TradeIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");
    private static final TradeShop SHOP =
            new TradeShop(new ShopKey("rehearsal"), "Rehearsal", ZONE, Currency.getInstance("CNY"));
    private static final TradeSettings SMALL = TradeSettings.folder(SmallFolder.PATH, SHOP);
    private static final TradeSettings INVENTED =
            TradeSettings.invented(List.of(SHOP)).withPace(3, 60);

    private final List<DataSource> schemas = new ArrayList<>();

    private DataSource schema() {
        var schema = TestDatabase.emptySchema();
        schemas.add(schema);
        return schema;
    }

    @AfterEach
    void closeConnections() throws Exception {
        for (var schema : schemas) {
            ((AutoCloseable) schema).close();
        }
    }

    @Test
    void whatLiesBeforeNowIsHistoryInItsPresentState() {
        var world = new World(Instant.parse("2024-05-30T00:00:00Z"), schema());
        world.open(SMALL.unshifted());

        assertThat(world.texts("SELECT CONCAT(s.source_id, ' ', o.status) FROM sim_order o JOIN sim_source s "
                        + "ON s.kind = 'order' AND s.platform_id = o.tid ORDER BY s.source_id"))
                .containsExactly(
                        "o1 COMPLETED",
                        "o2 COMPLETED",
                        "o3 CLOSED_UNPAID",
                        "o4 CLOSED",
                        "o5 SHIPPED",
                        "o6 UNPAID",
                        "o7 PAID",
                        "o8 PAID");
        // shipped before it was paid: moved to the step before
        assertThat(world.texts("SELECT CONCAT(paid_at, ' ', shipped_at) FROM sim_order o JOIN sim_source s "
                        + "ON s.platform_id = o.tid WHERE s.kind = 'order' AND s.source_id = 'o2'"))
                .containsExactly("2024-03-01 01:05:00.000 2024-03-01 01:05:00.000");
        // the same buyer id in another case is another buyer, and an order without one has none
        assertThat(world.number("SELECT COUNT(DISTINCT buyer) FROM sim_order")).isEqualTo(6);
        assertThat(world.number("SELECT COUNT(*) FROM sim_order WHERE buyer = ''"))
                .isEqualTo(1);
        assertThat(world.texts("SELECT code FROM sim_item ORDER BY code"))
                .containsExactly("85123A", "85123a", "POST", "T-9");
        assertThat(world.texts("SELECT payments FROM sim_order o JOIN sim_source s ON s.platform_id = o.tid "
                        + "WHERE s.kind = 'order' AND s.source_id = 'o2'"))
                .containsExactly("[{\"method\":\"credit_card\",\"instalments\":3,\"amount\":\"10.00\"},"
                        + "{\"method\":\"voucher\",\"instalments\":1,\"amount\":\"6.40\"}]");
        assertThat(world.number("SELECT payment FROM sim_order o JOIN sim_source s ON s.platform_id = o.tid "
                        + "WHERE s.kind = 'order' AND s.source_id = 'o7'"))
                .isEqualTo(44);
    }

    @Test
    void aLineKeepsItsTitleItsOrderAndItsNumbers() {
        var world = new World(Instant.parse("2024-05-30T00:00:00Z"), schema());
        world.open(SMALL.unshifted());

        assertThat(world.texts(
                        "SELECT CONCAT(position, ' ', code, ' ', title, ' ', quantity, ' ', price) FROM sim_line l "
                                + "JOIN sim_source s ON s.platform_line_id = l.oid "
                                + "WHERE s.kind = 'line' AND s.source_id = 'o1' "
                                + "ORDER BY position"))
                .containsExactly(
                        "1 85123a WHITE HEART, HOLDER 12 2.95",
                        "2 85123A WHITE HEART HOLDER LARGE 6 4.95",
                        "3 85123a OLD TITLE 1 2.75");
        assertThat(world.number("SELECT COUNT(*) FROM sim_line WHERE oid = tid"))
                .isEqualTo(6);
        assertThat(world.number("SELECT COUNT(*) FROM sim_line WHERE title = ''"))
                .isZero();
        assertThat(world.number("SELECT MIN(LENGTH(tid)) FROM sim_order")).isBetween(18L, 19L);
    }

    @Test
    void aTiedCancellationIsARefundOfItsLineOnItsOwnDay() {
        var world = new World(Instant.parse("2024-05-30T00:00:00Z"), schema());
        world.open(SMALL.unshifted());

        assertThat(world.texts("SELECT CONCAT(s.source_id, ' ', r.amount, ' ', r.status, ' ', "
                        + "DATE(r.created_at + INTERVAL 8 HOUR), ' ', DATE(r.modified_at + INTERVAL 8 HOUR)) "
                        + "FROM sim_refund r JOIN sim_source s ON s.platform_id = r.refund_id WHERE s.kind = 'refund' "
                        + "ORDER BY 1"))
                .containsExactly(
                        "1 14.75 SUCCESS 2024-03-01 2024-03-01",
                        "3 24.50 SUCCESS 2024-03-20 2024-03-20",
                        "4 12.50 SUCCESS 2024-03-09 2024-03-09");
        assertThat(world.trade().summary().refunds()).isEqualTo(3);
    }

    @Test
    void reviewsGoToTheFirstLineAndSecondOnesAreLeftOut() {
        var world = new World(Instant.parse("2024-05-30T00:00:00Z"), schema());
        world.open(SMALL.unshifted());

        assertThat(world.texts(
                        "SELECT CONCAT(s.source_id, ' ', s.source_line, ' ', v.result, ' ', v.stars) FROM sim_review v "
                                + "JOIN sim_source s ON s.kind = 'review' AND s.platform_id = v.oid ORDER BY 1"))
                .containsExactly("r1  bad 1", "r1 2 good 5", "r3  good 4");
        assertThat(world.number("SELECT COUNT(*) FROM sim_review WHERE content = ''"))
                .isZero();
    }

    @Test
    void aWalkThroughTimeEndsWhereHistoryWouldHave() {
        var walked = new World(Instant.parse("2024-02-29T00:00:00Z"), schema());
        walked.open(SMALL.unshifted());
        assertThat(walked.trade().summary().orders()).isZero();
        walked.walk(Duration.ofHours(7), 300);
        var known = new World(walked.clock.instant(), schema());
        known.open(SMALL.unshifted());
        known.trade().catchUp();

        for (var rows : List.of(
                "SELECT CONCAT_WS(' ', tid, status, created_at, modified_at, paid_at, shipped_at, "
                        + "completed_at, payment) "
                        + "FROM sim_order ORDER BY tid",
                "SELECT CONCAT_WS(' ', oid, status, refund_status, refund_id) FROM sim_line ORDER BY oid",
                "SELECT CONCAT_WS(' ', refund_id, status, created_at, modified_at) FROM sim_refund ORDER BY refund_id",
                "SELECT CONCAT_WS(' ', oid, content, created_at) FROM sim_review ORDER BY oid")) {
            assertThat(walked.texts(rows)).isEqualTo(known.texts(rows)).isNotEmpty();
        }
    }

    @Test
    void correctionsMoveTheErpsStockAndNeverBelowNothing() {
        var world = new World(Instant.parse("2024-02-29T00:00:00Z"), schema());
        world.open(SMALL.unshifted());
        var before = world.number("SELECT on_hand FROM sim_erp_product WHERE sku = 'GONE'");
        var sequence = world.number("SELECT MAX(sequence) FROM sim_erp_product");
        world.walk(Duration.ofDays(1), 7);
        assertThat(before).isEqualTo(40);
        assertThat(world.number("SELECT on_hand FROM sim_erp_product WHERE sku = 'GONE'"))
                .isZero();
        assertThat(world.number("SELECT sequence FROM sim_erp_product WHERE sku = 'GONE'"))
                .isGreaterThan(sequence);
    }

    @Test
    void placingAnOrderTakesItsPiecesFromTheShownStock() {
        var world = new World(Instant.parse("2024-02-29T00:00:00Z"), schema());
        world.open(SMALL.unshifted());
        world.state.jdbc().update("UPDATE sim_sku SET quantity = 20");
        world.walk(Duration.ofHours(1), 32);
        // o1 bought 12 + 1, o2 one piece of another; 5 of o1 came back before anything left
        assertThat(world.number("SELECT quantity FROM sim_sku WHERE code = '85123a'"))
                .isEqualTo(20 - 13 + 5);
        assertThat(world.number("SELECT quantity FROM sim_sku WHERE code = 'T-9'"))
                .isEqualTo(19);
        world.walk(Duration.ofDays(10), 5);
        assertThat(world.number("SELECT quantity FROM sim_sku WHERE code = '85123a'"))
                .isZero();
    }

    @Test
    void movesByWholeDaysAndKeepsTheShift() {
        var database = schema();
        var world = new World(MONDAY, database);
        world.open(SMALL.withToday(LocalDate.parse("2024-03-25")));
        assertThat(world.number("SELECT shift_days FROM sim_world")).isEqualTo(973);
        assertThat(world.texts("SELECT CONCAT(created_at) FROM sim_order o JOIN sim_source s ON s.platform_id = o.tid "
                        + "WHERE s.kind = 'order' AND s.source_id = 'o1'"))
                .containsExactly("2026-10-30 00:15:00.000");

        var later = new World(MONDAY.plus(Duration.ofDays(3)), database);
        later.open(SMALL.withToday(LocalDate.parse("2024-03-25")));
        later.open(SMALL);
        assertThat(world.number("SELECT shift_days FROM sim_world")).isEqualTo(973);
        assertThatThrownBy(() -> later.open(SMALL.withToday(LocalDate.parse("2024-03-26"))))
                .isInstanceOf(TradeRefusedException.class)
                .hasMessageContaining("demo.today=2024-03-26, begun with 2024-03-25")
                .hasMessageContaining("demo.fresh=true");
        assertThatThrownBy(() -> later.open(INVENTED))
                .isInstanceOf(TradeRefusedException.class)
                .hasMessageContaining("demo.fresh=true");
    }

    @Test
    void theFutureOfAFolderArrivesFasterAtSpeed() {
        var world = new World(Instant.parse("2024-03-30T16:00:00Z"), schema());
        world.open(SMALL.unshifted().withSpeed(10));
        // o6 follows 2 days and 12 hours after the start, at ten times the speed after 6 hours
        assertThat(world.texts("SELECT CONCAT(created_at) FROM sim_order o JOIN sim_source s ON s.platform_id = o.tid "
                        + "WHERE s.kind = 'order' AND s.source_id = 'o6'"))
                .containsExactly("2024-03-30 22:00:00.000");
    }

    @Test
    void aLoadThatWasInterruptedIsDoneAgain() {
        var database = schema();
        new World(MONDAY, database);
        var broken = new World(MONDAY, new FailingDataSource(database, 30));
        assertThatThrownBy(() -> broken.open(INVENTED)).hasRootCauseMessage(FailingDataSource.MESSAGE);
        var again = new World(MONDAY.plusSeconds(30), database);
        again.open(INVENTED);
        var clean = new World(MONDAY, schema());
        clean.open(INVENTED);
        for (var rows : List.of(
                "SELECT CONCAT_WS(' ', tid, status, created_at, modified_at, buyer, payment) "
                        + "FROM sim_order ORDER BY tid",
                "SELECT CONCAT_WS(' ', due_at, kind, subject, detail) FROM sim_event ORDER BY 1",
                "SELECT CONCAT_WS(' ', sku, on_hand) FROM sim_erp_product ORDER BY sku")) {
            assertThat(again.texts(rows)).isEqualTo(clean.texts(rows)).isNotEmpty();
        }
    }

    @Test
    void openingAgainChangesNothing() {
        var database = schema();
        var world = new World(MONDAY, database);
        world.open(INVENTED);
        var orders = world.texts("SELECT CONCAT_WS(' ', tid, status, modified_at) FROM sim_order ORDER BY tid");
        var again = new World(MONDAY.plusSeconds(20), database);
        again.open(INVENTED);
        assertThat(again.texts("SELECT CONCAT_WS(' ', tid, status, modified_at) FROM sim_order ORDER BY tid"))
                .isEqualTo(orders);
    }

    @Test
    void catchingUpOftenOrAtOnceComesToTheSame() {
        var often = new World(MONDAY, schema());
        often.open(INVENTED);
        often.walk(Duration.ofSeconds(17), 36);
        var once = new World(MONDAY, schema());
        once.open(INVENTED);
        once.walk(Duration.ofSeconds(17 * 36), 1);
        for (var rows : List.of(
                "SELECT CONCAT_WS(' ', tid, status, created_at, modified_at, payment) FROM sim_order ORDER BY tid",
                "SELECT CONCAT_WS(' ', oid, code, status, refund_status) FROM sim_line ORDER BY oid",
                "SELECT CONCAT_WS(' ', item_id, sku_id, quantity) FROM sim_sku ORDER BY 1",
                "SELECT CONCAT_WS(' ', sku, on_hand, modified_at) FROM sim_erp_product ORDER BY 1")) {
            assertThat(often.texts(rows)).isEqualTo(once.texts(rows)).isNotEmpty();
        }
    }

    @Test
    void anEventThatFailsHappensWholeWhenItIsTriedAgain() {
        var database = schema();
        var world = new World(MONDAY, database);
        world.open(INVENTED);
        var failing = new FailingDataSource(database, Integer.MAX_VALUE);
        var killed = new World(MONDAY, failing);
        killed.open(INVENTED);
        killed.clock.advance(Duration.ofMinutes(3));
        for (var statements = 1; statements < 12; statements++) {
            failing.failAfter(statements);
            assertThatThrownBy(() -> killed.trade().catchUp()).hasRootCauseMessage(FailingDataSource.MESSAGE);
        }
        failing.failAfter(Integer.MAX_VALUE);
        killed.trade().catchUp();

        var clean = new World(MONDAY, schema());
        clean.open(INVENTED);
        clean.walk(Duration.ofMinutes(3), 1);
        for (var rows : List.of(
                "SELECT CONCAT_WS(' ', tid, status, modified_at) FROM sim_order ORDER BY tid",
                "SELECT CONCAT_WS(' ', item_id, sku_id, quantity) FROM sim_sku ORDER BY 1")) {
            assertThat(killed.texts(rows)).isEqualTo(clean.texts(rows)).isNotEmpty();
        }
    }

    @Test
    void anInventedShopIsBelievable() {
        var world = new World(MONDAY, schema());
        world.open(TradeSettings.invented(List.of(SHOP)));
        world.trade().catchUp();

        assertThat(world.number("SELECT COUNT(*) FROM sim_item")).isBetween(60L, 100L);
        assertThat(world.trade().summary().orders()).isBetween(5000L, 7500L);
        assertThat(Shares.ofOrdersWithUnknownProducts(world.state)).isBetween(1.0, 3.0);
        assertThat(world.texts("SELECT DISTINCT status FROM sim_order ORDER BY status"))
                .contains("CLOSED", "CLOSED_UNPAID", "COMPLETED", "PAID", "SHIPPED");
        assertThat(world.texts("SELECT DISTINCT kind FROM sim_order ORDER BY kind"))
                .containsExactly("cod", "fixed", "step");
        assertThat(world.texts("SELECT DISTINCT result FROM sim_review ORDER BY result"))
                .containsExactly("bad", "good", "neutral");
        assertThat(world.texts("SELECT DISTINCT status FROM sim_refund")).contains("SUCCESS", "CLOSED");
        assertThat(world.texts("SELECT DISTINCT kind FROM sim_refund WHERE status = 'SUCCESS' ORDER BY kind"))
                .containsExactly("exchange", "goodwill", "return", "shipping", "undelivered");
        assertThat(world.number("SELECT COUNT(*) FROM sim_refund f JOIN sim_line l ON l.oid = f.oid "
                        + "WHERE f.kind = 'return' AND f.quantity < l.quantity AND f.amount < l.paid_share"))
                .as("returns of a part of a line")
                .isPositive();
        assertThat(
                        world.number(
                                "SELECT COUNT(*) FROM (SELECT f.tid FROM sim_refund f JOIN sim_order o ON o.tid = f.tid "
                                        + "WHERE f.status = 'SUCCESS' GROUP BY f.tid, o.payment HAVING SUM(f.amount) > o.payment) more"))
                .as("orders with more refunded than paid")
                .isPositive();
        assertThat(world.number("SELECT COUNT(*) FROM sim_refund WHERE (kind = 'exchange') <> (amount = 0)"))
                .isZero();
        assertThat(world.number("SELECT COUNT(*) FROM sim_review WHERE append_content <> ''"))
                .isPositive();
        assertThat(world.number("SELECT COUNT(*) FROM sim_review WHERE deleted"))
                .isPositive();
        assertThat(world.number("SELECT COUNT(*) FROM sim_order WHERE buyer = ''"))
                .isZero();
        // an order's money adds up
        assertThat(world.number("SELECT COUNT(*) FROM sim_order o WHERE payment <> goods + freight - discount "
                        + "OR goods <> "
                        + "(SELECT SUM(quantity * price) FROM sim_line l "
                        + "WHERE l.shop_key = o.shop_key AND l.tid = o.tid)"))
                .isZero();
        assertThat(world.number("SELECT COUNT(*) FROM sim_order WHERE modified_at <> DATE_FORMAT(modified_at, "
                        + "'%Y-%m-%d %H:%i:%s')"))
                .isZero();
    }

    @Test
    void liveOrdersComeAtTheirPaceAndOneInEveryHundredIsUnknownToTheErp() {
        var world = new World(MONDAY, schema());
        world.open(TradeSettings.invented(List.of(SHOP)).withPace(0, 60));
        world.walk(Duration.ofMinutes(1), 10);
        assertThat(world.trade().summary().orders()).isEqualTo(600);
        assertThat(Shares.ofOrdersWithUnknownProducts(world.state)).isBetween(1.0, 3.0);
        var known = world.texts("SELECT IF(EXISTS (SELECT 1 FROM sim_line l WHERE l.tid = o.tid AND l.code NOT IN "
                + "(SELECT sku FROM sim_erp_product)), 'unknown', 'known') FROM sim_order o WHERE status <> 'planned' "
                + "ORDER BY created_at, tid");
        for (var from = 0; from + 100 <= known.size(); from++) {
            assertThat(known.subList(from, from + 100)).contains("unknown");
        }
    }

    @Test
    void setPiecesArriveWithinAMinuteAndEveryFive() {
        var world = new World(MONDAY, schema());
        world.open(TradeSettings.invented(List.of(SHOP)).withPace(10, 0));
        world.trade().catchUp();
        for (var round = 0; round < 2; round++) {
            var from = State.utc(world.clock.instant());
            if (round == 0) {
                world.trade().setPieces(world.clock.instant());
            }
            world.walk(Duration.ofSeconds(10), 6);
            assertThat(world.since("SELECT COUNT(*) FROM sim_review WHERE result = 'bad' AND created_at >= ?", from))
                    .isGreaterThanOrEqualTo(2);
            assertThat(world.since(
                            "SELECT COUNT(*) FROM sim_review WHERE created_at >= ? AND content REGEXP "
                                    + "'烫伤|过敏|起火|漏电|中毒|异物|假货|315'",
                            from))
                    .isPositive();
            assertThat(world.since(
                            "SELECT COUNT(*) FROM sim_refund WHERE status <> 'planned' AND created_at >= ?", from))
                    .isPositive();
            assertThat(world.since(
                            "SELECT COUNT(*) FROM sim_order WHERE seller_memo <> '' AND modified_at >= ? "
                                    + "AND created_at < modified_at - INTERVAL 1 DAY",
                            from))
                    .isPositive();
            assertThat(world.since(
                            "SELECT COUNT(*) FROM sim_erp_product WHERE on_hand BETWEEN 1 AND 3 AND modified_at >= ?",
                            from))
                    .isPositive();
            world.walk(Duration.ofSeconds(60), 4);
        }
    }

    @Test
    void aFolderIsAddedNoRefundsAndNoOrders() {
        var world = new World(Instant.parse("2024-04-09T00:00:00Z"), schema());
        world.open(SMALL.unshifted());
        world.trade().setPieces(world.clock.instant());
        world.walk(Duration.ofMinutes(10), 144);
        assertThat(world.number("SELECT COUNT(*) FROM sim_refund")).isEqualTo(3);
        assertThat(world.number("SELECT COUNT(*) FROM sim_order")).isEqualTo(8);
        assertThat(world.number("SELECT COUNT(*) FROM sim_review")).isEqualTo(3);
    }

    /** A schema, a clock and the trade in it. */
    private static final class World {

        private final WalkedClock clock;
        private final State state;
        private Trade trade;

        private World(Instant start, DataSource database) {
            this.clock = new WalkedClock(start);
            this.state = new State(database, clock);
        }

        private void open(TradeSettings settings) {
            trade = Trade.open(state, settings);
        }

        private Trade trade() {
            return trade;
        }

        private void walk(Duration step, int times) {
            for (var i = 0; i < times; i++) {
                clock.advance(step);
                trade.catchUp();
            }
        }

        private List<String> texts(String sql) {
            return state.jdbc().queryForList(sql, String.class);
        }

        private long number(String sql) {
            return state.jdbc().queryForObject(sql, BigDecimal.class).longValue();
        }

        private long since(String sql, Object from) {
            return state.jdbc().queryForObject(sql, Long.class, from);
        }
    }
}
