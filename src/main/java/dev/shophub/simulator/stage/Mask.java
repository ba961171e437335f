package dev.shophub.simulator.stage;

/** How the platform hides people (fact sheet, section 5.7); what is hidden already stays as it is. */
public final class Mask {

    private static final int PHONE_START = 3;
    private static final int PHONE_END = 4;

    private Mask() {}

    /** The first character stays. */
    public static String name(String text) {
        if (text.isEmpty() || hidden(text)) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, 1)) + "**";
    }

    /** The first three and the last four characters stay. */
    public static String phone(String text) {
        if (text.isEmpty() || hidden(text)) {
            return text;
        }
        return text.length() <= PHONE_START + PHONE_END
                ? "*".repeat(text.length())
                : text.substring(0, PHONE_START) + "****" + text.substring(text.length() - PHONE_END);
    }

    /** Nothing stays. */
    public static String whole(String text) {
        return "*".repeat(Math.min(text.length(), 12));
    }

    private static boolean hidden(String text) {
        return text.indexOf('*') >= 0;
    }
}
