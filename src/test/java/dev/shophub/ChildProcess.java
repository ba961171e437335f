package dev.shophub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java process that a test starts, ends in order, or kills; what it says goes to a file. */
final class ChildProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a class of the product with the running JVM's home and class path, without the tests' own classes. */
    static ChildProcess start(Path output, Class<?> mainClass, List<String> options, List<String> arguments) {
        return start(output, mainClass, options, arguments, Path.of(""), Map.of());
    }

    /** The same in a working directory, with variables beside those of this process; none of its {@code HUB_*} is handed on. */
    static ChildProcess start(
            Path output,
            Class<?> mainClass,
            List<String> options,
            List<String> arguments,
            Path directory,
            Map<String, String> variables) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), mainClass.getName()));
        command.addAll(arguments);
        return run(output, command, directory, variables);
    }

    /** Starts any program; the variables stand beside those of this process, none of whose {@code HUB_*} is handed on. */
    static ChildProcess run(Path output, List<String> command, Path directory, Map<String, String> variables) {
        try {
            Files.createDirectories(output.getParent());
            var builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
            builder.environment().putAll(variables);
            return new ChildProcess(builder.start(), output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The product as the jar that the build has just packed: class data can be archived of jars alone. */
    private static String classPath() {
        var packed = Optional.ofNullable(System.getProperty("packed")).map(Path::of);
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var separator = System.getProperty("path.separator");
        return Arrays.stream(all.split(separator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .map(Path::of)
                .map(entry -> entry.endsWith(Path.of("target", "classes")) ? packed.orElse(entry) : entry)
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(separator));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code kill -9}; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Ends it as Ctrl-C would; returns when the process is gone. */
    void stop() {
        process.destroy();
        await();
    }

    /** Returns when it has ended by itself. */
    int exitCode() {
        await();
        return process.exitValue();
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end (pid=" + pid() + "); see " + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
    }
}
