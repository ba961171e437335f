package dev.shophub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shophub.erp.ErpRule;
import dev.shophub.model.ExternalId;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.OrderReader;
import dev.shophub.store.Shops;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each class of the audit, once by hand. */
class AuditIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Instant BEFORE = NOW.minus(Duration.ofMinutes(10));

    private final DataSource operations = TestDatabase.operations();
    private final Rows rows = new Rows(operations);
    private final Map<ExternalId, Instant> platform = new LinkedHashMap<>();
    private final Set<String> erp = new HashSet<>();
    private Optional<PlatformTruth> truth = Optional.of((key, now, pages) -> pages.accept(Map.copyOf(platform)));
    private boolean running = true;
    private Patience patience = Patience.NONE;
    private long shop;

    @BeforeEach
    void aLiveShop() {
        shop = rows.insert(
                "shop",
                "shop_key",
                "taobao-demo",
                "platform",
                "taobao",
                "role",
                "shop",
                "time_zone",
                "Asia/Shanghai",
                "state",
                "live",
                "go_live_from",
                NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void everyClassIsCountedOnceAndTheFirstThatFitsWins() {
        stored("in-erp", BEFORE);
        erp.add("taobao:in-erp");
        message("in-erp", "dead");
        stored("dead", BEFORE);
        message("dead", "dead");
        message("dead", "waiting");
        stored("on-its-way", BEFORE);
        message("on-its-way", "sending");
        message("on-its-way", "parked");
        stored("parked", BEFORE);
        message("parked", "parked");
        stored("unpaid", BEFORE);
        rows.jdbc().update("UPDATE sales_order SET status = 'UNPAID', paid_at = NULL WHERE external_id = 'unpaid'");
        platform.put(new ExternalId("unreadable"), BEFORE);
        quarantine("unreadable", BEFORE);
        stored("just-changed", NOW.minusSeconds(60));

        var row = audit();

        assertThat(row.platform()).contains(6L);
        assertThat(row.database()).isEqualTo(5);
        assertThat(row.quarantined()).isEqualTo(1);
        assertThat(row.inFlight()).isEqualTo(1);
        assertThat(row.erp()).isEqualTo(1);
        assertThat(row.dead()).isEqualTo(1);
        assertThat(row.outbox()).isEqualTo(1);
        assertThat(row.parked()).isEqualTo(1);
        assertThat(row.notDue()).isEqualTo(1);
        assertThat(row.ok()).isTrue();
        assertThat(row.asOf()).isEqualTo(NOW.minus(Duration.ofMinutes(2)));
    }

    @Test
    void jsonHasTheAgreedKeysInTheAgreedOrder() {
        var json = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .build();
        assertThat(json.valueToTree(audit()).fieldNames())
                .toIterable()
                .startsWith(
                        "shop",
                        "asOf",
                        "platform",
                        "database",
                        "quarantined",
                        "inFlight",
                        "erp",
                        "parked",
                        "notDue",
                        "outbox",
                        "dead",
                        "ok");
    }

    @Test
    void anOrderThatIsDueAndNowhereIsNotOkAndNamed() {
        stored("lost", BEFORE);
        var row = audit();
        assertThat(row.ok()).isFalse();
        assertThat(row.unaccounted()).containsExactly("lost");
        assertThat(row.database()).isEqualTo(1);
    }

    @Test
    void anOrderThatIsNotStoredAtItsModificationIsMissing() {
        stored("old-version", BEFORE);
        rows.jdbc().update("UPDATE sales_order SET modified_at = modified_at - INTERVAL 1 HOUR");
        platform.put(new ExternalId("never-read"), BEFORE);
        var row = audit();
        assertThat(row.ok()).isFalse();
        assertThat(row.platform()).contains(2L);
        assertThat(row.database()).isZero();
        assertThat(row.missing()).containsExactlyInAnyOrder("old-version", "never-read");
    }

    @Test
    void aNewerStoredVersionCountsAndAnOlderQuarantinedOneDoesNot() {
        stored("newer", BEFORE);
        rows.jdbc().update("UPDATE sales_order SET modified_at = modified_at + INTERVAL 1 HOUR");
        message("newer", "waiting");
        platform.put(new ExternalId("changed-since"), BEFORE);
        quarantine("changed-since", BEFORE.minusSeconds(60));
        var row = audit();
        assertThat(row.database()).isEqualTo(1);
        assertThat(row.quarantined()).isZero();
        assertThat(row.missing()).containsExactly("changed-since");
    }

    @Test
    void idsThatDifferOnlyInCaseAreTwo() {
        stored("85123a", BEFORE);
        platform.put(new ExternalId("85123A"), BEFORE);
        erp.add("taobao:85123a");
        assertThat(audit().missing()).containsExactly("85123A");
    }

    @Test
    void beforeGoLiveAndWhileObservedNothingIsDue() {
        stored("early", BEFORE);
        rows.jdbc()
                .update(
                        "UPDATE sales_order SET paid_at = ?",
                        NOW.minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC).toLocalDateTime());
        assertThat(audit().notDue()).isEqualTo(1);
        stored("late", BEFORE);
        assertThat(audit().ok()).isFalse();
        rows.jdbc().update("UPDATE shop SET state = 'observing'");
        var row = audit();
        assertThat(row.ok()).isTrue();
        assertThat(row.notDue()).isEqualTo(2);
    }

    @Test
    void waitsForTheOutboxOfALiveShopAndLooksAfterwards() {
        stored("slow", BEFORE);
        message("slow", "waiting");
        patience = (done, longest) -> {
            assertThat(done.getAsBoolean()).isFalse();
            assertThat(longest).isEqualTo(Duration.ofSeconds(60));
            rows.jdbc().update("UPDATE outbox SET state = 'delivered'");
            erp.add("taobao:slow");
            return done.getAsBoolean();
        };
        assertThat(audit().erp()).isEqualTo(1);
    }

    @Test
    void aStoppedHubIsJudgedByWhenItLastReadAndNotWaitedFor() {
        running = false;
        patience = (done, longest) -> {
            throw new AssertionError("A stopped hub delivers nothing");
        };
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "orders",
                "watermark",
                NOW,
                "last_good_at",
                NOW.minus(Duration.ofHours(1)));
        stored("read", NOW.minus(Duration.ofHours(2)));
        message("read", "waiting");
        platform.put(new ExternalId("placed-while-it-stopped"), NOW.minus(Duration.ofMinutes(59)));
        var row = audit();
        assertThat(row.asOf()).isEqualTo(NOW.minus(Duration.ofMinutes(62)));
        assertThat(row.ok()).isTrue();
        assertThat(row.inFlight()).isEqualTo(1);
        assertThat(row.outbox()).isEqualTo(1);
    }

    @Test
    void inProductionThePlatformIsNotKnownAndTheRestStillTies() {
        truth = Optional.empty();
        for (int i = 0; i < 1_203; i++) {
            stored("order-" + i, BEFORE);
            erp.add("taobao:order-" + i);
        }
        stored("fresh", NOW);
        var row = audit();
        assertThat(row.platform()).isEmpty();
        assertThat(row.database()).isEqualTo(1_203);
        assertThat(row.erp()).isEqualTo(1_203);
        assertThat(row.inFlight()).isEqualTo(1);
        assertThat(row.ok()).isTrue();
    }

    private AuditRow audit() {
        var audit = new Audit(
                new Audit.Books(new AuditFacts(operations), new OrderReader(operations), new OutboxFacts(operations)),
                truth,
                references -> {
                    var known = new HashSet<>(references);
                    known.retainAll(erp);
                    return known;
                },
                DueRule.of(any -> ErpRule.DEFAULT),
                new Audit.Conditions(running, key -> Duration.ofMinutes(2), patience),
                CLOCK);
        return audit.of(new Shops(new JdbcTemplate(operations), CLOCK).all()).get(0);
    }

    /** A paid order with one line, at the platform and in the database. */
    private void stored(String id, Instant modifiedAt) {
        platform.put(new ExternalId(id), modifiedAt);
        long order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                id,
                "status",
                "PAID",
                "placed_at",
                BEFORE,
                "paid_at",
                BEFORE,
                "currency",
                "CNY",
                "line_count",
                1,
                "modified_at",
                modifiedAt);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "position",
                1,
                "item_id",
                "7",
                "code",
                "TS-9",
                "quantity",
                1,
                "status",
                "PAID",
                "refund",
                "NONE");
    }

    private void message(String order, String state) {
        OutboxRow.order(order).of(shop).state(state).into(rows);
    }

    private void quarantine(String order, Instant modifiedAt) {
        rows.insert("quarantine", "shop_id", shop, "stream", "orders", "external_id", order, "modified_at", modifiedAt);
    }
}
