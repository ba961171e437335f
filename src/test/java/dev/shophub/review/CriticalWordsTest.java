package dev.shophub.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticalWordsTest {

    @TempDir
    private Path folder;

    private Path file;
    private int edits;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("critical.txt");
    }

    @Test
    void findsChineseWordsAnywhereAndNumbersWhole() throws IOException {
        write("# words\n烫伤\n315  # consumers' day\n\ncaught fire\n");
        var words = new CriticalWords(file);
        assertThat(words.in("孩子被烫 伤了", "")).containsExactly("烫伤");
        assertThat(words.in("３１５见", "")).containsExactly("315");
        assertThat(words.in("单号13155", "It CAUGHT FIRE")).containsExactly("caught fire");
        assertThat(words.in("很好")).isEmpty();
        assertThat(words.problem()).isEmpty();
    }

    @Test
    void readsAnEditedFileAgainAndKeepsTheLastGoodListWhenItCannot() throws IOException {
        write("烫伤\n");
        var words = new CriticalWords(file);
        assertThat(words.in("烫伤，过敏")).containsExactly("烫伤");
        write("烫伤\n过敏\n");
        assertThat(words.in("烫伤，过敏")).containsExactly("烫伤", "过敏");
        Files.write(file, new byte[] {'a', '\n', (byte) 0xB9, (byte) 0xFD, '\n'});
        stamp();
        assertThat(words.problem().orElseThrow()).contains("critical.txt:2").contains("UTF-8");
        assertThat(words.in("烫伤，过敏")).containsExactly("烫伤", "过敏");
        write("烫伤\n");
        assertThat(words.problem()).isEmpty();
    }

    @Test
    void saysWhichLineIsTooLongAndThatAFileIsMissing() throws IOException {
        assertThat(new CriticalWords(file).problem().orElseThrow())
                .contains("critical.txt:1")
                .contains("cannot be read");
        write("ok\n" + "长".repeat(41) + "\n");
        assertThat(new CriticalWords(file).problem().orElseThrow())
                .contains("critical.txt:2")
                .contains("40");
    }

    @Test
    void theShippedListIsReadable() {
        var shipped = new CriticalWords(Path.of("config", "reviews", "critical.txt"));
        assertThat(shipped.problem()).isEmpty();
        assertThat(shipped.in("烫伤 过敏 起火 漏电 中毒 异物 假货 315")).contains("烫伤", "过敏", "起火", "漏电", "中毒", "异物", "假货", "315");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        stamp();
    }

    /** Each edit gets a time of its own, however coarse the file system's clock is. */
    private void stamp() throws IOException {
        edits++;
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + edits * 2_000L));
    }
}
