package dev.shophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The light server as the benchmark sees it: started, told what to show, asked when what happened. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Jvm jvm;
    private final JsonNode ports;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess(Jvm jvm, JsonNode ports) {
        this.jvm = jvm;
        this.ports = ports;
    }

    static ServerProcess start(Path home) throws IOException {
        var file = home.resolve("server.json");
        Files.deleteIfExists(file);
        var jvm = Jvm.start(
                home.resolve("server.log"),
                LightServer.class,
                List.of("-Xmx512m", "-Dsun.net.httpserver.nodelay=true", "-Dsun.net.httpserver.maxIdleConnections=500"),
                List.of(file.toString()));
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                jvm.assertAlive();
                return Files.exists(file);
            });
        } catch (RuntimeException | Error late) {
            jvm.close();
            throw late;
        }
        return new ServerProcess(jvm, new ObjectMapper().readTree(file.toFile()));
    }

    long pid() {
        return jvm.pid();
    }

    URI platform() {
        return URI.create("http://127.0.0.1:" + ports.path("http").asInt() + "/router/rest");
    }

    URI erp() {
        return URI.create("http://127.0.0.1:" + ports.path("http").asInt() + "/erp");
    }

    int smtp() {
        return ports.path("smtp").asInt();
    }

    void release(int shop, Release backlog) {
        tell("release?shop=" + shop + "&past=" + backlog.past() + "&first=" + backlog.first() + "&count="
                + backlog.count() + "&base=" + backlog.base() + "&from=" + backlog.from() + "&to=" + backlog.to());
    }

    /** From now on the shop's live list is refused by quota, so that nothing is read and the watermark stays. */
    void close(int shop) {
        tell("close?shop=" + shop);
    }

    void open(int shop) {
        tell("open?shop=" + shop);
    }

    void stall(int shop, Duration each) {
        tell("stall?shop=" + shop + "&millis=" + each.toMillis());
    }

    void review(int shop, long oid) {
        tell("review?shop=" + shop + "&oid=" + oid);
    }

    void erpStock(long available) {
        tell("erp-stock?available=" + available);
    }

    /** When what first happened, microseconds since 1970. */
    JsonNode happenings() {
        try {
            return new ObjectMapper().readTree(tell("happenings"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String tell(String what) {
        try {
            var request =
                    HttpRequest.newBuilder(platform().resolve("/told/" + what)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        jvm.close();
    }
}
