package dev.shophub.alert;

import java.util.regex.Pattern;

/** Makes text from outside fit for a mail: no line breaks in headers, nothing that hides or turns what is read. */
public final class Outside {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u0085\\s]+");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");

    private Outside() {}

    /** One line: what breaks lines becomes one blank. */
    public static String line(String text) {
        return UNSEEN.matcher(BREAKS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    /** Text of several lines, without control and direction marks. */
    public static String lines(String text) {
        return UNSEEN.matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("")
                .strip();
    }

    /** One line of at most {@code most} code points; what is cut ends with an ellipsis. */
    public static String line(String text, int most) {
        var line = line(text);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
