package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.UnavailableException;
import dev.shophub.store.Said;
import dev.shophub.store.Trouble;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin breaks a template of mails: mails go on as shipped, he hears of it by file and line, and that it is mended. */
class FaultyTemplateIT {

    private static final Path SHIPPED = Path.of("config", "mail");
    private static final String CONTENT = "<th:block th:fragment=\"content\">";
    private static final String BROKEN = "<p th:text=\"${headng.text}\">x</p>";

    private final MailWorld world = new MailWorld();

    @TempDir
    private Path edited;

    @TempDir
    private Path release;

    private URLClassLoader jar;
    private int saves;

    @BeforeEach
    void install() throws MalformedURLException, IOException {
        copy(SHIPPED, edited);
        copy(SHIPPED, Files.createDirectories(release.resolve("shipped/config/mail")));
        jar = new URLClassLoader(new URL[] {release.toUri().toURL()}, null);
        world.templates = edited;
        world.release = jar;
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void mailsGoOnAsShippedAndTheFaultIsToldByFileAndLine() throws Exception {
        edit("trouble.html", CONTENT, CONTENT + BROKEN);
        authFails();

        var mails = world.deliver();

        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).getSubject()).contains("授权失效");
        assertThat(body(mails.get(1), "text/plain"))
                .contains("邮件模板 " + edited.resolve("trouble.html") + ":4 有错", "headng.text", "./hub check-config");
        assertThat(open()).singleElement().satisfies(trouble -> assertThat(
                        trouble.said().sentence())
                .startsWith("Template of mails not usable (" + edited.resolve("trouble.html") + ":4), mails are made"));
    }

    @Test
    void itIsWellOnceWhatWasSavedAnewMakesTheMail() throws Exception {
        edit("trouble.txt", "[(", "[(${headng.text})]\n[(");
        authFails();
        world.deliver();
        assertThat(open()).hasSize(1);
        world.templateFaults.look();
        assertThat(open()).as("not saved since").hasSize(1);

        edit("trouble.txt", "headng.text", "hading.text");
        world.templateFaults.look();
        assertThat(open())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.said().sentence()).contains("hading.text"));

        copy(SHIPPED, edited);
        saved("trouble.txt");
        world.templateFaults.look();
        assertThat(open()).isEmpty();
        world.clock.advance(Duration.ofMinutes(2));
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(mail.getSubject())
                .contains("邮件模板有错"));
    }

    @Test
    void withoutTheReleasesOwnTheMailWaitsAndTheAttemptNamesTheFile() throws Exception {
        world.release = new URLClassLoader(new URL[0], null);
        edit("frame.html", "<body", "<body th:text=\"${headng.text}\"");
        authFails();
        var message = world.claim().get(0);

        assertThatThrownBy(() -> world.room().compose(message))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(edited.resolve("frame.html").toString())
                .hasMessageContaining("headng.text");
        assertThat(open()).hasSize(1);
    }

    private void authFails() {
        world.troubles.raise(
                "taobao-one", "auth", Optional.of(world.shop.id()), Said.quoting("access-refused", "code=27"));
    }

    private List<Trouble> open() {
        return world.troubles.open().stream()
                .filter(trouble -> trouble.kind().equals("mail-template"))
                .toList();
    }

    /** @param changes pairs of a text and what stands there then; the first place each */
    private void edit(String name, String... changes) throws IOException {
        var text = Files.readString(edited.resolve(name));
        for (var number = 0; number < changes.length; number += 2) {
            assertThat(text).contains(changes[number]);
            var at = text.indexOf(changes[number]);
            text = text.substring(0, at) + changes[number + 1] + text.substring(at + changes[number].length());
        }
        Files.writeString(edited.resolve(name), text);
        saved(name);
    }

    /** Each save at a moment of its own. */
    private void saved(String name) throws IOException {
        Files.setLastModifiedTime(
                edited.resolve(name),
                FileTime.from(Instant.parse("2026-11-05T03:00:00Z").plusSeconds(saves++)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.writeString(to.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }
}
