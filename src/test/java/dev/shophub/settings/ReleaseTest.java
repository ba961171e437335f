package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final String COMMIT =
            "git.build.version=0.1.0\ngit.commit.id.abbrev=1a2b3c4d5e\ngit.commit.time=2026-11-27\ngit.dirty=false\n";

    @Test
    void aBuildIsNamedByVersionDayAndCommit() throws IOException {
        assertThat(Release.name(Optional.of("0.1.0"), written(COMMIT))).isEqualTo("0.1.0 2026-11-27 1a2b3c4d5e");
        assertThat(Release.name(Optional.empty(), written(COMMIT))).isEqualTo("0.1.0 2026-11-27 1a2b3c4d5e");
        assertThat(Release.name(Optional.of("0.1.0"), written(COMMIT.replace("dirty=false", "dirty=true"))))
                .isEqualTo("0.1.0 2026-11-27 1a2b3c4d5e+");
    }

    @Test
    void withoutAGitFolderItIsTheVersionAlone() throws IOException {
        assertThat(Release.name(Optional.of("0.1.0"), Optional.empty())).isEqualTo("0.1.0");
        assertThat(Release.name(Optional.empty(), Optional.empty())).isEqualTo("development");
    }

    @Test
    void theNameFitsTheColumnThatRemembersIt() throws IOException {
        var longest = COMMIT.replace("=0.1.0", "=10.20.30-SNAPSHOT").replace("dirty=false", "dirty=true");

        assertThat(Release.name(Optional.empty(), written(longest))).hasSizeLessThanOrEqualTo(64);
    }

    private static Optional<InputStream> written(String text) {
        return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
