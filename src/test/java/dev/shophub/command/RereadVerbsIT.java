package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.reconcile.Rereading;
import dev.shophub.store.Backfill.State;
import dev.shophub.store.BackfillBook;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs backfill and resync as they are typed, on a real database; the reading itself is played. */
class RereadVerbsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final DataSource operations = TestDatabase.operations();
    private final Rows rows = new Rows(operations);
    private final BackfillBook book = new BackfillBook(rows.jdbc(), CLOCK);
    private final Read read = new Read();

    @BeforeEach
    void aShop() {
        rows.insert(
                "shop",
                "shop_key",
                "taobao-demo",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "示例旗舰店",
                "time_zone",
                "Asia/Shanghai",
                "state",
                "live");
    }

    @Test
    void aRangeIsReadInTheShopsZoneAndFollowedToItsEnd() {
        read.onGoOn = () -> {
            var open = book.open().get(0);
            rows.insert(
                    "checkpoint",
                    "shop_id",
                    open.shopId(),
                    "stream",
                    open.checkpoint(),
                    "watermark",
                    open.to(),
                    "records",
                    1234);
            book.worked(open.id(), Duration.ofSeconds(9), 12, 0);
            book.end(open.id(), State.DONE, "");
        };

        var typed = typed("en", "backfill", "taobao-demo", "orders", "2026-11-01", "2026-11-02");

        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(ExitCode.GOOD);
        assertThat(typed.out())
                .contains("[##############################] 100%", "is done", "1234", "12 new or changed");
        var backfill = book.newest(1).get(0);
        assertThat(backfill.from()).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
        assertThat(backfill.to()).isEqualTo(Instant.parse("2026-11-02T16:00:00Z"));
        assertThat(backfill.author()).isNotEmpty();
        assertThat(typed("zh", "backfill", "list").out()).contains("订单", "完成", "100%");
        assertThat(rows.jdbc().queryForObject("SELECT words FROM steering_deed WHERE verb = 'backfill'", String.class))
                .isEqualTo("orders 2026-11-01 2026-11-02");
    }

    @Test
    void howFarItIsIsToldWithTheTimeItStillTakes() {
        assertThat(typed("en", "backfill", "taobao-demo", "orders", "2026-11-01", "2026-11-04", "--detach")
                        .exitCode())
                .isEqualTo(ExitCode.GOOD);
        var open = book.open().get(0);
        rows.insert(
                "checkpoint",
                "shop_id",
                open.shopId(),
                "stream",
                open.checkpoint(),
                "watermark",
                open.from().plus(Duration.ofDays(1)),
                "records",
                50);
        book.worked(open.id(), Duration.ofMinutes(10), 50, 0);

        var one = typed("en", "backfill", "list", Long.toString(open.id()), "--json")
                .json()
                .get(0);

        assertThat(one.path("state").asText()).isEqualTo("open");
        assertThat(one.path("percent").asInt()).isEqualTo(25);
        assertThat(one.path("secondsLeft").asLong()).isEqualTo(30 * 60);
        assertThat(one.path("records").asLong()).isEqualTo(50);
        assertThat(typed("en", "status", "--json").json().toString()).doesNotContain("backfill");

        var stopped = typed("en", "backfill", "stop", Long.toString(open.id()));
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.GOOD);
        assertThat(stopped.out()).contains("was stopped", "50");
        assertThat(typed("en", "backfill", "follow", Long.toString(open.id())).exitCode())
                .isEqualTo(ExitCode.TROUBLE);
    }

    @Test
    void whatCannotBeReadIsRefusedWithASentence() {
        assertThat(typed("en", "backfill", "taobao-demo", "orders", "2026-07-01", "2026-08-01")
                        .err())
                .contains("no orders before 2026-08-23 00:01");
        assertThat(typed("en", "backfill", "taobao-demo", "order", "2026-11-01", "2026-11-02")
                        .err())
                .contains("order", "reviews");
        assertThat(typed("zh", "backfill", "taobao-demo", "orders", "2026-11-02", "2026-11-01")
                        .exitCode())
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(typed("en", "backfill", "taobao-demo", "orders").err()).contains("follow ID");
        assertThat(typed("en", "backfill", "taobao-dmo", "orders", "2026-11-01", "2026-11-02")
                        .err())
                .contains("taobao-demo");
        assertThat(typed("en", "backfill", "stop", "7").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(book.newest(5)).isEmpty();
        read.connected = false;
        assertThat(typed("en", "backfill", "taobao-demo", "orders", "2026-11-01", "2026-11-02")
                        .exitCode())
                .isEqualTo(ExitCode.COULD_NOT_RUN);
    }

    @Test
    void ordersAreReadAgainByTheirNumbers() {
        var good = typed("en", "resync", "taobao-demo", "1", "2");
        assertThat(good.exitCode()).as(good.err()).isEqualTo(ExitCode.GOOD);
        assertThat(good.out()).contains("stored, it was new or had changed", "as it was");

        var trouble = typed("en", "resync", "taobao-demo", "1", "3", "4", "--json");
        assertThat(trouble.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(trouble.json().get(1).path("outcome").asText()).isEqualTo("unreadable");
        assertThat(trouble.json().get(2).path("outcome").asText()).isEqualTo("unknown");

        assertThat(typed("zh", "resync", "taobao-demo", "4").out()).contains("店铺没有这个订单");
        read.fails = new UnavailableException("Away");
        assertThat(typed("en", "resync", "taobao-demo", "1").err()).contains("could not answer", "Away");
        read.fails = null;
        read.connected = false;
        assertThat(typed("en", "resync", "taobao-demo", "1").err()).contains("./hub backfill");
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM steering_deed WHERE verb = 'resync'", Long.class))
                .isGreaterThan(5);
    }

    private TypedVerb typed(String language, String... arguments) {
        var verbs = new VerbServices(operations, "demo", true, CLOCK)
                .rereading(Optional.of(read))
                .verbs();
        return TypedVerb.in(language, verbs, CLOCK, "", arguments);
    }

    /** A shop of which orders 1 to 3 are known. */
    private static final class Read implements Rereading {

        private Runnable onGoOn = () -> {};
        private boolean connected = true;
        private RuntimeException fails;

        @Override
        public Optional<Map<String, Instant>> reach(ShopKey shop) {
            var since = Instant.parse("2026-08-22T16:00:00Z");
            return connected ? Optional.of(Map.of("orders", since, "reviews", since)) : Optional.empty();
        }

        @Override
        public void goOn() {
            onGoOn.run();
        }

        @Override
        public Optional<List<Reread>> orders(ShopKey shop, List<ExternalId> ids) {
            if (fails != null) {
                throw fails;
            }
            return connected
                    ? Optional.of(ids.stream()
                            .map(id -> new Reread(
                                    id,
                                    switch (id.value()) {
                                        case "1" -> Outcome.CHANGED;
                                        case "2" -> Outcome.SAME;
                                        case "3" -> Outcome.UNREADABLE;
                                        default -> Outcome.UNKNOWN;
                                    }))
                            .toList())
                    : Optional.empty();
        }
    }
}
