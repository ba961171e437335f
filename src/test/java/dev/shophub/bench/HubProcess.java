package dev.shophub.bench;

import dev.shophub.ShopHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/** The hub in a process of its own: the shipped routes and configuration, and a file beside them that names the shops. */
final class HubProcess {

    private HubProcess() {}

    /**
     * Starts it.
     *
     * @param latencies whether it also reads reviews and the ERP's stock, every second, and items
     */
    static Jvm start(Path home, Books books, ServerProcess server, int shops, boolean latencies) throws IOException {
        return Jvm.start(
                home.resolve("hub.log"),
                ShopHub.class,
                options(home),
                arguments(home, books, server, shops, latencies));
    }

    /** What it is started with, after a folder of its own has been laid out. */
    static List<String> arguments(Path home, Books books, ServerProcess server, int shops, boolean latencies)
            throws IOException {
        FileSystemUtils.deleteRecursively(home);
        var config = home.resolve("config");
        FileSystemUtils.copyRecursively(Path.of("config"), config);
        var bench = config.resolve("bench/application.yaml");
        Files.createDirectories(bench.getParent());
        Files.writeString(bench, configuration(server, shops, latencies));
        return List.of(
                "--config=" + config,
                "--routes=" + Path.of("routes").toAbsolutePath(),
                "--hub.data.dir=" + home.resolve("data"),
                "--hub.db.url=" + books.url(),
                "--hub.db.user=" + books.user(),
                "--hub.db.password=" + books.password(),
                "--hub.key=" + books.key().toBase64(),
                "--server.port=0");
    }

    /** The heap as shipped; to look into it, {@code -Dbench.hub.options}, in which {name} stands for the folder's. */
    static List<String> options(Path home) {
        var options = new ArrayList<>(List.of(System.getProperty("hub.heap").split(" ")));
        var more = System.getProperty("bench.hub.options", "");
        if (!more.isBlank()) {
            options.addAll(List.of(
                    more.replace("{name}", home.getFileName().toString()).split(" ")));
        }
        return options;
    }

    /** Without what falls due once a day: a run past half past eight had a first report's figures of the past computed beside its orders. */
    private static String configuration(ServerProcess server, int shops, boolean latencies) {
        return """
                hub:
                  erp:
                    base-url: %s
                    time-zone: Asia/Shanghai
                    settings: {token: bench-only, calls-per-second: 10000}
                    poll:
                      stock: {enabled: %s, every: 1s, lookback: 1s, settle: 0s}
                      products: {enabled: %s, every: 1h}
                  mail:
                    critical: {boss: boss@example.com}
                  alert:
                    low-stock: {every: 1h}
                  report:
                    morning: {first: "23:58", second: "23:59"}
                  census: {days: 0}
                  shops:
                %s
                spring:
                  mail: {host: 127.0.0.1, port: %d}
                """
                .formatted(
                        server.erp(),
                        latencies,
                        latencies,
                        IntStream.range(0, shops)
                                .mapToObj(shop -> shop(server, shop, latencies))
                                .collect(Collectors.joining()),
                        server.smtp());
    }

    private static String shop(ServerProcess server, int shop, boolean latencies) {
        return """
                    %s:
                      platform: taobao
                      base-url: %s
                      time-zone: Asia/Shanghai
                      settings:
                        app-key: %s
                        app-secret: %s
                        requests-per-second: 100000
                        review-sweep-every: 0s
                      poll:
                        orders: {every: 1s, lookback: 1s, settle: 1s}
                        refunds: {enabled: false}
                        stock: {enabled: %s, every: 1h}
                        listings: {enabled: %s, every: 1h}
                        reviews: {enabled: %s, every: 1s, lookback: 2s, settle: 0s}
                """
                .formatted(
                        Books.shopKey(shop),
                        server.platform(),
                        Signature.KEY,
                        Signature.SECRET,
                        latencies,
                        latencies,
                        latencies);
    }
}
