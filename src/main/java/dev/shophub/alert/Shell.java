package dev.shophub.alert;

/** What a person copies from a mail into a shell. */
public final class Shell {

    private Shell() {}

    /** As a shell takes it: plain where it can be, else in single quotes. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9._:/@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
