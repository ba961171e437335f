package dev.shophub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    private Path folder;

    private Path work;
    private Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        home = Files.createDirectories(folder.resolve("installed/lib"));
    }

    @Test
    void whatIsGivenComesFirst() throws IOException {
        var given = Files.createDirectories(folder.resolve("given"));
        Files.createDirectories(work.resolve("config"));
        assertThat(resolved(Map.of("HUB_CONFIG_DIR", "elsewhere"), "--config=" + given, "--a=b"))
                .contains("--hub.config.dir=" + given, "--hub.routes.dir=" + folder.resolve("routes"), "--a=b")
                .anyMatch(argument ->
                        argument.startsWith("--spring.config.location=") && argument.contains("file:" + given + "/*/"))
                .noneMatch(argument -> argument.startsWith("--config="));
    }

    @Test
    void thenTheWorkingDirectoryThenBesideTheJarThenAboveIt() throws IOException {
        var above = Files.createDirectories(folder.resolve("installed/config"));
        assertThat(resolved(Map.of())).contains("--hub.config.dir=" + above);
        var beside = Files.createDirectories(home.resolve("config"));
        assertThat(resolved(Map.of())).contains("--hub.config.dir=" + beside);
        var here = Files.createDirectories(work.resolve("config"));
        assertThat(resolved(Map.of()))
                .contains("--hub.config.dir=" + here, "--hub.routes.dir=" + work.resolve("routes"));
    }

    @Test
    void noneIsRefusedNamingTheSearchedOnes() {
        assertThatThrownBy(() -> resolved(Map.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(work.resolve("config").toString())
                .hasMessageContaining(home.resolve("config").toString())
                .hasMessageContaining("--config=DIR");
        assertThatThrownBy(() -> resolved(Map.of("HUB_CONFIG_DIR", "missing")))
                .hasMessageContaining("searched=[" + work.resolve("missing") + "]");
    }

    private String[] resolved(Map<String, String> variables, String... arguments) {
        return new Folders(variables, work, home).resolve(arguments);
    }
}
