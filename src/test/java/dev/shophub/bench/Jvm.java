package dev.shophub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Java process: nothing here quickens a start or spares memory. */
final class Jvm implements AutoCloseable {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;
    private final long startedNanos;

    private Jvm(Process process, Path output, long startedNanos) {
        this.process = process;
        this.output = output;
        this.startedNanos = startedNanos;
    }

    static Jvm start(Path output, Class<?> mainClass, List<String> options, List<String> arguments) {
        var program = List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass.getName());
        return start(output, Path.of(System.getProperty("java.home")), options, program, arguments);
    }

    /**
     * Starts a program by a JDK of choice.
     *
     * @param program what names it: {@code -jar} and a file, or {@code -cp}, a class path and a class
     */
    static Jvm start(Path output, Path home, List<String> options, List<String> program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/java").toString());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(options);
        command.addAll(program);
        command.addAll(arguments);
        try {
            Files.createDirectories(output.getParent());
            long now = System.nanoTime();
            return new Jvm(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output,
                    now);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Milliseconds since it was started. */
    double age() {
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    /** Its largest resident memory so far, MB; Linux tells it. */
    long peakMegabytes() {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
            var peak = PEAK.matcher(status);
            if (!peak.find()) {
                throw new IllegalStateException("The system does not tell the peak memory of a process");
            }
            return Long.parseLong(peak.group(1)) / 1024;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    long pid() {
        return process.pid();
    }

    void assertAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("A process ended by itself; see " + output);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
