package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes mails to {@code target/look} and, where Chromium is, draws each narrow beside wide, light and dark. */
final class LookPictures {

    private static final Path FOLDER = Path.of("target", "look").toAbsolutePath();
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int HEIGHT = 2200;
    private static final int NARROW = 375;
    private static final int WIDE = 900;
    private static final int GAP = 25;

    private LookPictures() {}

    static void draw(Map<String, MimeMessage> mails) throws Exception {
        Files.createDirectories(FOLDER);
        for (var entry : mails.entrySet()) {
            var name = entry.getKey();
            var mail = entry.getValue();
            Files.writeString(FOLDER.resolve(name + ".html"), body(mail, "text/html"));
            Files.writeString(FOLDER.resolve(name + ".txt"), mail.getSubject() + "\n\n" + body(mail, "text/plain"));
            for (var dark : List.of(false, true)) {
                draw(name, dark);
            }
        }
    }

    /** Chromium's window is never narrower than 500 pixels, so the mail is drawn in frames of its widths. */
    private static void draw(String name, boolean dark) throws IOException, InterruptedException {
        if (!Files.isExecutable(CHROMIUM)) {
            return;
        }
        var frame = Files.writeString(
                FOLDER.resolve("frame.htm"),
                "<meta name=color-scheme content='light dark'><body style='margin:0;display:flex;gap:" + GAP + "px'>"
                        + frame(name, NARROW, dark) + frame(name, WIDE, dark));
        var command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
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
                "--window-size=" + (NARROW + GAP + WIDE) + "," + HEIGHT,
                "--screenshot=" + FOLDER.resolve(name + (dark ? "-dark" : "-light") + ".png")));
        if (dark) {
            command.add("--force-dark-mode");
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(frame.toUri().toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("chromium.log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }

    private static String frame(String name, int width, boolean dark) {
        return "<iframe src='" + name + ".html' style='border:0;flex:none;width:" + width + "px;height:" + HEIGHT
                + "px;color-scheme:" + (dark ? "dark" : "light") + "'></iframe>";
    }
}
