package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.DemoBooks;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.OrderReader;
import dev.shophub.store.Shops;
import dev.shophub.support.WalkedClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The small trade folder of the fixtures, walked month by month through the whole hub: nothing is lost, and the books tie. */
public final class SmallTrade {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/trade/small");

    private SmallTrade() {}

    /**
     * Walks it on one platform.
     *
     * @param step of the clock between two polls of every stream
     * @param byHand who polls
     */
    public static void arrivesWholeOn(
            String platform, Duration step, Function<ApplicationContext, PollsByHand> byHand, Path data) {
        var clock = new WalkedClock(Instant.parse("2024-02-29T04:00:00Z"));
        try (var world = WalkedWorld.start(platform + "_trade", platform, FOLDER, data, clock);
                var hub = world.hub();
                var polls = byHand.apply(hub)) {
            var database = JdbcClient.create(hub.getBean(DataSource.class));
            polls.readPast();
            do {
                clock.advance(step);
                polls.pollAll();
            } while (number(database, "SELECT COUNT(*) FROM " + world.schema() + ".sim_event WHERE applied = FALSE")
                    > 0);
            clock.advance(step);
            polls.pollAll();
            delivered(hub);

            assertThat(number(database, "SELECT COUNT(*) FROM sales_order")).isEqualTo(8);
            assertThat(number(database, "SELECT COUNT(*) FROM order_line")).isEqualTo(9);
            assertThat(number(database, "SELECT SUM(quantity) FROM order_line")).isEqualTo(4027);
            assertThat(database.sql("SELECT external_id FROM refund WHERE status = 'SUCCEEDED' ORDER BY amount")
                            .query(String.class)
                            .list())
                    .hasSize(3);
            assertThat(number(database, "SELECT ROUND(100 * SUM(amount)) FROM refund WHERE status = 'SUCCEEDED'"))
                    .isEqualTo(5175);
            assertThat(number(database, "SELECT COUNT(*) FROM review")).isEqualTo(3);
            audited(hub);
        }
    }

    private static void delivered(ApplicationContext hub) {
        hub.getBean(Bell.class).ring();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> PollsByHand.claimable(hub).stream()
                .noneMatch(one -> Set.of("erp", "listing").contains(one.get("destination"))));
    }

    private static void audited(ApplicationContext hub) {
        var database = hub.getBean(DataSource.class);
        var books = hub.getBean(DemoBooks.class);
        var audit = new Audit(
                new Audit.Books(new AuditFacts(database), new OrderReader(database), new OutboxFacts(database)),
                Optional.of(books),
                books,
                hub.getBean(DueRule.class),
                new Audit.Conditions(true, shop -> Duration.ofMinutes(2), Patience.NONE),
                hub.getBean(Clock.class));
        var shops = hub.getBean(Shops.class).all().stream()
                .filter(shop -> shop.role().equals("shop"))
                .toList();
        assertThat(audit.of(shops)).singleElement().satisfies(row -> {
            assertThat(row.ok()).as("%s", row).isTrue();
            assertThat(row.platform()).contains(8L);
            assertThat(row.database()).isEqualTo(8);
            assertThat(row.dead()).isZero();
        });
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
