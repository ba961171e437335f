package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.ShopTitles;
import dev.shophub.alert.TroubleText;
import dev.shophub.alert.Words;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outcome;
import dev.shophub.route.FileStatus.State;
import dev.shophub.store.Said;
import dev.shophub.store.Shops;
import dev.shophub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Saves of the shipped files on a running hub, one after the other: what is refused, what waits, what runs. */
class RouteGateIT {

    private static final int STREAMS = InventedSamples.pages().size();
    private static final String DELIVER = "deliver.camel.yaml";
    private static final String INTAKE = "intake.camel.yaml";
    private static final String SEND = "\"send(${variable.message}, ${variable.document}, ${body})\"";

    private static final DataSource DATA = TestDatabase.operations();

    @TempDir
    private Path home;

    private GateWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new GateWorld(home, DATA);
        world.start();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void theShippedFilesRun() {
        assertThat(world.troubles).isEmpty();
        assertThat(world.desk.files())
                .filteredOn(status -> status.file().endsWith(RouteSet.ENDING))
                .hasSize(5)
                .allSatisfy(file -> assertThat(file.state()).isEqualTo(State.RUNNING));
        world.work();
        assertThat(world.beans.stored).hasSize(STREAMS * Samples.MOST).doesNotHaveDuplicates();
        assertThat(world.beans.sent)
                .containsExactly(
                        "erp/order/12.50",
                        "erp/refund/12.50",
                        "listing/stock/item",
                        "shipment/shipment/parcel",
                        "change/price/item",
                        "change/reply/review",
                        "mail/review/1",
                        "mail/low-stock/1",
                        "mail/daily/1",
                        "mail/trouble/1",
                        "mail/cured/1");
    }

