package dev.shophub.start;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        for (var file : files()) {
            try {
                new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
            } catch (MarkedYAMLException wrong) {
                var mark = wrong.getProblemMark();
                throw refused(name(file) + (mark == null ? "" : ":" + (mark.getLine() + 1)), wrong.getProblem(), wrong);
            } catch (YAMLException | IOException wrong) {
                throw refused(name(file), wrong.getMessage(), wrong);
            }
        }
    }

    private List<Path> files() {
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

    private static StartRefusedException refused(String where, String problem, Exception wrong) {
        var said = problem == null
                ? wrong.getClass().getSimpleName()
                : problem.strip().replaceAll("\\s+", " ");
        return new StartRefusedException(
                "%s: this is no YAML (%s); correct the indentation, quotes and brackets here or just above"
                        .formatted(where, said),
                wrong);
    }
}
