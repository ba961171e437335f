package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.com",
                "https://hub.example.com:8443/below/",
                "HTTPS://hub.example.com",
                "http://127.0.0.1:8082",
                "http://localhost:8082",
                "http://[::1]:8082"
            })
    void anAddressThatPlatformsCanReachIsTaken(String address) {
        assertThat(read(address)).contains(URI.create(address));
        assertThat(faults).isEmpty();
    }

    @Test
    void oneThatIsLeftEmptyIsNone() {
        assertThat(read("\"\"")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hub.example.com",
                "hub.example.com",
                "ftp://hub.example.com",
                "https:///hooks",
                "https://hub.example.com?shop=1",
                "https://hub.example.com/#hooks",
                "https://me:secret@hub.example.com"
            })
    void anyOtherIsRefusedByFileAndLineWithoutItsText(String address) {
        read("'" + address + "'");

        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith(
                        folder.resolve("application.yaml").toAbsolutePath()
                                + ":3: 'hub.webhooks.address' is no address for webhooks; write it like https://hub.example.com")
                .doesNotContain("secret");
    }

    private Optional<URI> read(String address) {
        var environment =
                ConfigurationFiles.environment(folder, "hub:\n  webhooks:\n    address: " + address + "\n", Map.of());
        return Optional.ofNullable((WebhookSettings)
                        new SettingsRecords(environment, faults).bound().get(WebhookSettings.class))
                .flatMap(WebhookSettings::address);
    }
}
