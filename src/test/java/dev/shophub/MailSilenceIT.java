package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.simulator.State;
import dev.shophub.simulator.mailbox.Mailbox;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A whole hub whose mails do not leave for fifteen minutes says so over HTTP and by the exit code of the shipped script, and takes it
 * back once they do.
 */
class MailSilenceIT {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/trade/small");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TROUBLE = 2;
    private static final String ADMIN = "admin@shop.example";

    private final ObjectMapper json = new ObjectMapper();
    private final WalkedClock clock = new WalkedClock(Instant.parse("2024-02-29T04:00:00Z"));

    @TempDir
    private Path data;

    private int commands;

    @Test
    void nothingLeftForFifteenMinutesIsDownAndTwoUntilMailsLeave() throws Exception {
        try (var world = WalkedWorld.start("mail_silence", FOLDER, data, clock)) {
            int port = leadToNobody(world.addresses());
            try (var hub = world.hub();
                    var polls = new PollsByHand(hub)) {
                polls.readPast();
                write(hub);
                await("a try that failed", () -> failed(hub) > 0);
                assertThat(health().path("status").asText()).isEqualTo("UP");
                assertThat(status()).isZero();

                later(Duration.ofMinutes(16), hub, polls);
                await("down", () -> health().at("/components/trade/details/mailOutage")
                        .asText()
                        .startsWith("since 2024-02-29T04:"));
                assertThat(health().path("status").asText()).isEqualTo("DOWN");
                assertThat(health().at("/components/trade/details/mail").asText())
                        .startsWith("does not answer");
                await("the trouble", () -> troubles(hub).equals(List.of("mail")));
                assertThat(status()).isEqualTo(TROUBLE);

                try (var server = Mailbox.start(
                        new State(
                                new DriverManagerDataSource(
                                        TestDatabase.server().url(world.schema()),
                                        TestDatabase.server().user(),
                                        TestDatabase.server().password()),
                                clock),
                        port,
                        0)) {
                    assertThat(server.smtpPort()).isEqualTo(port);
                    // beyond every wait before the next try
                    later(Duration.ofMinutes(20), hub, polls);
                    await("up again", () -> health().path("status").asText().equals("UP"));
                    await("the trouble is taken back", () -> {
                        look(hub);
                        return troubles(hub).isEmpty();
                    });
                    assertThat(status()).isZero();
                    assertThat(mails(hub, world.schema())).isPositive();
                }
            }
        }
    }

    /** The clock goes on by less than a shop's orders may be unread, and every stream is read: that is no second trouble. */
    private void later(Duration by, ApplicationContext hub, PollsByHand polls) throws SchedulerException {
        clock.advance(by);
        polls.pollAll();
        hub.getBean(Bell.class).ring();
        look(hub);
    }

    /** Has the shipped route look now, out of turn. */
    private static void look(ApplicationContext hub) throws SchedulerException {
        hub.getBean(Scheduler.class).triggerJob(JobKey.jobKey("mail", "report"));
    }

    private static List<String> troubles(ApplicationContext hub) {
        return new JdbcTemplate(hub.getBean(DataSource.class)).queryForList("SELECT kind FROM trouble", String.class);
    }

    private static int mails(ApplicationContext hub, String schema) {
        return new JdbcTemplate(hub.getBean(DataSource.class))
                .queryForObject("SELECT COUNT(*) FROM %s.sim_mail".formatted(schema), Integer.class);
    }

    /** The hub's mail server is one that does not run; returns where it would. */
    private int leadToNobody(Path addresses) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var world = (ObjectNode) json.readTree(addresses.toFile());
            ((ObjectNode) world.path("ports")).put("smtp", free.getLocalPort());
            json.writeValue(addresses.toFile(), world);
            return free.getLocalPort();
        }
    }

    private void write(ApplicationContext hub) {
        hub.getBean(Outbox.class)
                .write(List.of(NewMessage.mail(
                        "test",
                        0,
                        "",
                        "silence",
                        ADMIN,
                        Map.of(),
                        hub.getBean(Clock.class).instant())));
        hub.getBean(Bell.class).ring();
    }

    private static int failed(ApplicationContext hub) {
        return new JdbcTemplate(hub.getBean(DataSource.class))
                .queryForObject(
                        "SELECT COUNT(*) FROM attempt a JOIN outbox o ON o.id = a.outbox_id WHERE o.destination = 'mail'"
                                + " AND o.state = 'waiting'",
                        Integer.class);
    }

    private JsonNode health() throws IOException, InterruptedException {
        var port = json.readTree(data.resolve("run.json").toFile())
                .at("/ports/management")
                .asInt();
        var uri = URI.create("http://127.0.0.1:" + port + "/actuator/health");
        return json.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }

    /** The exit code of {@code ./hub status}. */
    private int status() {
        try (var asked = ChildProcess.run(
                data.resolve("status-" + commands++ + ".log"),
                List.of("./hub", "status", "--data", data.toString()),
                Path.of(""),
                Map.of("JAVA_HOME", System.getProperty("java.home")))) {
            return asked.exitCode();
        }
    }

    private static void await(String what, Callable<Boolean> reached) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(200))
                .atMost(PATIENCE)
                .until(reached);
    }
}
