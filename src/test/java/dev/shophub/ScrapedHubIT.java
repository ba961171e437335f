package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.alert.MailWorld;
import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.outbox.Bell;
import dev.shophub.support.WalkedClock;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Buyers' data goes through a whole hub to an ERP that has it then, and is looked for in all that the running hub shows over HTTP, in
 * its log, and in what the mailbox got.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScrapedHubIT {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/trade/small");
    private static final List<String> PLANTED = List.of("赵钱孙", "13912345678", "解放路一二三号四单元", "昵称小蓝鲸", "请放门口小黄箱");
    private static final List<String> SHOWN = List.of(
            "/actuator/prometheus", "/actuator/health", "/actuator/health/liveness", "/actuator/info", "/actuator");

    private final WalkedClock clock = new WalkedClock(Instant.parse("2024-02-29T04:00:00Z"));

    @TempDir
    private Path data;

    @Test
    void noBuyerIsShownByARunningHub(CapturedOutput log) throws Exception {
        try (var world = WalkedWorld.start("scraped", FOLDER, data, clock);
                var hub = world.hub();
                var polls = new PollsByHand(hub)) {
            var jdbc = new JdbcTemplate(hub.getBean(DataSource.class));
            assertThat(plant(jdbc, world.schema())).isPositive();
            polls.readPast();
            for (int day = 0; day < 20; day++) {
                clock.advance(Duration.ofDays(1));
                polls.pollAll();
            }
            hub.getBean(Bell.class).ring();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> documents(jdbc, world.schema()) > 0);
            assertThat(stored(hub)).as("orders").isPositive();

            var seen = new ArrayList<String>();
            for (var path : SHOWN) {
                seen.add(shown(path));
            }
            assertThat(seen.get(0)).as("what Prometheus reads").contains("shophub_", "shop=\"");
            for (var raw : jdbc.queryForList("SELECT raw FROM %s.sim_mail".formatted(world.schema()), byte[].class)) {
                var mail = new MimeMessage((Session) null, new ByteArrayInputStream(raw));
                seen.add(mail.getSubject());
                seen.add(MailWorld.body(mail, "text/plain"));
                seen.add(MailWorld.body(mail, "text/html"));
            }
            seen.add(log.getAll());
            for (var planted : PLANTED) {
                assertThat(seen).as(planted).noneMatch(text -> text.contains(planted));
            }
        }
    }

    private static int plant(JdbcTemplate jdbc, String schema) {
        return jdbc.update(
                ("UPDATE %s.sim_order SET receiver = JSON_SET(receiver, '$.name', ?, '$.mobile', ?, '$.address', ?),"
                                + " buyer_nick = ?, buyer_message = ?")
                        .formatted(schema),
                PLANTED.toArray());
    }

    /** Those in which the ERP has what the buyer wrote: it went the whole way. Names and numbers the platform masks itself. */
    private static int documents(JdbcTemplate jdbc, String schema) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM %s.sim_erp_document WHERE body LIKE ?".formatted(schema),
                Integer.class,
                "%" + PLANTED.get(4) + "%");
    }

    private static int stored(ApplicationContext hub) {
        return new JdbcTemplate(hub.getBean(DataSource.class))
                .queryForObject("SELECT COUNT(*) FROM sales_order", Integer.class);
    }

    private String shown(String path) throws IOException, InterruptedException {
        var port = new ObjectMapper()
                .readTree(data.resolve("run.json").toFile())
                .at("/ports/management")
                .asInt();
        var uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
