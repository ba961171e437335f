package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The real Vendure: installed from npm below target/, run as a process of its own on loopback, its database a file. */
final class LiveServer implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "live", "vendure").toAbsolutePath();
    private static final Duration INSTALLATION = Duration.ofMinutes(15);
    private static final Duration START = Duration.ofMinutes(3);

    private LiveProcess process;
    private int port;

    LiveServer() throws IOException {
        copy("package.json");
        copy("shop.js");
        var installed = FOLDER.resolve("installed");
        if (!Files.exists(installed)) {
            try (var install = LiveProcess.start(
                    FOLDER.resolve("npm.log"),
                    FOLDER,
                    Map.of(),
                    List.of("npm", "install", "--no-audit", "--no-fund"))) {
                assertThat(install.exitCode(INSTALLATION)).as(install.said()).isZero();
            }
            // the folder of the packages is there long before the last of them is compiled
            Files.createFile(installed);
        }
        Files.deleteIfExists(FOLDER.resolve("shop.sqlite"));
        start();
    }

    private static void copy(String name) throws IOException {
        Files.createDirectories(FOLDER);
        try (var resource = Objects.requireNonNull(LiveServer.class.getResourceAsStream("/live/vendure/" + name))) {
            Files.copy(resource, FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void start() {
        var open = Pattern.compile("OPEN (\\d+)");
        process = LiveProcess.start(
                FOLDER.resolve("shop.log"),
                FOLDER,
                Map.of(),
                List.of("node", "--no-deprecation", "shop.js", Integer.toString(port), "shop.sqlite"));
        process.until(START, () -> open.matcher(process.said()).find());
        var said = open.matcher(process.said());
        assertThat(said.find()).isTrue();
        port = Integer.parseInt(said.group(1));
    }

    String version() throws IOException {
        return Json.MAPPER
                .readTree(FOLDER.resolve("node_modules/@vendure/core/package.json")
                        .toFile())
                .path("version")
                .asText();
    }

    /** Down and up again, on the same port and data. */
    void restart() {
        process.close();
        start();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
