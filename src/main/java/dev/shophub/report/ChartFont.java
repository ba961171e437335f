package dev.shophub.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The font of the charts, brought along: a server rarely has a Chinese one. */
final class ChartFont {

    private static final String FILE = "/fonts/noto-sans-sc-gbk.otf";

    private final Font font;

    ChartFont() {
        try (var file = ChartFont.class.getResourceAsStream(FILE)) {
            font = Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The charts' font cannot be read (file=" + FILE + ")", unreadable);
        } catch (FontFormatException broken) {
            throw new IllegalStateException("The charts' font cannot be used (file=" + FILE + ")", broken);
        }
    }

    Font size(float points) {
        return font.deriveFont(points);
    }

    /** The text with a question mark for what the font cannot draw: never a box. */
    String drawable(String text) {
        var drawn = new StringBuilder();
        text.codePoints().forEach(point -> drawn.appendCodePoint(font.canDisplay(point) ? point : '?'));
        return drawn.toString();
    }
}
