package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

class HubWideCheckTest {

    @TempDir
    private Path folder;

    @Test
    void anUnknownKeyBelowHubIsRefusedByFileAndLine() {
        assertThatThrownBy(() -> check("hub:\n  lanes:\n    threads: 2\n  lane:\n    threads: 2\n"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(folder.resolve("application.yaml").toAbsolutePath()
                        + ":5: the key 'hub.lane.threads' is unknown");
    }

    @Test
    void knownKeysPass() {
        assertThatCode(() -> check(
                        "hub:\n  key-file: /k\n  lanes: {threads: 2}\n  erp: {title: x}\n  shops: {a: {title: x}}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void aVariableThatBindsOrThatAFileNamesPasses() {
        assertThatCode(() -> check(
                        "a: ${HUB_SMTP_PASSWORD:}",
                        "HUB_DB_URL",
                        "HUB_DB_CONNECTTIMEOUT",
                        "HUB_DB_CONNECT_TIMEOUT",
                        "HUB_KEY_FILE",
                        "HUB_ERP_BASE_URL",
                        "HUB_ERP_SETTINGS_TOKEN",
                        "HUB_CONFIG_DIR",
                        "HUB_DEMO_DB_URL",
                        "HUB_SMTP_PASSWORD",
                        "HUB_SERVICE_HOST",
                        "HUB_PORT",
                        "HUB_PORT_8081_TCP",
                        "HUBERT"))
                .doesNotThrowAnyException();
    }

    @Test
    void aHubWideSecretThatIsNotSetIsNamedAndAShopsIsLeftToTheShop() {
        assertThatThrownBy(() -> check("spring:\n  mail:\n    password: ${SMTP_PASSWORD}\n"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageEndingWith(
                        ":3: 'spring.mail.password' needs the environment variable SMTP_PASSWORD, which is not set");
        assertThatCode(() -> check("hub:\n  shops:\n    a:\n      title: ${A_TITLE}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void anyOtherVariableIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> check("a: b", "HUB_DB_ULR"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("HUB_DB_ULR is unknown")
                .hasMessageEndingWith("did you mean HUB_DB_URL?");
        assertThatThrownBy(() -> check("a: b", "HUB_SOMETHING_ELSE")).hasMessageEndingWith("unset it");
    }

    @Test
    void aMasterKeyIs32BytesAndIsNeverShown() {
        var key = MasterKey.random();
        assertThat(MasterKey.parse(" " + key.toBase64() + "\n").bytes()).isEqualTo(key.bytes());
        assertThat(key.toString()).contains(key.fingerprint()).doesNotContain(key.toBase64());
        assertThat(key.fingerprint()).hasSize(32);
        assertThatThrownBy(() -> MasterKey.parse("c2hvcnQ=")).hasMessageContaining("bytes=5");
        assertThatThrownBy(() -> MasterKey.parse("not base64!")).hasMessageContaining("not Base64");
    }

    private void check(String yaml, String... variables) {
        new HubWideCheck(ConfigurationFiles.environment(folder, yaml, Map.of())).run(List.of(variables));
    }

    /** {@code ./hub} exports them for itself. */
    @Test
    void whatTheCommandLineSetsForItselfIsNoFault(@TempDir Path folder) {
        var environment = new StandardEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return Map.of("HUB_HOME", "/opt/shophub", "HUB_TYPO", "x");
            }
        };

        var faults = new ConfigurationReader(environment, folder, List.of(), List.of())
                .read(List.of("HUB_HOME", "HUB_DATA"))
                .faults();

        assertThat(faults).anyMatch(fault -> fault.contains("HUB_TYPO")).noneMatch(fault -> fault.contains("HUB_HOME"));
    }
}
