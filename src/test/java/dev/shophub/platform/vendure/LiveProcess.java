package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A process beside the live test; what it says goes to a file. */
final class LiveProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private LiveProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** None of this process's {@code HUB_*} is handed on. */
    static LiveProcess start(Path output, Path directory, Map<String, String> variables, List<String> command) {
        try {
            Files.createDirectories(output.getParent());
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
            builder.environment().putAll(variables);
            return new LiveProcess(builder.start(), output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A class of the product, without the tests' own. */
    static LiveProcess java(
            Path output, Path directory, Map<String, String> variables, Class<?> main, List<String> words) {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var classPath = Arrays.stream(all.split(System.getProperty("path.separator")))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        var command = Stream.of(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        classPath,
                        main.getName()),
                words);
        return start(output, directory, variables, command.flatMap(List::stream).toList());
    }

    void until(Duration patience, BooleanSupplier reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(300))
                .atMost(patience)
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "ended by itself: " + said())
                            .isTrue();
                    return reached.getAsBoolean();
                });
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns when it has ended by itself. */
    int exitCode(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "ends: " + said())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
