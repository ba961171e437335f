package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.settings.MetricSettings;
import dev.shophub.settings.MetricSettings.Rates;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.Span;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped queries on a real database, a shop in a zone with daylight saving. */
class FiguresIT {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** The clocks go forward at one: a day of 23 hours. */
    private static final LocalDate SHORT = LocalDate.parse("2026-03-29");

    private static DataSource data;

    private final WalkedClock clock = new WalkedClock(Instant.parse("2026-03-31T09:00:00Z"));
    private final MetricWorld world = new MetricWorld(
            data,
            clock,
            35,
            Map.of("shop", new Rates(new BigDecimal("0.05"), new BigDecimal("3"), Duration.ofHours(48))));
    private final Rows rows = new Rows(data);
    private long shop;

    @BeforeAll
    static void open() {
        data = TestDatabase.operations();
    }

    @BeforeEach
    void clear() {
        List.of(
                        "shop",
                        "sales_order",
                        "order_line",
                        "refund",
                        "review",
                        "listing",
                        "listing_variant",
                        "stock_level",
                        "sku_mapping",
                        "erp_product",
                        "erp_stock",
                        "checkpoint",
                        "metric_touched",
                        "metric_value",
                        "metric_item_value",
                        "metric_source_day")
                .forEach(table -> rows.jdbc().update("DELETE FROM " + table));
        shop = shop("shop", "shop");
    }

    @Test
    void aDayIsTheShopsNotTheServersAlsoWhenTheClocksChange() {
        order("before", "2026-03-28T23:59:59", "b1", "10.00");
        order("first", "2026-03-29T00:00:00", "b1", "20.05");
        order("last", "2026-03-29T23:59:59", "b2", "30.00");
        order("after", "2026-03-30T00:00:00", "b2", "40.00");
        world.figures.refresh();
        assertThat(day(SHORT))
                .containsEntry("orders", "2")
                .containsEntry("sales", "50.05")
                .containsEntry("paid-amount", "50.05")
                .containsEntry("buyers", "2")
                .containsEntry("new-buyers", "1")
                .containsEntry("pieces", "2");
    }

