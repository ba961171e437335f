package dev.shophub.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.metric.MetricWorld;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** No character of a chart is a box. */
class ChartFontTest {

    private final ChartFont font = new ChartFont();

    @Test
    void drawsEveryTextOfTheReportsAndEveryNameOfAFigure() throws IOException {
        for (var language : new String[] {"zh", "en"}) {
            var texts = new Properties();
            try (var file = new InputStreamReader(
                    getClass().getResourceAsStream("/messages/mail_" + language + ".properties"),
                    StandardCharsets.UTF_8)) {
                texts.load(file);
            }
            texts.stringPropertyNames().stream()
                    .filter(key -> key.startsWith("report."))
                    .forEach(key -> assertThat(font.size(12).canDisplayUpTo(texts.getProperty(key)))
                            .as(key)
                            .isEqualTo(-1));
        }
        MetricWorld.CATALOGUE.figures().forEach(figure -> assertThat(
                        font.size(12).canDisplayUpTo(figure.zh() + figure.en()))
                .as(figure.key())
                .isEqualTo(-1));
    }

    @Test
    void drawsWhatGb2312CanWriteAndNeverABoxForTheRest() {
        var all = new StringBuilder();
        for (int high = 0xA1; high <= 0xF7; high++) {
            for (int low = 0xA1; low <= 0xFE; low++) {
                var text = new String(new byte[] {(byte) high, (byte) low}, Charset.forName("GB2312"));
                if (text.length() == 1 && text.charAt(0) != '\uFFFD') {
                    all.append(text);
                }
            }
        }
        assertThat(all.length()).isGreaterThan(6_763);
        assertThat(font.size(12).canDisplayUpTo(all.toString())).isEqualTo(-1);
        assertThat(font.drawable("茶😀壶")).isEqualTo("茶?壶");
    }
}
