package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        for (var beside : new Path[] {folder, work, home, home.getParent()}) {
            Files.createDirectories(beside.resolve("routes"));
        }
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

    @Test
    void noRoutesAreRefused() throws IOException {
        Files.createDirectories(work.resolve("config"));
        assertThatThrownBy(() -> resolved(Map.of(), "--routes=missing"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("No routes folder was found (searched=[" + work.resolve("missing")
                        + "]); it lies beside the configuration folder, or give --routes=DIR");
    }

    @Test
    void aFileThatIsNoYamlIsRefusedByFileAndLine() throws IOException {
        var shops = Files.createDirectories(work.resolve("config/taobao"));
        Files.writeString(shops.resolve("application.yaml"), "hub:\n\tshops: {}\n");
        assertThatThrownBy(() -> resolved(Map.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("config/taobao/application.yaml:2: this is no YAML (found character");
        Files.writeString(shops.resolve("application.yaml"), "hub: {}\nhub: {}\n");
        assertThatThrownBy(() -> resolved(Map.of())).hasMessageContaining("duplicate key hub");
    }

    private String[] resolved(Map<String, String> variables, String... arguments) {
        return new Folders(variables, work, home).resolve(arguments);
    }
}
