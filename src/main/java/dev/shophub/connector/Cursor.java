package dev.shophub.connector;

/** The platform's opaque "next page" within one window; stored in the checkpoint so that a restart goes on there. */
public record Cursor(String value) {

    /** Asks for the first page of a window. */
    public static final Cursor START = new Cursor("");

    public boolean isStart() {
        return value.isEmpty();
    }
}
