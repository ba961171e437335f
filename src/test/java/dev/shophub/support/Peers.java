package dev.shophub.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Clients that others wrote, from the registry of npm packages, run beside a test. Needs node, npm and a registry. */
public final class Peers {

    private static final Path FOLDER = Path.of("target", "peers").toAbsolutePath();

    private Peers() {}

    /** @param packages with their versions */
    public static void install(String... packages) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var install = new ArrayList<>(List.of(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--no-save",
                "--prefix",
                FOLDER.toString()));
        install.addAll(Arrays.asList(packages));
        run(new ProcessBuilder(install), Duration.ofMinutes(5));
    }

    /**
     * Lets a script talk.
     *
     * @param script below {@code src/test/peers}
     * @return the JSON it printed
     */
    public static JsonNode talk(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "node",
                "--no-deprecation",
                Path.of("src", "test", "peers", script).toString()));
        command.addAll(Arrays.asList(arguments));
        var talk = new ProcessBuilder(command);
        talk.environment().put("NODE_PATH", FOLDER.resolve("node_modules").toString());
        talk.environment().putAll(environment);
        return Json.answer(run(talk, Duration.ofMinutes(1)).getBytes(StandardCharsets.UTF_8));
    }

    private static String run(ProcessBuilder command, Duration patience) throws IOException, InterruptedException {
        var out = Files.createTempFile(FOLDER, "out", ".txt");
        var process =
                command.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        var ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        var said = Files.readString(out);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
