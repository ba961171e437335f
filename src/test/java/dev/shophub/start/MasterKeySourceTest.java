package dev.shophub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.settings.MasterKey;
import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class MasterKeySourceTest {

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void productionNeverMakesOne() {
        assertThatThrownBy(() -> source(false).find())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("No master key is set");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isTakenFromTheVariableOrTheFile() throws IOException {
        var key = MasterKey.random();
        environment.setProperty("hub.key", key.toBase64());
        assertThat(source(false).find().bytes()).isEqualTo(key.bytes());

        environment.setProperty(
                "hub.key-file", Files.writeString(folder.resolve("k"), "x").toString());
        assertThatThrownBy(() -> source(false).find()).hasMessageContaining("Both HUB_KEY and HUB_KEY_FILE");

        environment.setProperty("hub.key", "");
        assertThatThrownBy(() -> source(false).find())
                .hasMessageContaining(folder.resolve("k").toString())
                .hasMessageContaining("not Base64");
    }

    @Test
    void theDemoMakesOneForItsOwnerAndKeepsIt() throws IOException {
        var first = source(true).find();
        assertThat(source(true).find().fingerprint()).isEqualTo(first.fingerprint());
        assertThat(Files.getPosixFilePermissions(folder.resolve("demo.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private MasterKeySource source(boolean demo) {
        return new MasterKeySource(environment, demo, new DataFolder(folder));
    }
}
