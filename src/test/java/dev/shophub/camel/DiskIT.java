package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shophub.alert.MailWorld;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small volume that really fills, and is emptied again. */
class DiskIT {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final MailWorld world = new MailWorld();
    private Path volume;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createDirectory(folder.resolve("volume")).toRealPath();
        mounted = run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", volume.toString());
        assumeThat(mounted).as("only root may mount a small volume").isTrue();
        world.diskFolders.add(volume.resolve("not/yet/there"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", volume.toString())).isTrue();
        }
    }

    @Test
    void aVolumeThatFillsIsMailedWithWhatFillsItPausesReadingBeforeItIsFullAndGoesOnByItself() throws Exception {
        world.disk.look();
        assertThat(world.disk.hasRoom()).isTrue();
        assertThat(world.deliver()).isEmpty();

        fill("shophub/data/large", 12);
        fill("var/log/journal/old", 6);
        fill("var/log/other", 1);
        world.disk.look();
        assertThat(world.disk.hasRoom()).isTrue();
        var mail = only(world.deliver());
        assertThat(text(mail))
                .contains(volume + "/shophub/data", volume + "/var/log", "12.0 MB", "7.0 MB", "5.0%")
                .contains("磁盘空间不足");
        assertThat(text(mail).indexOf("12.0 MB")).isLessThan(text(mail).indexOf("7.0 MB"));
        world.disk.look();
        assertThat(world.deliver()).isEmpty();

        // 0.5 MB of 20 are left: less than 3 %, and still room for the sentence
        var crumbs = Files.write(volume.resolve("crumbs"), new byte[MEGABYTE / 2]);
        world.disk.look();
        assertThat(world.disk.hasRoom()).isFalse();
        assertThat(text(only(world.deliver()))).contains("暂停读取", "2.5%");

        // a little more is not enough to go on: it would change at every file
        Files.write(crumbs, new byte[MEGABYTE / 2 - 110_000]);
        world.disk.look();
        assertThat(world.disk.hasRoom()).isFalse();

        Files.delete(crumbs);
        Files.delete(volume.resolve("var/log/journal/old"));
        world.disk.look();
        assertThat(world.disk.hasRoom()).isTrue();
        assertThat(world.deliver()).hasSize(2).allSatisfy(cured -> assertThat(cured.getSubject())
                .startsWith("Re: "));
        assertThat(world.troubles.open()).isEmpty();
    }

    @Test
    void whatWasShortWhenTheHubStoppedIsCuredByTheFirstLookAfterItsStart() throws Exception {
        fill("large", 19);
        world.disk.look();
        world.deliver();
        Files.delete(volume.resolve("large"));
        world.diskAfterARestart().look();
        assertThat(world.troubles.open()).isEmpty();
        assertThat(world.deliver()).hasSize(1);
    }

    private void fill(String file, int megabytes) throws IOException {
        var path = volume.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[megabytes * MEGABYTE]);
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private static String text(MimeMessage mail) throws Exception {
        return mail.getSubject() + MailWorld.body(mail, "text/plain");
    }

    private static boolean run(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