    @Test
    void aMisspeltStepIsRefusedByLineWithTheFixAndTheNextGoodSaveCuresIt() throws Exception {
        var good = world.text(DELIVER);
        var refused = world.saveAndSettle(DELIVER, good.replace("setBody", "setBdoy"));
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.message())
                .startsWith(
                        DELIVER + ":" + line(good, "setBody") + ": 'setBdoy' means nothing here; did you mean setBody");
        assertThat(world.troubles.get("route/" + DELIVER)).contains("What ran before runs on");
        assertThat(chinese(DELIVER))
                .isEqualTo("文件 " + DELIVER + ":" + line(good, "setBody")
                        + " 有错，没有启用；继续使用上一个版本。setBdoy 在这里没有意义；是不是想写 setBody。");
        delivers("12.50");
        var cured = world.saveAndSettle(DELIVER, good + "\n# a comment\n");
        assertThat(cured.state()).isEqualTo(State.RUNNING);
        assertThat(world.troubles).isEmpty();
        assertThat(world.edits).singleElement().satisfies(edit -> {
            assertThat(edit.effect()).isEmpty();
            assertThat(edit.author()).isNotEmpty();
        });
    }

    /** What the mail says. */
    private String chinese(String file) {
        var shops = new Shops(new JdbcTemplate(DATA), Clock.systemUTC());
        return new TroubleText(new Words(() -> "zh"), new ShopTitles(shops), () -> ZoneOffset.UTC)
                .of(world.said.get("route/" + file))
                .line();
    }

    @Test
    void aDeletedSendWaitsAndIsNamed() throws Exception {
        var good = world.text(DELIVER);
        var waits = world.saveAndSettle(DELIVER, without(good, "- bean: {ref: erp, method: " + SEND));
        assertThat(waits.state()).isEqualTo(State.WAITING);
        assertThat(waits.message()).contains("49 of 49 sample orders no longer go to the ERP");
        assertThat(chinese(DELIVER))
                .contains("49 个样本订单里有 49 个不再发往 ERP，会被暂存")
                .endsWith("就是要这样改，请运行 ./hub accept " + DELIVER + "。");
        delivers("12.50");
        assertThat(world.desk.diff(DELIVER))
                .anyMatch(line -> line.startsWith("-") && line.contains("erp, method: \"send"));
        world.desk.accept(DELIVER, "li");
        assertThat(world.settle(DELIVER).state()).isEqualTo(State.RUNNING);
        assertThat(world.deliver(Destination.ERP, "order", "12.50"))
                .allSatisfy(
                        exchange -> assertThat(exchange.getMessage().getBody()).isNotInstanceOf(Outcome.class));
        assertThat(world.edits).singleElement().satisfies(edit -> assertThat(edit.effect())
                .contains("sample orders no longer go to the ERP"));
        assertThat(world.effects.stream()
                        .map(text -> Said.nested(text).orElseThrow().code()))
                .startsWith("accepted-by", "held");
    }

    @Test
    void aDeletedIntakeLosesNothing() throws Exception {
        var good = world.text(INTAKE);
        var waits = world.saveAndSettle(INTAKE, without(good, "- bean: {ref: intake, method: saveOrders}"));
        assertThat(waits.state()).isEqualTo(State.WAITING);
        assertThat(waits.message()).contains("50 of 50 records are neither stored nor set aside", "intake.save");
        assertThat(chinese(INTAKE)).contains("orders 的一页：50 条记录里有 50 条既没有存下也没有隔离，少了步骤 intake.save…");
        world.beans.stored.clear();
        world.pages();
        assertThat(world.beans.stored).hasSize(STREAMS * Samples.MOST);
    }

    @Test
    void aFilterTheRightWayRunsAndTheWrongWayWaits() throws Exception {
        var good = world.text(DELIVER);
        var filter = "- filter: {simple: \"${body.content[total]} %s 1\", steps: [{stop: {}}]}";
        var marker = "- setVariable: {name: document";
        var wrong = world.saveAndSettle(DELIVER, before(good, marker, filter.formatted(">=")));
        assertThat(wrong.state()).as(wrong.message()).isEqualTo(State.WAITING);
        assertThat(wrong.message()).contains("48 of 49 sample orders no longer go to the ERP; they are held");
        var right = world.saveAndSettle(DELIVER, before(good, marker, filter.formatted("<")));
        assertThat(right.state()).as(right.message()).isEqualTo(State.RUNNING);
        assertThat(world.edits).singleElement().satisfies(edit -> assertThat(edit.effect())
                .isEqualTo("1 of 49 sample orders no longer go to the ERP; they are held"));
        assertThat(world.deliver(Destination.ERP, "order", "0.40")
                        .get(0)
                        .getMessage()
                        .getBody())
                .isNotInstanceOf(Outcome.class);
        delivers("12.50");
    }

    @Test
    void aDocumentThatLosesMostOfItsFieldsWaits() throws Exception {
        var good = world.text(DELIVER);
        var waits = world.saveAndSettle(DELIVER, without(good, "- setBody: {simple: \"${body.content}\"}"));
        assertThat(waits.state()).as(waits.message()).isEqualTo(State.WAITING);
        assertThat(waits.message()).contains("the ERP no longer gets", "lines", "of sample orders");
    }

    @Test
    void aSecondSendIsADouble() throws Exception {
        var good = world.text(DELIVER);
        var send = "- bean: {ref: listing, method: bringToLevel}";
        var waits = world.saveAndSettle(DELIVER, before(good, send, send));
        assertThat(waits.state()).isEqualTo(State.WAITING);
        assertThat(waits.message()).contains("sample items are sent more than once");
    }

    @Test
    void whatRanRunsAfterARestartAndTheEditIsStillRefused() throws Exception {
        var good = world.text(DELIVER);
        world.save(DELIVER, good.replace("erp, method: prepare", "erp, method: prepaer"));
        world.restart();
        delivers("12.50");
        var refused = world.settle(DELIVER);
        assertThat(refused.state()).as(refused.message()).isNotEqualTo(State.RUNNING);
        delivers("12.50");
        assertThat(refused.differs()).isTrue();
    }

    @Test
    void templatesAndConfigurationsRebuildWhatIsMadeOfThem() throws Exception {
        var consumers = world.shop.takers().values();
        var poll = world.text("poll.camel.yaml");
        assertThat(consumers).hasSize(STREAMS);
        var before = java.util.Set.copyOf(consumers);
        var edited = world.saveAndSettle(
                "poll.camel.yaml", poll.replace("      steps:\n", "      steps:\n        - log: \"page\"\n"));
        assertThat(edited.state()).as(edited.message()).isEqualTo(State.RUNNING);
        assertThat(world.shop.takers().values()).hasSize(STREAMS).doesNotContainAnyElementsOf(before);
        var outbox = java.util.Set.copyOf(world.outbox.takers().values());
        var errors = world.text("errors.camel.yaml");
        var rebuilt = world.saveAndSettle(
                "errors.camel.yaml",
                errors + "\n- routeConfiguration:\n    id: another\n    errorHandler:\n      noErrorHandler: {}\n");
        assertThat(rebuilt.state()).as(rebuilt.message()).isEqualTo(State.RUNNING);
        assertThat(world.outbox.takers().values()).hasSize(outbox.size()).doesNotContainAnyElementsOf(outbox);
        delivers("12.50");
    }

    @Test
    void aRouteThatStartsAndFailsAtOnceIsTakenBack() throws Exception {
        var good = world.text(DELIVER);
        // what a rehearsal cannot see: the step itself is broken
        world.beans.failsWith = new IllegalStateException("broken");
        var edited = world.saveAndSettle(
                DELIVER, before(good, "- setVariable: {name: document", "- log: {message: \"a document\"}"));
        assertThat(edited.state()).as(edited.message()).isEqualTo(State.REFUSED);
        assertThat(edited.message()).contains("the route deliver-erp: it started and failed at once");
        world.beans.failsWith = null;
        delivers("12.50");
        assertThat(world.context.getRouteDefinition("deliver-erp").toString()).doesNotContain("a document");
        assertThat(world.edits).isEmpty();
    }

    private void delivers(String subject) {
        world.beans.sent.clear();
        assertThat(world.deliver(Destination.ERP, "order", subject)).hasSize(1).allSatisfy(exchange -> assertThat(
                        exchange.getMessage().getBody())
                .isInstanceOf(Outcome.Delivered.class));
        assertThat(world.beans.sent).containsExactly("erp/order/" + subject);
    }

    /** A line more, above the one that holds the fragment and indented like it. */
    private static String before(String text, String fragment, String line) {
        assertThat(text).contains(fragment);
        return text.replaceFirst(
                "(?m)^( *)" + java.util.regex.Pattern.quote(fragment),
                "$1" + java.util.regex.Matcher.quoteReplacement(line + "\n") + "$0");
    }

    private static String without(String text, String fragment) {
        assertThat(text).contains(fragment);
        return text.lines().filter(line -> !line.contains(fragment)).reduce("", (all, line) -> all + line + "\n");
    }

    private static int line(String text, String word) {
        return (int) text.substring(0, text.indexOf(word)).lines().count();
    }
}
