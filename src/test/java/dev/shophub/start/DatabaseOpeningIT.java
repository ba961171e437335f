package dev.shophub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.settings.DatabaseSettings;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseOpeningIT {

    @TempDir
    private Path folder;

    @Test
    void oneThatIsNotThereIsWaitedFor() throws Exception {
        var port = freePort();
        var opening = opening("jdbc:mariadb://127.0.0.1:" + port + "/late?createDatabaseIfNotExist=true", "late");
        var waiting = CompletableFuture.runAsync(() -> opening.await(Mode.PRODUCTION));
        assertThat(waiting).isNotDone();
        try (var server = EmbeddedDatabase.open(folder.resolve("mariadb"), port, "late")) {
            assertThat(server.port()).isEqualTo(port);
            waiting.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatRefusesTheHubStopsTheStartWithoutShowingThePassword() {
        var server = TestDatabase.server();
        assertThatThrownBy(() -> opening(server.url("anything"), "wr0ng").await(Mode.PRODUCTION))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("refuses the hub")
                .hasMessageContaining("HUB_DB_PASSWORD")
                .hasMessageNotContaining("wr0ng");
        assertThatThrownBy(() -> opening("jdbc:mariadb://127.0.0.1:" + server.port() + "/not_there", server.password())
                        .await(Mode.PRODUCTION))
                .hasMessageContaining("that the schema exists");
    }

    @Test
    void anAddressThatIsMissingOrNotMariaDbsStopsTheStart() {
        assertThatThrownBy(() -> opening("", "").await(Mode.PRODUCTION)).hasMessageContaining("set HUB_DB_URL");
        assertThatThrownBy(() -> opening("jdbc:mysql://h/s?password=hidden", "").await(Mode.PRODUCTION))
                .hasMessageContaining("jdbc:mysql://h/s")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aSecondHubIsRefusedAndTheDatabaseIsFreeAgainAfterTheFirst() throws Exception {
        var server = TestDatabase.server();
        var opening = opening(server.url("single"), server.password());
        var patient = Duration.ofSeconds(1);
        var first = new SingleInstance(opening, patient, () -> {});
        first.claim();
        assertThatThrownBy(() -> new SingleInstance(opening, patient, () -> {}).claim())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Another hub works on this database");
        first.close();
        try (var next = new SingleInstance(opening, patient, () -> {})) {
            assertThatCode(next::claim).doesNotThrowAnyException();
        }
    }

    @Test
    void aPageOfExactlyAThousandIsLookedUpAsOneOf999Is() {
        var server = TestDatabase.server();
        try (var pool = opening(server.url("thousand"), server.password()).open(Mode.PRODUCTION, "abc")) {
            var ids = LongStream.range(0, 1_000).mapToObj(Long::toString).collect(Collectors.joining(","));
            assertThat(new JdbcTemplate(pool)
                            .queryForList("EXPLAIN DELETE gone FROM payment gone FORCE INDEX (PRIMARY)"
                                    + " WHERE gone.order_id IN (" + ids + ") AND gone.batch <> 1"))
                    .extracting(step -> step.get("table"))
                    .containsExactly("gone");
        }
    }

    private static DatabaseOpening opening(String url, String password) {
        return new DatabaseOpening(
                new DatabaseSettings(url, "hub", password, Duration.ofSeconds(5), Duration.ofMinutes(1), 4),
                Clock.systemUTC());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
