package dev.shophub.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The configuration's files, read once before Spring Boot does, whose message about one that is no YAML names no file. */
record YamlFiles(Path folder, Path workingDirectory) {

    private static final int BELOW = 2;
    private static final String NAMES = "application.*\\.ya?ml";

    /** @throws StartRefusedException naming file and line of the first one that cannot be read */
    void refuseUnreadable() {
        faults().stream().findFirst().ifPresent(fault -> {
            throw new StartRefusedException(fault);
        });
    }

    /** A sentence for each file that cannot be read, naming its line. */
    List<String> faults() {
        return files().stream().flatMap(file -> fault(file).stream()).toList();
    }

    private Optional<String> fault(Path file) {
        try {
            new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
            return Optional.empty();
        } catch (MarkedYAMLException wrong) {
            var mark = wrong.getProblemMark();
            return Optional.of(
                    sentence(name(file) + ":" + (mark == null ? 1 : mark.getLine() + 1), wrong.getProblem()));
        } catch (YAMLException | IOException wrong) {
            return Optional.of(sentence(name(file) + ":1", wrong.getMessage()));
        }
    }

    /** All of them, also those of other profiles. */
    List<Path> files() {
        try (var found = Files.walk(folder, BELOW)) {
            return found.filter(file -> file.getFileName().toString().matches(NAMES))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The configuration folder %s cannot be read; give the hub the right to".formatted(folder),
                    unreadable);
        }
    }

    private String name(Path file) {
        return (file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file).toString();
    }

    private static String sentence(String where, String problem) {
        return "%s: this is no YAML (%s); correct the indentation, quotes and brackets here or just above"
                .formatted(
                        where, problem == null ? "unreadable" : problem.strip().replaceAll("\\s+", " "));
    }
}
