package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.WalkedWorld;
import dev.shophub.model.ShopKey;
import dev.shophub.route.CheckedConfiguration.State;
import dev.shophub.route.ConfigurationDesk;
import dev.shophub.settings.LiveShops;
import dev.shophub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A whole hub starts and another store answers than a known shop always was: that shop stands still and says so, the others run. */
class OtherStoreIT {

    private static final String SCHEMA = "other_store";
    private static final String SITE = "woocommerce-demo";
    private static final String SERVER = "vendure-demo";
    private static final String ITS_STORE = "woocommerce-demo.example.com";

    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(
            TestDatabase.server().url(SCHEMA),
            TestDatabase.server().user(),
            TestDatabase.server().password()));

    @Test
    void theShopStandsStillUntilItsOwnStoreAnswers(@TempDir Path data) {
        try (var world = WalkedWorld.trading(SCHEMA, List.of("woocommerce", "vendure"), data)) {
            try (var first = world.hub()) {
                assertThat(first.isRunning()).isTrue();
                patiently("first contact")
                        .until(() -> account(SITE).equals(ITS_STORE)
                                && account(SERVER).equals("127.0.0.1/channel-of-vendure-demo")
                                && orders(SITE) > 0
                                && orders(SERVER) > 0);
            }
            // as if this shop had always been another store: what answers from now on is not it
            keep("another.example.com");
            var before = Map.of(SITE, touched(SITE), SERVER, lastGood(SERVER));
            try (var hub = world.hub();
                    var polls = PollsByHand.amongFaults(hub)) {
                patiently("told").until(() -> !trouble().isEmpty());
                assertThat(trouble())
                        .contains("another.example.com")
                        .contains(ITS_STORE)
                        .contains("./hub authorize " + SITE + " --moved");
                assertThat(text("SELECT kind FROM trouble WHERE trouble_key = :shop", SITE))
                        .isEqualTo("account");
                patiently("the other shop runs").until(() -> !lastGood(SERVER).equals(before.get(SERVER)));
                assertThat(text("SELECT state FROM shop WHERE shop_key = :shop", SITE))
                        .isEqualTo("paused");
                assertThat(touched(SITE)).isEqualTo(before.get(SITE));
                assertThat(hub.getBean(ConfigurationDesk.class).check().shops())
                        .filteredOn(shop -> shop.shop().equals(SITE))
                        .singleElement()
                        .satisfies(shop -> assertThat(shop.streams()).allSatisfy(right -> {
                            assertThat(right.state()).isEqualTo(State.REFUSED);
                            assertThat(right.message())
                                    .contains("another.example.com")
                                    .contains(ITS_STORE);
                        }));
                assertThat(text(
                                "SELECT COUNT(*) FROM attempt a JOIN outbox o ON o.id = a.outbox_id JOIN shop s ON s.id = o.shop_id"
                                        + " WHERE s.shop_key = :shop AND o.destination <> 'erp' AND a.outcome = 'delivered'"
                                        + " AND a.at > (SELECT since FROM trouble WHERE trouble_key = :shop)",
                                SITE))
                        .isEqualTo("0");

                keep(ITS_STORE);

                patiently("read again").until(() -> {
                    polls.pollAll();
                    return !touched(SITE).equals(before.get(SITE));
                });
                patiently("told that it is well").until(() -> trouble().isEmpty());
                assertThat(text("SELECT state FROM shop WHERE shop_key = :shop", SITE))
                        .isEqualTo("live");

                // its settings are edited: it is connected anew, and asked anew
                keep("another.example.com");
                var opening = hub.getBean(ShopOpening.class);
                opening.close(new ShopKey(SITE));
                hub.getBean(LiveShops.class).get().good().stream()
                        .filter(shop -> shop.shop().key().value().equals(SITE))
                        .forEach(opening::open);
                patiently("told again").until(() -> trouble().contains("another.example.com"));
            }
        }
    }

    private void keep(String account) {
        assertThat(database.sql("UPDATE shop SET account_id = ?, account_name = '' WHERE shop_key = ?")
                        .param(account)
                        .param(SITE)
                        .update())
                .isOne();
    }

    private String account(String shop) {
        return text("SELECT account_id FROM shop WHERE shop_key = :shop", shop);
    }

    private long orders(String shop) {
        return Long.parseLong(text(
                "SELECT COUNT(*) FROM sales_order o JOIN shop s ON s.id = o.shop_id WHERE s.shop_key = :shop", shop));
    }

    /** How many orders there are and when the last one was read. */
    private String touched(String shop) {
        return text(
                "SELECT CONCAT(COUNT(*), ' to ', MAX(o.read_at)) FROM sales_order o JOIN shop s ON s.id = o.shop_id"
                        + " WHERE s.shop_key = :shop",
                shop);
    }

    private String lastGood(String shop) {
        return text(
                "SELECT COALESCE(MAX(last_good_at), '') FROM checkpoint c JOIN shop s ON s.id = c.shop_id"
                        + " WHERE s.shop_key = :shop AND c.stream = 'orders'",
                shop);
    }

    private String trouble() {
        return text("SELECT COALESCE(MAX(message), '') FROM trouble WHERE trouble_key = :shop", SITE);
    }

    private String text(String sql, String shop) {
        return database.sql(sql)
                .param("shop", shop)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what).ignoreExceptions().atMost(Duration.ofMinutes(5));
    }
}
