package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk of docs/operations.md from an empty machine, line by line, below a folder of its own; and the shipped unit: checked by
 * systemd where it is, its ExecStart run with its variables. Every line of the walk is either run or left out by name.
 */
@Timeout(1_200)
class WalkIT {

    private static final String HEADING = "## From an empty Debian machine to the first live shop";

    /** They want a package server, users, a database server of the machine's own, systemd, or a shop's key. */
    private static final List<String> LEFT_OUT = List.of(
            "apt-get ",
            "adduser ",
            "chown ",
            "mariadb ",
            "systemctl ",
            "journalctl ",
            "hub authorize",
            "hub go-live",
            "hub check-config");

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    Path machine;

    @Test
    void theWalkIsRunLineByLineAndEndsWithAHubThatAnswersAndStopsInOrder() throws Exception {
        var jar = Path.of(System.getProperty("hub.jar", "target/shophub.jar")).toAbsolutePath();
        assumeThat(jar).as("packed by the build").exists();
        for (var folder : List.of("etc/systemd/system", "usr/local/bin", "opt", "etc", "var/lib", "tmp")) {
            Files.createDirectories(machine.resolve(folder));
        }
        var environment = new ArrayList<String>();
        var ran = new ArrayList<String>();
        var later = new ArrayList<String>();
        for (var line : lines()) {
            if (line.matches("[A-Z_]+=.*")) {
                environment.add(line);
                continue;
            }
            if (LEFT_OUT.stream().anyMatch(line::startsWith)) {
                continue;
            }
            if (line.startsWith("hub ") || line.equals("/opt/shophub/archive")) {
                later.add(line);
                continue;
            }
            if (!environment.isEmpty() && !Files.exists(at("/etc/shophub/environment"))) {
                write(environment);
                settings();
            }
            assertThat(shell(here(line, jar))).as(line).isZero();
            ran.add(line);
        }
        assertThat(ran).hasSize(10);
        assertThat(later).containsExactly("/opt/shophub/archive", "hub status SHOP");
        assertThat(Files.getPosixFilePermissions(at("/etc/shophub/environment")))
                .hasSize(2);

        verified();
        archived();
        run();
    }

    /** The lines to type: indented deeper than the text of their step. */
    private static List<String> lines() throws IOException {
        var page = Files.readString(PROJECT.resolve("docs/operations.md"));
        var walk = page.substring(page.indexOf(HEADING) + HEADING.length());
        return walk.substring(0, walk.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("       "))
                .map(String::strip)
                .filter(line -> !line.startsWith("|"))
                .toList();
    }

    private Path at(String path) {
        return machine.resolve(path.substring(1));
    }

    /** Paths of the machine below the test's folder; the project's where it lies. */
    private String here(String text, Path jar) {
        return text.replace("shophub/target/shophub.jar", jar.toString())
                .replaceAll("(?<=\\s)shophub/(config|routes|hub|docs)", PROJECT + "/$1")
                .replaceAll(
                        "(?<![\\w.$}])/(opt/shophub|etc/shophub|etc/systemd|usr/local/bin|var/lib/shophub)",
                        machine + "/$1");
    }

    /** The walk's names with values; the database is the tests' own. */
    private void write(List<String> lines) throws IOException {
        var database = TestDatabase.server();
        var values = new LinkedHashMap<String, String>();
        lines.forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        assertThat(values).containsKeys("HUB_DB_URL", "HUB_DB_USER", "HUB_DB_PASSWORD");
        values.put("HUB_DB_URL", database.url("walk"));
        values.put("HUB_DB_USER", database.user());
        values.put("HUB_DB_PASSWORD", database.password());
        values.put("SERVER_PORT", "0");
        Files.write(
                at("/etc/shophub/environment"),
                values.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList());
    }

    /** Step 6: where the ERP is, and one shop; port 9 answers nobody. */
    private void settings() throws IOException {
        var config = at("/etc/shophub/config");
        Files.writeString(
                config.resolve("application.yaml"),
                "hub:\n  erp:\n    base-url: http://127.0.0.1:9/api\n"
                        + "    time-zone: Asia/Shanghai\n    settings: {token: \"${ERP_TOKEN}\"}\n");
        try (var folders = Files.list(config)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                Files.deleteIfExists(folder.resolve("application.yaml"));
            }
        }
        Files.writeString(
                config.resolve("taobao/application.yaml"),
                "hub:\n  shops:\n    taobao-one:\n"
                        + "      platform: taobao\n      base-url: http://127.0.0.1:9/router/rest\n      time-zone: Asia/Shanghai\n"
                        + "      settings: {app-key: \"${TAOBAO_APP_KEY}\", app-secret: \"${TAOBAO_APP_SECRET}\"}\n");
    }

    private void verified() throws Exception {
        var unit = at("/etc/systemd/system/shophub.service");
        Files.writeString(unit, here(Files.readString(unit), Path.of("")));
        var checked = process("systemd-analyze", "verify", unit.toString());
        if (checked == 0) {
            return;
        }
        assertThat(said()).as("systemd is not here").contains("not found");
    }

    private void archived() throws Exception {
        var script = at("/opt/shophub/archive");
        Files.writeString(script, here(Files.readString(script), Path.of("")));
        assertThat(shell("sh " + script)).as(said()).isZero();
        assertThat(at("/opt/shophub/hub.jsa")).isNotEmptyFile();
    }

    private void run() throws Exception {
        var unit = Files.readAllLines(at("/etc/systemd/system/shophub.service"));
        var variables = new LinkedHashMap<String, String>();
        for (var line : Stream.concat(
                        values(unit, "Environment=").stream(),
                        Files.readAllLines(at("/etc/shophub/environment")).stream())
                .toList()) {
            variables.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
        var start = List.of(values(unit, "ExecStart=").get(0).split(" "));
        var home = Path.of(values(unit, "WorkingDirectory=").get(0));
        try (var hub = ChildProcess.run(machine.resolve("tmp/hub.log"), start, home, variables)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> !hub.isAlive() || Files.exists(home.resolve("run.json")) && status(home) != 1);
            assertThat(hub.isAlive()).as(hub.said()).isTrue();
            // the shop has no token: paused, which is a trouble and no failure
            assertThat(status(home)).as(said()).isEqualTo(2);
            assertThat(said()).contains("taobao-one");
            assertThat(Files.getPosixFilePermissions(home.resolve("run.json"))).hasSize(2);
            assertThat(hub.said()).doesNotContain("An error has occurred while processing the shared archive file");
            ProcessHandle.of(hub.pid()).orElseThrow().destroy();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !hub.isAlive());
        }
        assertThat(values(unit, "SuccessExitStatus=")).containsExactly("143");
        assertThat(Files.readString(at("/usr/local/bin/hub"))).contains("sudo -u shophub HUB_DATA=/var/lib/shophub");
    }

    private int status(Path data) throws Exception {
        return process(
                "env", "HUB_DATA=" + data, at("/opt/shophub/hub").toString(), "status", "taobao-one", "--lang", "en");
    }

    private static List<String> values(List<String> unit, String key) {
        return unit.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }

    private int shell(String line) throws Exception {
        return process("sh", "-c", line);
    }

    private int process(String... command) throws Exception {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(machine.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(machine.resolve("said.txt").toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
            var process = builder.start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (IOException notThere) {
            Files.writeString(machine.resolve("said.txt"), command[0] + " not found");
            return 127;
        }
    }

    private String said() throws IOException {
        return Files.readString(machine.resolve("said.txt"));
    }
}
