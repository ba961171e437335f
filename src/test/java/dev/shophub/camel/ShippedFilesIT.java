package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.store.ShippedBook;
import dev.shophub.support.RungBell;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Upgrades from one release's files to the next's, on an admin's folders. */
class ShippedFilesIT {

    private static final String INTAKE = "routes/intake.camel.yaml";
    private static final String QUERY = "config/sql/low-stock.sql";
    private static final Map<String, Set<String>> EARLIER =
            Map.of(INTAKE, Set.of("3915f802b36eea9cba13fc945273966ab67b0f41f0acf4a62f38d46e0b7828c1"));

    @TempDir
    private Path folder;

    private final DataSource data = TestDatabase.operations();
    private final RungBell bell = new RungBell();

    @BeforeEach
    void installed() throws IOException {
        write(INTAKE, "first");
        write(QUERY, "SELECT 1");
        upgrade("0.1.0", Map.of(INTAKE, "first", QUERY, "SELECT 1"));
        assertThat(bell.rung()).isEmpty();
    }

    @Test
    void whatWasNeverTouchedIsReplacedAndNobodyIsTold() throws IOException {
        Files.setPosixFilePermissions(folder.resolve(INTAKE), PosixFilePermissions.fromString("rw-r-----"));
        upgrade("0.2.0", Map.of(INTAKE, "second", QUERY, "SELECT 2", "routes/errors.camel.yaml", "new with it"));
        assertThat(read(INTAKE)).isEqualTo("second");
        assertThat(read(QUERY)).isEqualTo("SELECT 2");
        assertThat(read("routes/errors.camel.yaml")).isEqualTo("new with it");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(INTAKE))))
                .isEqualTo("rw-r-----");
        assertThat(bell.rung()).isEmpty();
        upgrade("0.3.0", Map.of(INTAKE, "third"));
        assertThat(read(INTAKE)).isEqualTo("third");
    }

    @Test
    void whatWasTouchedStaysWithTheNewTextBesideUntilThatIsTakenAway() throws IOException {
        write(INTAKE, "first, edited");
        Files.delete(folder.resolve(QUERY));
        var files = upgrade("0.2.0", Map.of(INTAKE, "second", QUERY, "SELECT 2"));
        assertThat(read(INTAKE)).isEqualTo("first, edited");
        assertThat(read(INTAKE + ".new")).isEqualTo("second");
        assertThat(folder.resolve(QUERY)).doesNotExist();
        assertThat(bell.rung()).hasSize(2).anySatisfy(told -> assertThat(told)
                .contains(INTAKE + ":1: was edited here", "intake.camel.yaml.new"));

        files = upgrade("0.2.0", Map.of(INTAKE, "second", QUERY, "SELECT 2"));
        assertThat(bell.rung()).as("still told after a restart").hasSize(2);
        Files.delete(folder.resolve(INTAKE + ".new"));
        files.look();
        assertThat(bell.rung()).hasSize(1);
        upgrade("0.3.0", Map.of(INTAKE, "second", QUERY, "SELECT 2"));
        assertThat(folder.resolve(INTAKE + ".new")).as("nothing new in it").doesNotExist();
    }

    @Test
    void aTextThatIsAlreadyThereOrOnlyDiffersInLineEndsIsNoEdit() throws IOException {
        write(INTAKE, "a\r\nb\r\n");
        write(QUERY, "SELECT 2");
        upgrade("0.1.1", Map.of(INTAKE, "a\nb\n", QUERY, "SELECT 2"));
        upgrade("0.2.0", Map.of(INTAKE, "a\nc\n", QUERY, "SELECT 2"));
        assertThat(read(INTAKE)).isEqualTo("a\nc\n");
        assertThat(bell.rung()).isEmpty();
    }

    /** The release of 2026-11-23 kept no book: what it shipped is known by its hashes. */
    @Test
    void filesOfAReleaseThatWroteNothingDownAreToldByWhatItShipped() throws IOException {
        new JdbcTemplate(data).update("DELETE FROM shipped_file");
        write(INTAKE, "of the release without a book");
        write(QUERY, "SELECT 'edited'");
        upgrade("0.2.0", Map.of(INTAKE, "second", QUERY, "SELECT 2", "routes/errors.camel.yaml", "new with it"));
        assertThat(read(INTAKE)).isEqualTo("second");
        assertThat(read(QUERY)).isEqualTo("SELECT 'edited'");
        assertThat(read(QUERY + ".new")).isEqualTo("SELECT 2");
        assertThat(read("routes/errors.camel.yaml")).isEqualTo("new with it");
        assertThat(bell.rung()).singleElement().asString().contains(QUERY + ":1: was edited here");
    }

    @Test
    void atTheVeryFirstStartNothingIsDone() throws IOException {
        new JdbcTemplate(data).update("DELETE FROM shipped_file");
        write(QUERY, "SELECT 'edited before the first start'");
        upgrade("0.2.0", Map.of(INTAKE, "first", QUERY, "SELECT 2", "routes/errors.camel.yaml", "deleted at once"));
        assertThat(read(QUERY)).isEqualTo("SELECT 'edited before the first start'");
        assertThat(folder.resolve(QUERY + ".new")).doesNotExist();
        assertThat(folder.resolve("routes/errors.camel.yaml")).doesNotExist();
        assertThat(bell.rung()).isEmpty();
    }

    /** A mail of a kind that came with a release would else never find its template. */
    @Test
    void templatesOfMailsComeWithTheRelease() {
        assertThat(ShippedTexts.earlier())
                .containsKeys("routes/poll.camel.yaml", "config/sql/low-stock.sql", "config/mail/frame.html")
                .allSatisfy((name, hashes) ->
                        assertThat(hashes).allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        // a file stands where the folder would be: no user, not even root, can write below it
        Files.delete(folder.resolve(QUERY));
        Files.delete(folder.resolve("config/sql"));
        Files.writeString(folder.resolve("config/sql"), "");
        upgrade("0.2.0", Map.of(INTAKE, "second", QUERY, "SELECT 2"));
        assertThat(bell.rung()).singleElement().asString().contains(QUERY, "could not be written");
        assertThat(read(INTAKE)).isEqualTo("second");
    }

    private ShippedFiles upgrade(String release, Map<String, String> texts) {
        var files = new ShippedFiles(
                Map.of("routes", folder.resolve("routes"), "config/sql", folder.resolve("config/sql")),
                new ShippedBook(new JdbcTemplate(data), Clock.systemUTC()),
                bell,
                release);
        var shipped = new TreeMap<String, byte[]>();
        texts.forEach((name, text) -> shipped.put(name, text.getBytes(StandardCharsets.UTF_8)));
        files.bringUpToDate(shipped, EARLIER);
        return files;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
