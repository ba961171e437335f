package dev.shophub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * This project once more, in another folder. It is copied and not cloned: that needs no git and no history, and takes what is
 * not committed yet. What is compiled comes along with its times, so that Maven finds it up to date, compiles and formats nothing.
 */
final class Clone {

    private static final Set<String> NOT_IN_A_CLONE = Set.of(".git", "target", "data", "inbox");
    private static final List<String> COMPILED =
            List.of("target/classes", "target/test-classes", "target/maven-status");

    private final Path folder;
    private int processes;

    private Clone(Path folder) {
        this.folder = folder;
    }

    /** @param folder not there yet */
    static Clone into(Path folder) {
        var clone = new Clone(folder);
        try (var top = Files.list(Path.of(""))) {
            Files.createDirectories(folder);
            for (var one : top.toList()) {
                if (!NOT_IN_A_CLONE.contains(one.toString())) {
                    clone.copy(one);
                }
            }
            for (var compiled : COMPILED) {
                clone.copy(Path.of(compiled));
            }
            return clone;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void copy(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.createDirectories(folder.resolve(tree).getParent());
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(one));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path one, BasicFileAttributes attributes) throws IOException {
                Files.copy(one, folder.resolve(one), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path folder() {
        return folder;
    }

    /** Whether the wrapper can run Maven without fetching it; what it says when it cannot. */
    String wrapperFails() {
        try (var wrapper = run("./mvnw", "-o", "-v")) {
            return wrapper.exitCode() == 0 ? "" : wrapper.said();
        }
    }

    /**
     * The README's command, in a group of processes of its own as a terminal gives it. Offline: the build that runs this test has
     * fetched all there is to fetch.
     */
    ChildProcess startDemo() {
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid", "./mvnw", "-o", "-B"));
        var repository = System.getProperty("localRepository", "");
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of("-Dmaven.compiler.useIncrementalCompilation=false", "-Dspotless.apply.skip=true"));
        command.add("spring-boot:run");
        command.add("-Dspring-boot.run.arguments=--server.port=0 --demo.history-days=2");
        return run(command.toArray(String[]::new));
    }

    /** Ctrl-C in the terminal of a demo; returns its exit code. */
    int interrupt(ChildProcess demo) {
        try (var kill = run("kill", "-INT", "--", "-" + demo.pid())) {
            if (kill.exitCode() != 0) {
                throw new AssertionError(kill.said());
            }
        }
        return demo.exitCode();
    }

    /** {@code ./hub status --json}. */
    JsonNode status() throws IOException {
        try (var asked = run("./hub", "status", "--json")) {
            asked.exitCode();
            return new ObjectMapper().readTree(asked.said());
        }
    }

    JsonNode runFile() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("data/run.json").toFile());
    }

    /** Processes that were started from this folder or work on its data. */
    List<String> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(folder.toString()))
                .toList();
    }

    private ChildProcess run(String... command) {
        var variables = new HashMap<String, String>();
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        // those of the Maven that runs this test
        variables.put("MAVEN_PROJECTBASEDIR", "");
        variables.put("MAVEN_CMD_LINE_ARGS", "");
        var output = folder.resolveSibling(folder.getFileName() + "-" + processes++ + ".log");
        return ChildProcess.run(output, Arrays.asList(command), folder, Map.copyOf(variables));
    }
}
