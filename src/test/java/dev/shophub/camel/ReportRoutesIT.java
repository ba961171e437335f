package dev.shophub.camel;

import static dev.shophub.alert.MailWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shophub.alert.MailWorld;
import dev.shophub.inbox.InboxWorld;
import dev.shophub.listing.Brakes;
import dev.shophub.metric.MetricWorld;
import dev.shophub.model.SkuCode;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.report.DailyMails;
import dev.shophub.report.MorningWorld;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.HeartbeatSettings;
import dev.shophub.settings.KeepSettings;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.CensusBook;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Queries;
import dev.shophub.store.Retention;
import dev.shophub.store.TokenRows;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.Rows;
import dev.shophub.token.Permissions;
import dev.shophub.token.TokenEnds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shipped report routes and the shipped query, on a real database. */
class ReportRoutesIT {

    @TempDir
    private Path inbox;

    private static MailWorld world;
    private static DailyMails daily;

    private final Rows rows = new Rows(world.data);
    private DefaultCamelContext context;
    private long erp;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        daily = new DailyMails(world);
    }

    @BeforeEach
    void clear() {
        world.reset();
        erp = rows.insert(
                "shop",
                "shop_key",
                "erp",
                "platform",
                "rest",
                "role",
                "erp",
                "title",
                "ERP",
                "state",
                "live",
                "time_zone",
                "UTC");
    }

    /** The shipped queries, as the gate hands them over. */
    private static Queries letIn() throws IOException {
        var queries = new Queries();
        for (var name : List.of("low-stock.sql", "late-orders.sql")) {
            queries.replace(name, Files.readString(Path.of("config", "sql", name)));
        }
        return queries;
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
    }

    @Test
    void theRoutesStartAndTheQueryFindsWhatRunsLow() throws Exception {
        sold(world.shop.id(), "LOW", 28, 3);
        stock("LOW", 6);
        sold(world.shop.id(), "PLENTY", 14, 3);
        stock("PLENTY", 500);
        start();
        await().atMost(Duration.ofSeconds(60)).until(() -> found().size() == 1);
        assertThat(found()).singleElement().satisfies(low -> assertThat(low)
                .containsEntry("code", "LOW")
                .containsEntry("sellable", 6L)
                .containsEntry("sold_14_days", 28L)
                .containsEntry("reason", "erp"));
        var mail = world.deliver();
        // The daily mail is caught up at every tenth minute of the machine's clock.
        assertThat(mail)
                .extracting(one -> one.getSubject())
                .filteredOn(subject -> subject.startsWith("【低库存】"))
                .hasSize(1);
        assertThat(context.getRoutes())
                .extracting(route -> route.getRouteId())
                .containsExactlyInAnyOrder(
                        "watch-low-stock",
                        "watch-oversold",
                        "watch-late-orders",
                        "watch-stages",
                        "watch-held",
                        "list-open-reviews",
                        "watch-mail",
                        "send-heartbeat",
                        "watch-standstill",
                        "watch-drift",
                        "watch-census",
                        "watch-tokens",
                        "watch-permissions",
                        "daily-mail",
                        "catch-up-daily-mail",
                        "remind-troubles",
                        "nightly-retention",
                        "compute-figures",
                        "send-morning-report",
                        "watch-inbox");
    }

    @Test
    void theRouteTellsWhatIsOversold() throws Exception {
        sold(world.shop.id(), "TWICE", 2, 1);
        stock("TWICE", 1);
        rows.insert("checkpoint", "shop_id", erp, "stream", "stock", "watermark", NOON, "last_good_at", NOON);
        start();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> !world.jdbc.queryForList("SELECT 1 FROM oversold").isEmpty());
        assertThat(world.jdbc.queryForMap("SELECT erp_sku, missing FROM oversold"))
                .containsEntry("erp_sku", "TWICE")
                .containsEntry("missing", 1L);
        assertThat(world.deliver())
                .extracting(one -> one.getSubject())
                .filteredOn(subject -> subject.startsWith("【超卖】"))
                .hasSize(1);
    }

    @Test
    void silenceIsNotZeroAndTheUnsoldIsSilent() {
        sold(world.shop.id(), "UNKNOWN", 28, 3);
        sold(world.shop.id(), "UNSOLD", 28, 31);
        stock("UNSOLD", 0);
        sold(world.shop.id(), "ZERO", 28, 3);
        stock("ZERO", 0);
        var observing = rows.insert(
                "shop",
                "shop_key",
                "new",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "新店",
                "state",
                "observing",
                "time_zone",
                "Asia/Shanghai");
        sold(observing, "ZERO", 28, 3);
        assertThat(ask()).extracting(row -> row.get("code")).containsExactly("ZERO");
    }

    @Test
    void shopsDrainACommonStockTogetherAndAShopWithoutErpShowsItsOwn() {
        var second = rows.insert(
                "shop",
                "shop_key",
                "second",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "二店",
                "state",
                "live",
                "time_zone",
                "Asia/Shanghai");
        sold(world.shop.id(), "SHARED", 14, 3);
        stock("SHARED", 10);
        sold(second, "SHARED-2", 14, 3);
        rows.insert("sku_mapping", "shop_id", second, "code", "SHARED-2", "erp_sku", "SHARED", "origin", "manual");
        sold(second, "OWN", 14, 3);
        rows.insert("stock_level", "shop_id", second, "item_id", "1", "sku_id", "", "code", "OWN", "quantity", 3);
        assertThat(ask())
                .extracting(
                        row -> row.get("code"),
                        row -> ((Number) row.get("sold_14_days")).longValue(),
                        row -> row.get("reason"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("SHARED", 28L, "erp"),
                        org.assertj.core.groups.Tuple.tuple("OWN", 14L, "shop"),
                        org.assertj.core.groups.Tuple.tuple("SHARED-2", 28L, "erp"));
    }

    @Test
    void toldOnceAgainAfterADayAndAfterRecovery() throws Exception {
        sold(world.shop.id(), "LOW", 14, 0);
        stock("LOW", 5);
        world.lowStock.found(ask());
        world.lowStock.found(ask());
        assertThat(world.deliver()).hasSize(1);
        stock("LOW", 8);
        world.lowStock.found(ask());
        assertThat(found()).hasSize(1);
        stock("LOW", 9);
        world.lowStock.found(ask());
        assertThat(found()).isEmpty();
        stock("LOW", 5);
        world.clock.advance(Duration.ofHours(1));
        world.lowStock.found(ask());
        assertThat(world.deliver()).hasSize(1);
        world.clock.advance(Duration.ofHours(24));
        world.lowStock.found(ask());
        world.lowStock.found(ask());
        assertThat(world.deliver()).hasSize(1);
    }

    @Test
    void aMutedSkuIsToldWhenItsTimeIsOver() throws Exception {
        sold(world.shop.id(), "LOW", 14, 0);
        stock("LOW", 5);
        world.muted.mute(new SkuCode("LOW"), world.clock.instant().plus(Duration.ofHours(2)), "li");
        world.lowStock.found(ask());
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(3));
        world.lowStock.found(ask());
        world.lowStock.found(ask());
        assertThat(world.deliver()).hasSize(1);
    }

    @Test
    void aRecoveredSkuIsNotMailedAnyMore() throws Exception {
        sold(world.shop.id(), "LOW", 14, 3);
        stock("LOW", 5);
        world.lowStock.found(ask());
        stock("LOW", 500);
        world.lowStock.found(ask());
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("dropped")).isEqualTo(1);
    }

    @Test
    void aQueryThatIsWrongIsToldAndCured() throws Exception {
        assertThatThrownBy(() -> world.lowStock.found(List.of(Map.of("shop_id", 1L))))
                .satisfies(wrong -> world.lowStock.failed((Exception) wrong));
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("config/sql/low-stock.sql:1", "shop_key"));
        world.lowStock.found(ask());
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .startsWith("Re: 【故障】"));
        world.lowStock.failed(new org.springframework.dao.QueryTimeoutException("slow"));
        assertThat(world.deliver()).isEmpty();
    }

    private static NightlyRetention retention(JdbcTemplate jdbc) {
        var kept = Duration.ofDays(30);
        return new NightlyRetention(
                new Retention(jdbc, Clock.systemUTC()), () -> new KeepSettings(kept, kept, kept, kept, kept, kept));
    }

    private void start() throws Exception {
        context = new DefaultCamelContext();
        context.addComponent("sql", new RunningSqlComponent(Path.of("config", "sql"), letIn()));
        context.getRegistry().bind("dataSource", world.data);
        context.getRegistry().bind("lowStock", world.lowStock);
        context.getRegistry().bind("oversold", world.oversold);
        context.getRegistry().bind("late", world.late);
        context.getRegistry().bind("stages", world.stages);
        context.getRegistry().bind("held", world.held);
        context.getRegistry().bind("mailFlow", world.mailWatch(() -> new ChatSettings("", "", "")));
        context.getRegistry().bind("openReviews", world.openReviews);
        context.getRegistry()
                .bind(
                        "heartbeat",
                        new Heartbeat(
                                () -> new HeartbeatSettings("", Duration.ofMinutes(5)),
                                () -> true,
                                new JavaHttpCalls()));
        context.getRegistry().bind("standstill", Brakes.standstill(world.jdbc, world.transaction, world.clock));
        context.getRegistry().bind("drift", daily.drift());
        context.getRegistry()
                .bind(
                        "census",
                        new DailyCensus(
                                new DailyCensus.Tables(
                                        world.shops,
                                        new CensusBook(world.jdbc),
                                        new Checkpoints(world.jdbc, world.clock),
                                        new BackfillBook(world.jdbc, world.clock)),
                                (shop, visit) -> false,
                                world.troubles,
                                () -> new DailyCensus.Pace(LocalTime.of(4, 30), 2),
                                world.meters,
                                world.clock));
        context.getRegistry()
                .bind(
                        "tokenEnds",
                        new TokenEnds(
                                world.shops,
                                new TokenRows(world.jdbc),
                                shop -> Optional.empty(),
                                world.troubles,
                                world.clock));
        context.getRegistry()
                .bind(
                        "permissions",
                        new Permissions(world.shops, shop -> Optional.empty(), world.troubles, world.clock));
        context.getRegistry().bind("daily", daily.bean());
        context.getRegistry().bind("troubles", world.troubles);
        context.getRegistry().bind("morning-report", new MorningWorld(world).bean());
        context.getRegistry().bind("inbox", new InboxWorld(world).folder(inbox));
        context.getRegistry().bind("figures", new MetricWorld(world.data, world.clock).figures);
        context.getRegistry().bind("retention", retention(new JdbcTemplate(world.data)));
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(
                        context,
                        "file:" + Path.of("routes", "report.camel.yaml").toAbsolutePath()));
        assertThat(context.getRoutes())
                .allSatisfy(route -> assertThat(context.getRouteController().getRouteStatus(route.getRouteId()))
                        .isEqualTo(ServiceStatus.Started));
    }

    /** The shipped query's answer, by camel-sql as the route asks it. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> ask() {
        try (var asking = new DefaultCamelContext()) {
            asking.getRegistry().bind("dataSource", world.data);
            asking.start();
            return asking.createProducerTemplate()
                    .requestBody(
                            "sql:file:config/sql/low-stock.sql?dataSource=#dataSource",
                            world.lowStock.question(),
                            List.class);
        } catch (java.io.IOException closing) {
            throw new IllegalStateException(closing);
        }
    }

    private List<Map<String, Object>> found() {
        return world.jdbc.queryForList("SELECT * FROM low_stock");
    }

    private void sold(long shop, String code, int pieces, int daysAgo) {
        Instant at = NOON.minus(Duration.ofDays(daysAgo));
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                code + "-" + daysAgo,
                "placed_at",
                at,
                "status",
                "PAID",
                "currency",
                "CNY");
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "code",
                code,
                "title",
                "茶杯 " + code,
                "quantity",
                pieces,
                "status",
                "PAID");
    }

    private void stock(String code, long available) {
        world.jdbc.update("DELETE FROM erp_stock WHERE external_id = ?", code);
        world.jdbc.update("DELETE FROM sku_mapping WHERE code = ?", code);
        rows.insert("erp_stock", "shop_id", erp, "external_id", code, "available", available);
        rows.insert("sku_mapping", "shop_id", world.shop.id(), "code", code, "erp_sku", code, "origin", "auto");
    }
}
