package dev.shophub.camel;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that are late and orders that are stuck: the shipped query and what is mailed of it, on a real database. */
class LateRoutesIT {

    private static MailWorld world;
    private static DefaultCamelContext asking;

    private final Rows rows = new Rows(world.data);

    @BeforeAll
    static void open() {
        world = new MailWorld();
        asking = new DefaultCamelContext();
        asking.getRegistry().bind("dataSource", world.data);
        asking.start();
    }

    @AfterAll
    static void close() {
        try {
            asking.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    @BeforeEach
    void clear() {
        world.reset();
    }

    @Test
    void anOrderIsToldOfOnceBeforeItsPromisePasses() throws Exception {
        order("4001", "PAID", NOON.minus(Duration.ofHours(41)));
        look();
        assertThat(world.deliver()).as("seven hours before").isEmpty();

        world.clock.advance(Duration.ofHours(2));
        look();
        look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).startsWith("【待发货】").contains("4001");
            assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.SUPPORT);
            assertThat(body(mail, "text/plain")).contains("11-05 19:00", "还剩 5 小时", "还没进 ERP");
        });

        world.clock.advance(Duration.ofHours(1));
        look();
        assertThat(world.deliver()).as("told of once").isEmpty();
        world.jdbc.update("UPDATE sales_order SET status = 'SHIPPED'");
        look();
        assertThat(world.jdbc.queryForList("SELECT * FROM late_order")).isEmpty();
    }

    @Test
    void oneThatIsOverSaysByHowMuchAndWhereItIs() throws Exception {
        order("1", "PAID", NOON.minus(Duration.ofHours(50)));
        order("2", "PAID", NOON.minus(Duration.ofHours(49)));
        order("3", "PARTLY_SHIPPED", NOON.minus(Duration.ofHours(47)));
        link("1", NOON.minus(Duration.ofHours(49)));
        OutboxRow.order("2").of(world.shop.id()).state("parked").into(rows);
        look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).contains("3 个订单");
            assertThat(body(mail, "text/plain"))
                    .containsSubsequence("已超 2 小时", "已进 ERP，未发货", "已超 1 小时", "被 hub 暂存", "还剩 1 小时", "还没进 ERP");
            assertThat(body(mail, "text/html")).contains("#b42318");
        });
    }

    @Test
    void whatNeedNotOrMustNotBeShippedIsLeftOut() {
        var longAgo = NOON.minus(Duration.ofHours(60));
        order("shipped", "SHIPPED", longAgo);
        order("closed", "CLOSED", longAgo);
        order("unpaid", "UNPAID", longAgo);
        order("forbidden", "PAID", longAgo, "shipping_forbidden", true);
        order("balance", "PAID", longAgo, "balance_due", true);
        order("old", "PAID", NOON.minus(Duration.ofDays(15)));
        line(order("refund", "PAID", longAgo), "PAID", "OPEN");
        line(order("line closed", "PARTLY_SHIPPED", longAgo), "CLOSED", "NONE");
        line(order("line shipped", "PARTLY_SHIPPED", longAgo), "SHIPPED", "NONE");
        order(
                "cash on delivery",
                "PAID",
                NOON.minus(Duration.ofHours(1)),
                "cash_on_delivery",
                true,
                "placed_at",
                longAgo);
        look();
        assertThat(late()).containsExactly("cash on delivery");

        world.shops.goLive(world.shop.key(), NOON.minus(Duration.ofHours(59)));
        look();
        assertThat(late()).as("placed before go-live").isEmpty();
        world.shops.goLive(world.shop.key(), NOON.minus(Duration.ofDays(3)));
        world.shops.observe(world.shop.key());
        look();
        assertThat(late()).as("of a shop that is only read").isEmpty();
    }

    @Test
    void aThousandAlikeGiveTwoMails() throws Exception {
        order("first", "PAID", NOON.minus(Duration.ofHours(45)));
        look();
        assertThat(world.deliver()).hasSize(1);
        copies("sales_order", "external_id", "CONCAT('n', seq)", "o.external_id = 'first'");
        copies("order_line", "order_id", "o.id", "seq = 1 AND o.external_id <> 'first'");
        look();
        assertThat(world.deliver()).as("within the window").isEmpty();
        world.clock.advance(Duration.ofMinutes(31));
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("n1\n", "n500\n", "n999\n"));
        look();
        assertThat(world.deliver()).isEmpty();
    }

    @Test
    void quietHoursAreKeptAndWhatIsShippedMeanwhileIsNotMailed() throws Exception {
        order("kept", "PAID", NOON.minus(Duration.ofHours(34)));
        order("gone", "PAID", NOON.minus(Duration.ofHours(34)));
        world.clock.advance(Duration.ofHours(11));
        look();
        assertThat(world.deliver()).as("at 23:00").isEmpty();
        world.jdbc.update("UPDATE sales_order SET status = 'SHIPPED' WHERE external_id = 'gone'");
        world.clock.advance(Duration.ofHours(9));
        look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("kept")
                .doesNotContain("gone"));
    }

    /** A poll that hangs fails nowhere: only its age tells. */
    @Test
    void aShopWhoseOrdersAreNoLongerReadIsATroubleUntilTheyAre() throws Exception {
        rows.insert(
                "checkpoint", "shop_id", world.shop.id(), "stream", "orders", "watermark", NOON, "last_good_at", NOON);
        world.clock.advance(Duration.ofMinutes(10));
        world.stages.look();
        assertThat(world.deliver()).isEmpty();

        world.clock.advance(Duration.ofHours(1));
        world.stages.look();
        assertThat(world.troubleBook.open()).singleElement().satisfies(trouble -> assertThat(trouble.kind())
                .isEqualTo("stuck-read"));
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getAllRecipients()[0])
                .hasToString(MailWorld.ADMIN));

        world.jdbc.update("UPDATE checkpoint SET last_good_at = ?", MailWorld.utc(world.clock.instant()));
        world.stages.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .startsWith("Re: "));
        assertThat(world.troubleBook.open()).isEmpty();
    }

    @Test
    void whatIsStuckIsATroubleUntilItMoves() throws Exception {
        waiting(NOON.minus(Duration.ofMinutes(29)));
        rows.insert(
                "quarantine",
                "shop_id",
                world.shop.id(),
                "stream",
                "orders",
                "external_id",
                "q",
                "first_at",
                NOON.minus(Duration.ofDays(2)));
        order("5", "PAID", NOON.minus(Duration.ofHours(9)));
        link("5", NOON.minus(Duration.ofHours(8)));
        world.stages.look();
        assertThat(world.deliver()).as("nothing waits too long").isEmpty();
        assertThat(age("erp")).isEqualTo(29 * 60);
        assertThat(age("stored")).isEqualTo(2 * 86_400);
        assertThat(age("shipped")).isEqualTo(8 * 3_600);
        assertThat(age("read")).as("never read: nothing is known").isZero();

        world.clock.advance(Duration.ofMinutes(2));
        world.stages.look();
        world.stages.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).startsWith("【故障】").contains("订单进不了 ERP");
            assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.ADMIN);
            assertThat(body(mail, "text/plain")).contains("1 个订单还没有推送到 ERP");
        });

        world.jdbc.update("UPDATE outbox SET state = 'delivered' WHERE destination = 'erp'");
        world.stages.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .startsWith("Re: 【故障】"));
        assertThat(age("erp")).isZero();
    }

    /** Rows like the ones there, 999 of them, with another value in one column. */
    private static void copies(String table, String column, String value, String which) {
        var others = world
                .jdbc
                .queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = ? AND column_name NOT IN ('id', ?)",
                        String.class,
                        table,
                        column)
                .stream()
                .collect(Collectors.joining(", t.", "t.", ""));
        world.jdbc.update(
                "INSERT INTO %1$s (%2$s, %3$s) SELECT %4$s, %5$s FROM (SELECT * FROM %1$s LIMIT 1) t, seq_1_to_999, sales_order o WHERE %6$s"
                        .formatted(table, column, others.replace("t.", ""), value, others, which));
    }

    private double age(String stage) {
        return world.stageMeters
                .get("shophub.stage.age.seconds")
                .tag("shop", world.shop.key().value())
                .tag("stage", stage)
                .gauge()
                .value();
    }

    private void waiting(Instant since) {
        OutboxRow.order("w").of(world.shop.id()).with("created_at", since).into(rows);
    }

    private void link(String order, Instant since) {
        rows.insert(
                "erp_link",
                "shop_id",
                world.shop.id(),
                "order_external_id",
                order,
                "kind",
                "order",
                "external_id",
                order,
                "intended_at",
                since,
                "accepted_at",
                since);
    }

    /** One with a line that is open; the pairs alternate between column and value. */
    private long order(String id, String status, Instant paidAt, Object... more) {
        var values = new ArrayList<Object>(List.of(
                "shop_id",
                world.shop.id(),
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                paidAt,
                "paid_at",
                paidAt));
        values.addAll(List.of(more));
        long order = rows.insert("sales_order", values.toArray());
        line(order, status, "NONE");
        return order;
    }

    private void line(long order, String status, String refund) {
        world.jdbc.update("DELETE FROM order_line WHERE order_id = ?", order);
        rows.insert("order_line", "order_id", order, "external_id", "1", "status", status, "refund", refund);
    }

    private static List<String> late() {
        return world.jdbc.queryForList("SELECT external_id FROM late_order ORDER BY external_id", String.class);
    }

    /** As the route does it. */
    @SuppressWarnings("unchecked")
    private static void look() {
        List<Map<String, Object>> answer = asking.createProducerTemplate()
                .requestBody(
                        "sql:file:config/sql/late-orders.sql?dataSource=#dataSource",
                        world.late.question(),
                        List.class);
        world.late.found(answer);
    }
}
