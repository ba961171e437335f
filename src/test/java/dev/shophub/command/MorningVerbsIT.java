package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.inbox.InboxWorld;
import dev.shophub.metric.MetricWorld;
import dev.shophub.store.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The morning's verbs as they are typed: {@code report}, {@code export}, {@code target}, {@code inbox}. */
class MorningVerbsIT {

    private static MailWorld world;
    private static InboxWorld inbox;
    private static Verbs verbs;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        inbox = new InboxWorld(world);
        var metrics = new MetricWorld(world.data, world.clock);
        verbs = new VerbServices(world.data, "production", true, world.clock)
                .morning(metrics.morning, MetricWorld.CATALOGUE, metrics.series, new Targets(world.client, world.clock))
                .inbox(inbox.book())
                .verbs();
        for (var figure : List.of("paid-amount 1000.50", "paid-buyers 10", "paid-orders 12")) {
            world.jdbc.update(
                    "INSERT INTO metric_value (shop_id, period, day, source, figure, currency, value)"
                            + " VALUES (?, 'day', '2026-11-04', 'books', ?, 'CNY', ?)",
                    world.shop.id(),
                    figure.split(" ")[0],
                    figure.split(" ")[1]);
        }
    }

    private static TypedVerb typed(String... arguments) {
        return TypedVerb.in("en", verbs, world.clock, "", arguments);
    }

    @Test
    void reportTellsADayAgainAndMailsItWhereAsked() {
        var told = typed("report", "2026-11-04", "--shop", "taobao-one", "--json");
        assertThat(told.exitCode()).as(told.err()).isIn(ExitCode.GOOD, ExitCode.TROUBLE);
        assertThat(told.json().get("figures").get(0).get("figure").asText()).isEqualTo("paid-amount");
        assertThat(told.json().get("figures").get(0).get("value").decimalValue())
                .isEqualByComparingTo("1000.5");
        assertThat(told.json().get("missing").toString()).contains("traffic");
        var all = typed("report", "2026-11-04");
        assertThat(all.out()).contains("1/3").contains("Paid amount");
        typed("report", "2026-11-04", "--shop", "taobao-one", "--to", "boss@example.com");
        assertThat(world.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM outbox WHERE kind = 'report' AND recipient = 'boss@example.com'",
                        Long.class))
                .isEqualTo(1);
    }

    @Test
    void exportWritesAFigureDayByDayRatiosToo() {
        var exported = typed("export", "aov", "2026-11-03", "2026-11-04", "--shop", "taobao-one");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("taobao-one", "2026-11-04", "100.05");
        assertThat(typed("export", "aof", "2026-11-03", "2026-11-04").err()).contains("aov");
        assertThat(typed("export", "aov", "2026-11-04", "2026-11-03").exitCode())
                .isNotZero();
    }

    @Test
    void targetSetsPlansOneByOneAndFromAFile(@TempDir Path folder) throws IOException {
        assertThat(typed("target", "taobao-one", "2026-11", "400000").exitCode())
                .isZero();
        var file = Files.writeString(
                folder.resolve("plan.csv"), "shop,month,amount\ntaobao-one,2026-12,500000\njd-two,2026-12,90000.50\n");
        var set = typed("target", "--file", file.toString(), "--json");
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.json()).hasSize(3);
        assertThat(set.json().toString()).contains("90000.5", "2026-12", "400000");
        Files.writeString(file, "shop,month,amount\ntaobao-one,2026-13,1\n");
        assertThat(typed("target", "--file", file.toString()).exitCode()).isNotZero();
    }

    @Test
    void inboxListsFilesAndUndoRestoresWhatTheyReplaced() {
        var taken = inbox.drop("商品 2026-11-04.csv", "taobao-one", InboxWorld.export());
        assertThat(typed("inbox", "--json").json().get(0).get("state").asText()).isEqualTo("read");
        assertThat(figures()).isPositive();
        var undone = typed("inbox", "undo", "#" + taken.id());
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(figures()).isZero();
        assertThat(typed("inbox", "undo", "#" + taken.id()).exitCode())
                .as("once")
                .isNotZero();
        assertThat(typed("inbox", "undo", "nothing.csv").exitCode()).isNotZero();
    }

    private static long figures() {
        return world.jdbc.queryForObject("SELECT COUNT(*) FROM v_item_day WHERE source = 'sycm-items'", Long.class);
    }
}
