package dev.shophub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.metric.MetricWorld;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts edited while the hub runs. */
class ExportLayoutsTest {

    private static final String GOOD =
            """
            zh: 店铺
            en: Shop
            kind: traffic
            grain: shop
            day: [日期]
            figures:
              visitors: {columns: [访客数], required: true}
            """;

    @TempDir
    Path config;

    private final Bell bell = new Bell();
    private Path file;
    private ExportLayouts layouts;

    @BeforeEach
    void start() throws IOException {
        file = Files.createDirectories(config.resolve("inbox")).resolve("own.yaml");
        save(GOOD, 1);
        layouts = new ExportLayouts(config, MetricWorld.CATALOGUE, bell);
        layouts.look();
        layouts.look();
    }

    @Test
    void aSaveHoldsOnceItStoodStill() throws IOException {
        save(GOOD.replace("[访客数]", "[访客数, 新访客数]"), 2);
        layouts.look();
        assertThat(headers()).as("perhaps half of it").containsExactly("访客数");
        layouts.look();
        assertThat(headers()).containsExactly("访客数", "新访客数");
        Files.writeString(file.resolveSibling("second.yaml"), GOOD);
        layouts.look();
        layouts.look();
        assertThat(layouts.get()).extracting(Layout::name).containsExactly("own", "second");
        Files.delete(file);
        layouts.look();
        layouts.look();
        assertThat(layouts.get()).extracting(Layout::name).containsExactly("second");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visitors: {columns | visitor: {columns | 7 | figure visitor is not in the catalogue",
                "visitors: {columns | ad-spend: {columns | 7 | figure ad-spend is not one of the kind traffic",
                "grain: shop | grain: shelf | 4 | grain is one of",
                "day: [日期] | days: [日期] | 5 | the key days is not known",
                "required: true | requird: true | 7 | the key requird is not known",
                "required: true | required: false | 6 | no figure is required",
                "kind: traffic | kind: [traffic | 4 | is no YAML",
                "zh: 店铺 | name: 店铺 | 1 | the key name is not known",
                "en: Shop | zh: 店 | 2 | is no YAML",
                "{columns: [访客数], required: true} | | 7 | figure visitors lacks its columns",
            })
    void oneThatCannotBeUsedIsToldByLineAndTheOldOneStays(String was, String is, int line, String sentence)
            throws IOException {
        save(GOOD.replace(was, is == null ? "" : is), 3);
        layouts.look();
        layouts.look();
        assertThat(layouts.get()).as("as before").extracting(Layout::name).containsExactly("own");
        assertThat(headers()).containsExactly("访客数");
        assertThat(bell.open.get("layout/own.yaml")).startsWith(file + ":" + line + " " + sentence);
        assertThat(layouts.faults()).containsExactly(bell.open.get("layout/own.yaml"));
        assertThat(bell.said.values()).first().isEqualTo(file + ":" + line);
        assertThat(bell.said.quoted().isEmpty())
                .as("only the parser is quoted")
                .isEqualTo(!bell.said.code().equals("layout"));
        save(GOOD, 4);
        layouts.look();
        layouts.look();
        assertThat(bell.open).isEmpty();
        assertThat(layouts.faults()).isEmpty();
    }

    @Test
    void atTheStartOnlyTheFaultyOneIsMissing() throws IOException {
        Files.writeString(file.resolveSibling("second.yaml"), GOOD.replace("kind: traffic", "kind: traffik"));
        var started = new ExportLayouts(config, MetricWorld.CATALOGUE, bell);
        assertThat(started.get()).extracting(Layout::name).containsExactly("own");
        assertThat(started.faults()).singleElement().asString().contains("second.yaml:7 ");
        var read = started.get().get(0);
        assertThat(bell.open).as("there may be no database yet").isEmpty();
        started.look();
        started.look();
        assertThat(bell.open).containsOnlyKeys("layout/second.yaml");
        assertThat(started.get()).as("not read a second time").singleElement().isSameAs(read);
    }

    @Test
    void checkConfigReadsTheShippedOnes() {
        assertThat(ExportLayouts.faults(Path.of("config"))).isEmpty();
        assertThat(new ExportLayouts(Path.of("config"), MetricWorld.CATALOGUE, bell).get())
                .hasSize(19);
    }

    private java.util.List<String> headers() {
        return layouts.get().get(0).columns().get(0).headers();
    }

    /** Each save a second later than the one before: two within one tick of the file system's clock would look alike. */
    private void save(String text, int second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-05T01:00:00Z").plusSeconds(second)));
    }

    private static final class Bell implements TroubleBell {

        private final TreeMap<String, String> open = new TreeMap<>();
        private Said said;

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            open.put(key, said.sentence());
            this.said = said;
        }

        @Override
        public void cure(String key) {
            open.remove(key);
        }
    }
}
