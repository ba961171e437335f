package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.store.RouteRevisions;
import dev.shophub.store.TroubleBell;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A broken route file at the start: it runs as it last ran, or only its own routes are down. */
class RouteFilesIT {

    private static final String GREETS =
            """
            - route:
                id: greets
                from:
                  uri: direct:greets
                  steps:
                    - setBody: {constant: %s}
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> troubles = new TreeMap<>();
    private RouteRevisions revisions;
    private DefaultCamelContext context;

    @BeforeEach
    void open() throws Exception {
        revisions = new RouteRevisions(new JdbcTemplate(TestDatabase.operations()), Clock.systemUTC());
        Files.writeString(
                folder.resolve("other.camel.yaml"),
                """
                - route:
                    id: other
                    from:
                      uri: direct:other
                      steps:
                        - setBody: {constant: other}
                """);
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void close() throws IOException {
        context.close();
    }

    @Test
    void aBrokenFileRunsAsItLastRanAndTheAdminHearsOfIt() throws Exception {
        write("greets.camel.yaml", GREETS.formatted("first"));
        start();
        assertThat(ask("greets")).isEqualTo("first");

        write("greets.camel.yaml", GREETS.formatted("second").replace("setBody", "setBdoy"));
        restart();
        assertThat(ask("greets")).isEqualTo("first");
        assertThat(ask("other")).isEqualTo("other");
        assertThat(troubles).containsOnlyKeys("route/greets.camel.yaml");
        assertThat(troubles.get("route/greets.camel.yaml")).contains("greets.camel.yaml", "It runs as it last ran");

        write("greets.camel.yaml", GREETS.formatted("third"));
        restart();
        assertThat(ask("greets")).isEqualTo("third");
        assertThat(troubles).isEmpty();
    }

    @Test
    void aFileThatNeverRanStaysDownAloneAndLeavesNoHalf() throws Exception {
        write(
                "greets.camel.yaml",
                GREETS.formatted("first")
                        + """
                - route:
                    id: asks-nobody
                    from:
                      uri: nosuchcomponent:x
                      steps:
                        - log: never
                """);
        start();
        assertThat(context.getRoutes()).extracting(route -> route.getRouteId()).containsExactly("other");
        assertThat(ask("other")).isEqualTo("other");
        assertThat(troubles.get("route/greets.camel.yaml")).contains("Its routes are down");
    }

    @Test
    void theShippedFilesAreReadWithThoseFirstThatOthersAreBuiltUpon() throws Exception {
        write(
                "a-uses-errors.camel.yaml",
                GREETS.formatted("x").replace("id: greets", "id: greets\n    routeConfigurationId: mine"));
        write(
                "errors.camel.yaml",
                """
                - routeConfiguration:
                    id: mine
                    errorHandler:
                      noErrorHandler: {}
                """);
        start();
        assertThat(troubles).isEmpty();
        assertThat(ask("greets")).isEqualTo("x");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void start() throws Exception {
        new RouteFiles(context, folder, revisions, new Bell()).load();
    }

    private void restart() throws Exception {
        context.close();
        context = new DefaultCamelContext();
        context.start();
        start();
    }

    private String ask(String route) {
        return context.createProducerTemplate().requestBody("direct:" + route, "", String.class);
    }

    private final class Bell implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, String message) {
            troubles.put(key, message);
        }

        @Override
        public void cure(String key) {
            troubles.remove(key);
        }
    }
}
