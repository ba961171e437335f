package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.erp.ErpRule;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Found;
import dev.shophub.store.CensusBook.Which;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./hub audit --census}: what the platforms listed of the last days beside what is stored. */
class AuditCensusIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

    private final Rows rows = new Rows(TestDatabase.operations());
    private final CensusBook book = new CensusBook(rows.jdbc());
    private long shop;

    @BeforeEach
    void aLiveShop() {
        shop = rows.insert(
                "shop",
                "shop_key",
                "taobao-one",
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
    void nothingWasComparedYet() {
        var typed = typed("zh", "audit", "--census");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("还没有对过账");
        assertThat(typed("en", "audit", "--census", "--days").exitCode()).isEqualTo(64);
    }

    @Test
    void eachDayIsToldWithBothNumbersAndWhatIsMissingIsNamed() {
        compared(1, new Found(1_204, 1_204, 0, 1, 0, 0, List.of(), List.of()));
        assertThat(typed("en", "audit", "--census").exitCode()).isZero();
        compared(2, new Found(10, 9, 0, 2, 1, 0, List.of("77"), List.of()));
        book.begin(which(3), NIGHT, NOW);
        book.failed(which(3), "polls-behind");

        var text = typed("zh", "audit", "--census");
        assertThat(text.exitCode()).isEqualTo(2);
        assertThat(text.out())
                .contains("2026-11-22", "1204", "相符", "不符")
                .contains("taobao-one 2026-11-21：平台有、重读后仍没有入库的订单（最多列 20 个）：77")
                .contains("taobao-one 2026-11-20：这天没有对成（轮询还没读过这一天），已试 1 次")
                .containsPattern("2026-11-20( +-){7} +未对成");
        var json = typed("en", "audit", "--census", "--shop", "taobao-one", "--json")
                .json();
        assertThat(json).hasSize(3);
        var row = json.get(1);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "shop",
                        "day",
                        "endedAt",
                        "begunAt",
                        "tries",
                        "failure",
                        "platform",
                        "stored",
                        "quarantined",
                        "missed",
                        "readAgain",
                        "missing",
                        "unlisted",
                        "missingIds",
                        "unlistedIds",
                        "backfill",
                        "ok");
        assertThat(row.get("day").asText()).isEqualTo("2026-11-21");
        assertThat(row.get("platform").asLong()).isEqualTo(10);
        assertThat(row.get("missing").asLong()).isEqualTo(1);
        assertThat(row.get("readAgain").asLong()).isEqualTo(1);
        assertThat(row.get("ok").asBoolean()).isFalse();
    }

    /** The audit's own JSON stays as it is: of a real platform it knows no set. */
    @Test
    void theAuditOfARealPlatformTellsItsListBelowAndItsJsonIsAsItWas() {
        compared(1, new Found(1_204, 1_204, 0, 0, 0, 0, List.of(), List.of()));

        assertThat(typed("en", "audit").out()).contains("1204", "2026-11-22", "not listed");
        var json = typed("en", "audit", "--json").json();
        assertThat(json.get(0).get("platform").isNull()).isTrue();
        assertThat(json.get(0).has("listed")).isFalse();
    }

    private Which which(int back) {
        return new Which(shop, NIGHT.minusDays(back));
    }

    private void compared(int back, Found found) {
        book.begin(which(back), NIGHT, NOW);
        book.end(which(back), found, Optional.empty(), NOW);
    }

    private TypedVerb typed(String language, String... arguments) {
        var verbs = new VerbServices(rows.jdbc().getDataSource(), "production", true, CLOCK)
                .audit(
                        Optional.empty(),
                        references -> Set.of(),
                        DueRule.of(one -> ErpRule.DEFAULT),
                        new Audit.Conditions(true, one -> Duration.ofMinutes(2), Patience.NONE),
                        Optional::empty)
                .verbs();
        return TypedVerb.in(language, verbs, CLOCK, "", arguments);
    }
}
