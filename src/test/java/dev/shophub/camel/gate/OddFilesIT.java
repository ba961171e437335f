package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outcome;
import dev.shophub.route.FileStatus.State;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What editors, copies, deletions and mistakes leave in the folder: each is told by file and line, and trade goes on. */
class OddFilesIT {

    private static final String DELIVER = "deliver.camel.yaml";
    private static final String COPY =
            """
            - route:
                id: %s
                from:
                  uri: "%s"
                  steps:
                    - %s
            """;

    @TempDir
    private static Path home;

    private static GateWorld world;
    private static String good;

    @BeforeAll
    static void open() throws Exception {
        world = new GateWorld(home, TestDatabase.operations());
        world.start();
        good = world.text(DELIVER);
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @AfterEach
    void tradeGoesOnAndTheNextGoodSaveCures() throws Exception {
        world.beans.sent.clear();
        assertThat(world.deliver(Destination.ERP, "order", "12.50"))
                .singleElement()
                .satisfies(
                        exchange -> assertThat(exchange.getMessage().getBody()).isInstanceOf(Outcome.Delivered.class));
        assertThat(world.beans.sent).containsExactly("erp/order/12.50");
        assertThat(world.saveAndSettle(DELIVER, good).state()).isEqualTo(State.RUNNING);
        assertThat(world.troubles).isEmpty();
    }

    @Test
    void aHalfWrittenFileIsRefusedAndRunsWhenItIsWhole() throws Exception {
        refused(good.substring(0, good.indexOf("method: prepare") + 8), "");
        refused("", "is empty");
    }

    @Test
    void aFileThatStillGrowsIsNotRead() throws Exception {
        world.save(DELIVER, good.substring(0, 100));
        world.gate.look();
        world.save(DELIVER, good.substring(0, 200));
        world.gate.look();
        assertThat(world.desk.files())
                .allSatisfy(file -> assertThat(file.state()).isEqualTo(State.RUNNING));
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoEdit() throws Exception {
        var windows = ("\uFEFF" + good.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        world.save(DELIVER, windows);
        var edits = world.edits.size();
        assertThat(world.settle(DELIVER).state()).isEqualTo(State.RUNNING);
        assertThat(world.edits).hasSize(edits);
    }

    @Test
    void tabsBinaryJunkOtherCharsetsAndFiveMegabytesAreToldByLine() throws Exception {
        refused(good.replaceFirst("\n      uri: outbox:erp", "\n\turi: outbox:erp"), "indented with a tab");
        refused(good + "\n# \u0001\n", "control character");
        world.save(DELIVER, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});
        assertThat(world.settle(DELIVER).message()).contains(DELIVER + ":1:", "not text in UTF-8");
        refused(good + "#".repeat(5 << 20), "too large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec:ls | the endpoint 'exec:' is not allowed",
                "file:/etc/shophub | lies outside of its folder",
                "file:{{files}}/../elsewhere | lies outside of its folder",
                "http://example.org/orders | the host 'example.org' is not allowed",
                "sql:delete from outbox | SQL does not stand in routes",
                "fiel:x | did you mean file:",
                "direct:intake-oders | did you mean direct:intake-orders"
            })
    void anEndpointThatIsNotAllowedOrNotThereIsRefused(String uri, String told) throws Exception {
        refused(good + COPY.formatted("extra", "direct:extra", "to: \"" + uri + "\""), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toD: {uri: \"file:${body}\"} | the step 'toD' is not allowed",
                "bean: {beanType: java.lang.Runtime, method: gc} | the step 'beanType' is not allowed",
                "setBody: {simple: \"${env.HUB_KEY}\"} | reads the environment",
                "bean: {ref: nobody, method: x} | There is no bean 'nobody'",
                "bean: {ref: intake, method: saveOrdres} | has no method 'saveOrdres', but saveOrders"
            })
    void aStepThatReachesWhereNobodySeesIsRefused(String step, String told) throws Exception {
        refused(good + COPY.formatted("extra", "direct:extra", step), told);
    }

    @Test
    void aCopyIsRefusedByBothPlaces() throws Exception {
        world.save("deliver-old.camel.yaml", good);
        assertThat(world.settle("deliver-old.camel.yaml").message())
                .contains("deliver-old.camel.yaml:", "the id deliver-erp stands in " + DELIVER + ":");
        delete("deliver-old.camel.yaml");
    }

    @Test
    void aRenamedFileRunsOnUnderItsNewName() throws Exception {
        Files.move(world.folder.resolve(DELIVER), world.folder.resolve("ways-out.camel.yaml"));
        assertThat(world.settle("ways-out.camel.yaml").state()).isEqualTo(State.RUNNING);
        assertThat(world.desk.files()).noneMatch(file -> file.file().equals(DELIVER));
        Files.move(world.folder.resolve("ways-out.camel.yaml"), world.folder.resolve(DELIVER));
        assertThat(world.settle(DELIVER).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aDeletedFileRunsOnUntilItIsWrittenBack() throws Exception {
        Files.delete(world.folder.resolve(DELIVER));
        world.gate.look();
        var gone = world.settle(DELIVER);
        assertThat(gone.state()).isEqualTo(State.MISSING);
        assertThat(gone.message()).contains("./hub rollback " + DELIVER, "./hub accept " + DELIVER);
        world.desk.rollback(DELIVER, Optional.empty(), "li");
        assertThat(world.settle(DELIVER).state()).isEqualTo(State.RUNNING);
        assertThat(world.text(DELIVER)).isEqualTo(good);
    }

    @Test
    void whatEditorsLeaveIsNotReadAndWhatLooksLikeARouteFileIsTold() throws Exception {
        for (var name :
                new String[] {".deliver.camel.yaml.swp", "deliver.camel.yaml~", "#deliver.camel.yaml#", "4913"}) {
            world.save(name, "not: [yaml");
        }
        Files.createDirectories(world.folder.resolve("old"));
        world.save("old/deliver.camel.yaml", good);
        world.save("deliver.yaml", good);
        world.settle(DELIVER);
        assertThat(world.troubles).containsOnlyKeys("route/old/deliver.camel.yaml", "route/deliver.yaml");
        delete("old/deliver.camel.yaml");
        delete("deliver.yaml");
    }

    @Test
    void aLinkIsReadAsWhatItPointsTo() throws Exception {
        var target =
                Files.writeString(home.resolve("elsewhere.yaml"), good.replace("concurrency: 4", "concurrency: 3"));
        Files.delete(world.folder.resolve(DELIVER));
        Files.createSymbolicLink(world.folder.resolve(DELIVER), target);
        assertThat(world.settle(DELIVER).state()).isEqualTo(State.RUNNING);
        Files.delete(world.folder.resolve(DELIVER));
    }

    @Test
    void aRouteOrAShopStandsStillUntilItMayGoOn() throws Exception {
        world.desk.pause("deliver-erp");
        assertThat(world.deliver(Destination.ERP, "order", "1.00")).isEmpty();
        assertThat(world.desk.routes())
                .filteredOn(route -> route.id().equals("deliver-erp"))
                .singleElement()
                .satisfies(route -> assertThat(route.state()).isEqualTo("paused"));
        world.desk.resume("deliver-erp");
        world.desk.pauseShop(InventedShop.SHOP.value());
        assertThat(world.shop.takers().keySet()).noneMatch(id -> id.equals("rehearsal-orders"));
        assertThat(world.desk.resumeShop(InventedShop.SHOP.value())).isTrue();
        assertThat(world.shop.takers().keySet()).contains("rehearsal-orders");
        assertThatThrownBy(() -> world.desk.pause("deliver-epr"))
                .isInstanceOf(RouteRefusedException.class)
                .hasMessageContaining("did you mean deliver-erp?");
        assertThatThrownBy(() -> world.desk.pause("intake-orders")).hasMessageContaining("pause the shop");
    }

    private static void delete(String name) throws IOException {
        Files.delete(world.folder.resolve(name));
        for (int i = 0; i < 3; i++) {
            world.gate.look();
        }
    }

    private static void refused(String text, String told) throws IOException {
        var status = world.saveAndSettle(DELIVER, text);
        assertThat(status.state()).as(status.message()).isEqualTo(State.REFUSED);
        assertThat(status.message())
                .matches("(?s)" + DELIVER.replace(".", "\\.") + ":\\d+: .*; .*\\.")
                .contains(told);
    }
}
