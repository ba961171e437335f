package dev.shophub.report;

import static dev.shophub.report.MorningStory.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes both editions of a morning report to {@code target/look} and draws them narrow and wide, light and dark. */
@Tag("look")
class MorningLookIT {

    private static final Path FOLDER = Path.of("target", "look").toAbsolutePath();

    @Test
    void drawBothEditions() throws Exception {
        Files.createDirectories(FOLDER);
        var world = new MailWorld();
        var morning = new MorningWorld(world);
        world.clock.advance(Duration.ofMinutes(-210));
        var story = new MorningStory(world).tell(46);
        story.rivals();
        morning.look();
        write("report-first", world.deliver());
        world.clock.advance(Duration.ofMinutes(20));
        for (int back = 0; back < 30; back++) {
            var visitors = 1_050 + (back * 37) % 160 + (back == 0 ? 240 : 0);
            story.console(DAY.minusDays(back), visitors)
                    .console(DAY.minusYears(1).minusDays(back), visitors * 4 / 5);
        }
        world.clock.advance(Duration.ofMinutes(1));
        morning.look();
        write("report-second", world.deliver());
        for (var name : List.of("report-first", "report-second")) {
            for (var width : List.of(375, 900)) {
                for (var dark : List.of(false, true)) {
                    draw(name, width, dark);
                }
            }
        }
    }

    private static void write(String name, List<MimeMessage> mails) throws Exception {
        assertThat(mails).hasSize(2);
        for (var mail : mails) {
            if (!mail.getAllRecipients()[0].toString().equals(MorningWorld.OWNER)) {
                continue;
            }
            var texts = new HashMap<String, String>();
            walk(mail, texts);
            var html = texts.get("text/html");
            Files.writeString(FOLDER.resolve(name + ".html"), html.replaceAll("cid:([a-z-]+)", name + "-$1.png"));
            Files.writeString(FOLDER.resolve(name + ".txt"), mail.getSubject() + "\n\n" + texts.get("text/plain"));
            pictures(name, mail);
        }
    }

    private static void pictures(String name, Part part) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (int at = 0; at < parts.getCount(); at++) {
                pictures(name, parts.getBodyPart(at));
            }
        } else if (part instanceof BodyPart body && body.getFileName() != null) {
            var file = body.getFileName().endsWith(".png") ? name + "-" + body.getFileName() : body.getFileName();
            Files.write(FOLDER.resolve(file), body.getInputStream().readAllBytes());
        }
    }

    private static void walk(Part part, Map<String, String> texts) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (int at = 0; at < parts.getCount(); at++) {
                walk(parts.getBodyPart(at), texts);
            }
        } else if (part.isMimeType("text/*")) {
            texts.put(
                    part.getContentType().split(";")[0].toLowerCase(),
                    part.getContent().toString());
        }
    }

    /** Chromium's window is never narrower than 500 pixels, so the page is drawn in a frame of the width. */
    private static void draw(String name, int width, boolean dark) throws IOException, InterruptedException {
        var chromium = Path.of("/usr/bin/chromium");
        if (!Files.isExecutable(chromium)) {
            return;
        }
        var frame = Files.writeString(
                FOLDER.resolve("frame.htm"),
                "<meta name=color-scheme content='light dark'><body style='margin:0'><iframe src='" + name
                        + ".html' style='border:0;width:" + width + "px;height:5600px;color-scheme:"
                        + (dark ? "dark" : "light") + "'></iframe>");
        var command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--user-data-dir=" + Files.createTempDirectory("look"),
                "--window-size=" + Math.max(width, 500) + ",5600",
                "--screenshot=" + FOLDER.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png")));
        if (dark) {
            command.add("--force-dark-mode");
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(frame.toUri().toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("chromium.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
