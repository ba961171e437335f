package dev.shophub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The release before runs on the tables of the next: what comes after {@link HubReleases#RUNS_FROM} only adds. */
class MigrationsTest {

    private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");
    /** What an older release would not survive: what it reads is gone, or what it inserts is refused. */
    private static final List<Pattern> TAKES_AWAY = List.of(
            Pattern.compile("\\bDROP\\s+(TABLE|COLUMN|VIEW|PRIMARY)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\bRENAME\\b", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\b(CHANGE|MODIFY)\\s+(COLUMN\\s+)?\\w+", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "\\bADD\\s+(COLUMN\\s+)?\\w+\\s+[A-Z]+(\\([^)]*\\))?\\s+NOT\\s+NULL(?!\\s+DEFAULT)",
                    Pattern.CASE_INSENSITIVE));

    @Test
    void whatCameSinceOnlyAdds() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                assertThat(name.matches()).as(file.toString()).isTrue();
                if (Integer.parseInt(name.group(1)) > HubReleases.RUNS_FROM) {
                    var text =
                            Files.readString(file).replaceAll("--[^\\n]*", "").replaceAll("'(?:[^']|'')*'", "''");
                    assertThat(TAKES_AWAY)
                            .as("%s takes something away: raise HubReleases.RUNS_FROM to its number", file)
                            .noneMatch(pattern -> pattern.matcher(text).find());
                }
            }
        }
    }

    @Test
    void aMigrationThatTakesAwayIsFound() {
        for (var statement : List.of(
                "ALTER TABLE shop DROP COLUMN title",
                "ALTER TABLE shop ADD COLUMN x INT NOT NULL COMMENT ''",
                "ALTER TABLE shop MODIFY title VARCHAR(10)",
                "RENAME TABLE shop TO store")) {
            assertThat(TAKES_AWAY).as(statement).anyMatch(pattern -> pattern.matcher(statement)
                    .find());
        }
        assertThat(TAKES_AWAY).noneMatch(pattern -> pattern.matcher(
                        "ALTER TABLE shop ADD COLUMN x INT NOT NULL DEFAULT 0, ADD y INT NULL")
                .find());
    }

    @Test
    void theNewestMigrationIsKnown() {
        assertThat(HubReleases.newestKnown()).isGreaterThanOrEqualTo(15);
    }
}
