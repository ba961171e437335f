package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.route.FileStatus;
import dev.shophub.route.FileStatus.State;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of {@code config/sql} on running routes, prepared by the real database. */
class QueryGateIT {

    private static final String STOCK = "config/sql/low-stock.sql";
    private static final String PROFIT = "config/sql/metrics/profit.sql";

    @TempDir
    private Path home;

    private GateWorld world;
    private int stamps;

    @BeforeEach
    void start() throws Exception {
        world = new GateWorld(home, TestDatabase.operations());
        world.start();
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void everyShippedQueryRuns() {
        assertThat(world.desk.files())
                .filteredOn(status -> status.file().endsWith(".sql"))
                .hasSizeGreaterThan(15)
                .allSatisfy(status ->
                        assertThat(status.state()).as(status.message()).isEqualTo(State.RUNNING));
    }

    @Test
    void aGoodSaveIsAskedFromNowOnAndKeptWithItsEffect() throws Exception {
        var before = world.context.getRoute("watch-low-stock");
        var edited = text(STOCK).replace("       f.reason", "       f.reason, 7 AS lucky");
        assertThat(save(STOCK, edited).state()).isEqualTo(State.RUNNING);
        assertThat(world.inForce.find("low-stock.sql")).contains(edited);
        assertThat(world.context.getRoute("watch-low-stock")).isNotNull().isNotSameAs(before);
        assertThat(world.edits).singleElement().satisfies(edit -> {
            assertThat(edit.file()).isEqualTo(STOCK);
            assertThat(edit.effect()).isEqualTo("the query also answers lucky");
            assertThat(edit.author()).isNotEmpty();
        });
        assertThat(save(PROFIT, text(PROFIT) + "\n-- tuned\n").state()).isEqualTo(State.RUNNING);
        assertThat(world.inForce.find("metrics/profit.sql").orElseThrow()).contains("tuned");
    }

    @Test
    void aWrongSaveIsToldByLineAndWhatRanIsAskedOn() throws Exception {
        var good = text(STOCK);
        refused(
                good.replace("  FROM (SELECT f", "  FROM").replace("ORDER BY f.shop_id", "ORDRE BY f.shop_id"),
                "syntax");
        refused(good.replace("l.quantity, 0)", "l.quantities, 0)"), "l.quantities");
        refused(good.replace("JOIN order_line l", "JOIN order_lines l"), "order_lines");
        refused(good.replace("f.sellable, f.sold", "f.sellable AS left_over, f.sold"), "no longer answers sellable");
        refused("DELETE FROM sales_order", "begin it with SELECT");
        refused("SELECT 1; DROP TABLE sales_order", "two statements");
        refused(good + " INTO OUTFILE '/tmp/x'", "into outfile");
        assertThat(world.troubles.get("route/" + STOCK)).contains("What ran before runs on");
        assertThat(save(STOCK, good).state()).isEqualTo(State.RUNNING);
        assertThat(world.troubles).isEmpty();
    }

    private void refused(String text, String why) throws IOException {
        var status = save(STOCK, text);
        assertThat(status.state()).as(text).isEqualTo(State.REFUSED);
        assertThat(status.message())
                .matches("(?s)config/sql/low-stock\\.sql:\\d+: .*")
                .contains(why);
        assertThat(world.inForce.find("low-stock.sql").orElseThrow())
                .contains("days_of_cover")
                .isNotEqualTo(text);
    }

    @Test
    void theLineIsThatOfTheMistake() throws Exception {
        var good = text(STOCK);
        var line = good.substring(0, good.indexOf("l.quantity, 0)")).lines().count();
        assertThat(save(STOCK, good.replace("l.quantity, 0)", "l.quantities, 0)"))
                        .message())
                .startsWith(STOCK + ":" + line + ": ");
    }

    @Test
    void anEditIsTakenBackAndTheNextStartAsksWhatRan() throws Exception {
        var good = text(STOCK);
        save(STOCK, good + "\n-- tuned\n");
        assertThat(world.desk.diff("low-stock.sql")).isEmpty();
        world.desk.rollback("low-stock.sql", Optional.empty(), "li");
        assertThat(text(STOCK)).isEqualTo(good);
        world.gate.look();
        world.gate.look();
        assertThat(world.inForce.find("low-stock.sql")).contains(good);
        assertThat(world.revisions.of(STOCK).get(0).author()).isEqualTo("li");

        write(STOCK, "SELEKT");
        world.restart();
        assertThat(world.inForce.find("low-stock.sql")).contains(good);
        world.gate.look();
        world.gate.look();
        assertThat(status(STOCK).state()).isEqualTo(State.REFUSED);
        Files.delete(file(STOCK));
        world.gate.look();
        world.gate.look();
        world.gate.look();
        assertThat(status(STOCK).state()).isEqualTo(State.MISSING);
        assertThat(world.inForce.find("low-stock.sql")).contains(good);
    }

    private FileStatus save(String name, String text) throws IOException {
        write(name, text);
        world.gate.look();
        world.gate.look();
        return status(name);
    }

    private FileStatus status(String name) {
        return world.desk.files().stream()
                .filter(status -> status.file().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
        Files.setLastModifiedTime(file(name), FileTime.from(Instant.EPOCH.plusSeconds(++stamps)));
    }

    private String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    private Path file(String name) {
        return home.resolve(name);
    }
}
