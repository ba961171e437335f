package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.route.FileStatus.State;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The edits of docs/routes.md, each done as written on the shipped files, and what the page says the gate says of it. */
class RoutesPageIT {

    private static final Pattern EDIT = Pattern.compile(
            "### (\\d+)\\. ([^\\n]+)\\n.*?```diff\\n# (\\S+)\\n(.*?)```\\n\\n\\*The gate says:\\* ([^\\n]+)",
            Pattern.DOTALL);

    @TempDir
    private static Path home;

    private static GateWorld world;

    /** One of them. */
    record Edit(String title, String file, List<String> lines, String says) {

        String applied(Optional<String> text) {
            var before = new StringBuilder();
            var after = new StringBuilder();
            for (var line : lines) {
                var content = line.substring(1) + "\n";
                before.append(line.startsWith("+") ? "" : content);
                after.append(line.startsWith("-") ? "" : content);
            }
            if (text.isEmpty()) {
                return after.toString();
            }
            assertThat(text.get()).containsOnlyOnce(before.toString());
            return text.get().replace(before, after);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        world = new GateWorld(home, TestDatabase.operations());
        world.start();
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @Test
    void thePageHasTenEdits() throws IOException {
        assertThat(edits()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditDoesWhatThePageSays(Edit edit) throws Exception {
        var file = world.folder.resolve(edit.file());
        var shipped = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.<String>empty();
        world.edits.clear();
        var status = world.saveAndSettle(edit.file(), edit.applied(shipped));
        if (status.state() == State.WAITING) {
            assertThat(edit.says()).contains("no longer go");
            world.desk.accept(edit.file(), "");
            status = world.settle(edit.file());
        }
        assertThat(status.state()).as(status.message()).isEqualTo(State.RUNNING);
        var effect = world.edits.get(0).effect().replace(world.files.toString(), "data/files");
        assertThat(effect.isEmpty() ? "nothing changes." : effect).contains(edit.says());
        if (shipped.isPresent()) {
            assertThat(world.saveAndSettle(edit.file(), shipped.get()).state()).isEqualTo(State.RUNNING);
        }
    }

    static Stream<Edit> edits() throws IOException {
        var found = new ArrayList<Edit>();
        var page = EDIT.matcher(Files.readString(Path.of("docs", "routes.md")));
        while (page.find()) {
            found.add(new Edit(
                    page.group(1) + " " + page.group(2),
                    page.group(3),
                    page.group(4).lines().toList(),
                    page.group(5)));
        }
        return found.stream();
    }
}