    @Test
    void peopleAreCountedOnceAMonthAndNobodyWithoutKey() {
        order("1", "2026-03-02T10:00:00", "b1", "10.00");
        order("2", "2026-03-03T10:00:00", "b1", "10.00");
        order("3", "2026-03-03T11:00:00", "b2", "10.00");
        rows.jdbc().update("UPDATE sales_order SET buyer = NULL WHERE external_id = '3'");
        world.figures.refresh();
        var month = world.tables.values(List.of(shop), Span.Kind.MONTH, LocalDate.parse("2026-03-01"), SHORT);
        assertThat(month)
                .extracting(FigureTables.Value::figure, value -> value.value().intValue())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("buyers", 1),
                        org.assertj.core.groups.Tuple.tuple("paid-buyers", 1));
        assertThat(day(LocalDate.parse("2026-03-03")))
                .containsEntry("orders", "2")
                .containsEntry("buyers", "1");
    }

    /** While orders go on arriving there is always a day that changed meanwhile. */
    @Test
    void whatChangesWhileFiguresAreComputedIsForTheNextTime() {
        var day = List.of(LocalDate.parse("2026-03-10"));
        order("1", "2026-03-10T10:00:00", "b1", "10.00");
        var jdbc = rows.jdbc();
        var figures = new Figures(
                MetricWorld.CATALOGUE,
                world.tables,
                world.touched,
                new Shops(jdbc, clock),
                new Checkpoints(jdbc, clock),
                () -> {
                    world.touched.days(shop, day);
                    return new MetricSettings(Duration.ofMinutes(5), 0, Map.of());
                },
                clock);
        figures.computeNow(new Shops(jdbc, clock).all());
        assertThat(day(day.get(0))).containsEntry("orders", "1");
        assertThat(world.touched.marks(shop, 1)).isNotEmpty();
    }

    /** A day of a million orders: the database is there for orders first. */
    @Test
    void figuresThatTakeLongAreComputedPieceByPieceUnlessAReportAsks() {
        var day = LocalDate.parse("2026-03-10");
        order("1", "2026-03-10T10:00:00", "b1", "10.00");
        world.touched.days(shop, List.of(day));
        var nanos = new AtomicLong();
        var jdbc = rows.jdbc();
        var figures = new Figures(
                MetricWorld.CATALOGUE,
                world.tables,
                world.touched,
                new Shops(jdbc, clock),
                new Checkpoints(jdbc, clock),
                () -> new MetricSettings(Duration.ofMinutes(5), 0, Map.of()),
                clock,
                () -> nanos.addAndGet(Duration.ofSeconds(20).toNanos()));
        figures.refresh();
        var begun = day(day);
        assertThat(begun).containsEntry("orders", "1").doesNotContainKey("paid-amount");
        assertThat(world.touched.marks(shop, 1)).as("not done").isNotEmpty();
        figures.refresh();
        assertThat(day(day)).as("at rest").isEqualTo(begun);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        figures.refresh();
        assertThat(day(day)).as("goes on").containsAllEntriesOf(begun).hasSizeGreaterThan(begun.size());
        figures.computeNow(shops());
        assertThat(day(day)).containsEntry("paid-amount", "10.00").containsEntry("new-buyers", "1");
        assertThat(world.touched.marks(shop, 1)).isEmpty();
    }

    @Test
    void onlyTouchedDaysAreComputedAgainAndAnOlderOrderMakesLaterBuyersOld() {
        order("1", "2026-03-10T10:00:00", "b1", "10.00");
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10"))).containsEntry("new-buyers", "1");
        rows.jdbc().update("UPDATE sales_order SET total = 99");
        order("0", "2026-01-05T10:00:00", "b1", "10.00");
        world.touched.days(shop, List.of(LocalDate.parse("2026-01-05")));
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10")))
                .as("untouched, but for its buyers")
                .containsEntry("paid-amount", "10.00")
                .doesNotContainKey("new-buyers");
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM metric_touched", Long.class))
                .isZero();
    }

    @Test
    void aLateRefundChangesThePayDayAndCanBeLeftOutByAge() {
        var order = order("1", "2026-03-20T10:00:00", "b1", "80.00");
        refund("r1", "1", "20.00", "2026-03-21T10:00:00Z");
        refund("r2", "1", "5.00", "2026-03-28T10:00:00Z");
        rows.insert(
                "refund",
                "shop_id",
                shop,
                "external_id",
                "r3",
                "order_external_id",
                "1",
                "status",
                "OPEN",
                "currency",
                "GBP",
                "amount",
                "50");
        world.figures.refresh();
        var paid = LocalDate.parse("2026-03-20");
        assertThat(day(paid)).containsEntry("refunds-by-pay-day", "25.00").containsEntry("refunded-orders", "1");
        assertThat(day(LocalDate.parse("2026-03-28"))).containsEntry("refunds-by-refund-day", "5.00");
        var young = world.figures.asOf(
                shopRow(),
                Span.day(paid),
                List.of(MetricWorld.CATALOGUE.figure("refunds-by-pay-day")),
                Instant.parse("2026-03-22T00:00:00Z"));
        assertThat(young)
                .filteredOn(value -> value.figure().equals("refunds-by-pay-day"))
                .singleElement()
                .satisfies(value -> assertThat(value.value()).isEqualByComparingTo("20.00"));
        assertThat(order).isPositive();
    }

    @Test
    void aMissingCostPriceIsNotZero() {
        var erp = shop("erp", "erp");
        order("1", "2026-03-20T10:00:00", "b1", "80.00");
        order("2", "2026-03-20T11:00:00", "b2", "20.00");
        rows.insert("sku_mapping", "shop_id", shop, "code", "C1", "erp_sku", "E1", "origin", "auto");
        rows.insert("sku_mapping", "shop_id", shop, "code", "C2", "erp_sku", "E2", "origin", "auto");
        rows.insert("erp_product", "shop_id", erp, "external_id", "E1", "currency", "GBP", "cost_price", "30");
        rows.insert("erp_product", "shop_id", erp, "external_id", "E2");
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-20")))
                .containsEntry("covered-sales", "80.00")
                .containsEntry("line-paid", "100.00")
                .containsEntry("cost", "30.00")
                .containsEntry("fees", "4.00")
                .containsEntry("freight-cost", "3.00");
    }

    @Test
    void itemsStockReviewsAndPunctualityAreCounted() {
        var listing = rows.insert("listing", "shop_id", shop, "external_id", "I1", "state", "UP", "currency", "GBP");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "s1", "shop_id", shop, "code", "C1");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "s2", "shop_id", shop, "code", "C2");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "s3", "shop_id", shop, "code", "C3");
        rows.insert("stock_level", "shop_id", shop, "item_id", "I1", "sku_id", "s1", "code", "C1", "quantity", 28);
        rows.insert("stock_level", "shop_id", shop, "item_id", "I1", "sku_id", "s2", "code", "C2", "quantity", 0);
        order("1", "2026-03-28T10:00:00", "b1", "80.00");
        rows.jdbc().update("UPDATE sales_order SET shipped_at = placed_at + INTERVAL 47 HOUR");
        order("2", "2026-03-28T11:00:00", "b2", "20.00");
        var written = Instant.parse("2026-03-28T12:00:00Z");
        rows.insert("review", "shop_id", shop, "external_id", "1", "rating", "BAD", "written_at", written);
        rows.insert("review", "shop_id", shop, "external_id", "2", "rating", "GOOD", "written_at", written);
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-28")))
                .containsEntry("ship-due", "2")
                .containsEntry("shipped-on-time", "1")
                .containsEntry("reviews", "2")
                .containsEntry("bad-reviews", "1")
                .doesNotContainKey("active-skus");
        assertThat(day(LocalDate.parse("2026-03-31")))
                .containsEntry("active-skus", "2")
                .containsEntry("stock-out-skus", "1")
                .containsEntry("available-pieces", "28");
        var items = world.tables.items(
                List.of(shop), List.of("sales"), LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
        assertThat(items)
                .extracting(FigureTables.ItemValue::item, value -> value.value().intValue())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("I1", 80), org.assertj.core.groups.Tuple.tuple("I2", 20));
    }

    /** Each page touches days again: they are computed once it is read, or when a report asks. */
    @Test
    void whileThePastIsReadFiguresAreComputedAtLongerIntervals() {
        history("orders-history", "2026-03-30T00:00:00Z", "2026-03-31T00:00:00Z");
        order("1", "2026-03-10T10:00:00", "b1", "10.00");
        world.figures.refresh();
        clock.advance(Duration.ofMinutes(9));
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10"))).isEmpty();
        assertThat(world.figures.readPast(shops())).isTrue();
        world.figures.computeNow(shops());
        assertThat(day(LocalDate.parse("2026-03-10"))).containsEntry("paid-amount", "10.00");

        order("2", "2026-03-10T11:00:00", "b2", "5.00");
        world.touched.days(shop, List.of(LocalDate.parse("2026-03-10")));
        clock.advance(Duration.ofMinutes(9));
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10"))).containsEntry("paid-amount", "10.00");
        clock.advance(Duration.ofMinutes(1));
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10"))).containsEntry("paid-amount", "15.00");

        order("3", "2026-03-10T12:00:00", "b3", "1.00");
        world.touched.days(shop, List.of(LocalDate.parse("2026-03-10")));
        rows.jdbc().update("UPDATE checkpoint SET watermark = target");
        world.figures.refresh();
        assertThat(day(LocalDate.parse("2026-03-10"))).containsEntry("paid-amount", "16.00");
    }

    private List<ShopRow> shops() {
        return new Shops(rows.jdbc(), clock).all();
    }

    private void history(String stream, String watermark, String target) {
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                stream,
                "watermark",
                Instant.parse(watermark),
                "target",
                Instant.parse(target),
                "started_from",
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void aDayIsCompleteOnceItsOrdersAreRead() {
        rows.insert(
                "checkpoint", "shop_id", shop, "stream", "orders", "watermark", Instant.parse("2026-03-31T08:59:00Z"));
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "orders-history",
                "watermark",
                Instant.parse("2026-03-20T06:00:00Z"),
                "target",
                Instant.parse("2026-03-29T23:00:00Z"),
                "started_from",
                Instant.parse("2026-03-10T00:00:00Z"));
        world.figures.refresh();
        assertThat(verdict("2026-03-09")).isEqualTo(Verdict.MISSING);
        assertThat(verdict("2026-03-19")).isEqualTo(Verdict.COMPLETE);
        assertThat(verdict("2026-03-20")).isEqualTo(Verdict.PARTIAL);
        assertThat(verdict("2026-03-25")).isEqualTo(Verdict.PARTIAL);
        assertThat(verdict("2026-03-30")).isEqualTo(Verdict.COMPLETE);
        assertThat(verdict("2026-03-31")).isEqualTo(Verdict.PARTIAL);
    }

    private Verdict verdict(String day) {
        return world.tables
                .sourceDays(List.of(shop), LocalDate.parse(day), LocalDate.parse(day))
                .get(0)
                .verdict();
    }

    private Map<String, String> day(LocalDate day) {
        var figures = new TreeMap<String, String>();
        world.tables
                .values(List.of(shop), Span.Kind.DAY, day, day)
                .forEach(value -> figures.put(
                        value.figure(),
                        value.value().stripTrailingZeros().scale() <= 0
                                        && value.value().signum() >= 0
                                        && MetricWorld.CATALOGUE
                                                        .figure(value.figure())
                                                        .unit()
                                                != Unit.MONEY
                                ? value.value().toBigInteger().toString()
                                : value.value()
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toString()));
        return figures;
    }

    private dev.shophub.store.ShopRow shopRow() {
        return new dev.shophub.store.Shops(rows.jdbc(), clock).find(shop).orElseThrow();
    }

    private long shop(String key, String role) {
        return rows.insert(
                "shop",
                "shop_key",
                key,
                "platform",
                "p",
                "role",
                role,
                "title",
                key,
                "state",
                "live",
                "time_zone",
                "Europe/London");
    }

    /** An order of one line, paid when placed; the line's item and code bear the buyer's number. */
    private long order(String id, String local, String buyer, String amount) {
        var at = LocalDateTime.parse(local).atZone(LONDON).toInstant();
        var number = buyer.substring(1);
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "status",
                "PAID",
                "placed_at",
                at,
                "paid_at",
                at,
                "currency",
                "GBP",
                "total",
                amount,
                "buyer",
                buyer,
                "modified_at",
                at);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "item_id",
                "I" + number,
                "code",
                "C" + number,
                "quantity",
                1,
                "unit_price",
                amount,
                "paid",
                amount,
                "status",
                "PAID");
        return order;
    }

    private void refund(String id, String order, String amount, String completed) {
        rows.insert(
                "refund",
                "shop_id",
                shop,
                "external_id",
                id,
                "order_external_id",
                order,
                "line_external_id",
                "1",
                "status",
                "SUCCEEDED",
                "currency",
                "GBP",
                "amount",
                amount,
                "completed_at",
                Instant.parse(completed));
    }
}
