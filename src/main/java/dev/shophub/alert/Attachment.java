package dev.shophub.alert;

/**
 * Something a mail carries beside its text.
 *
 * @param name of the file
 * @param contentId what the text shows it by ({@code cid:}); empty: a file for the reader to open
 * @param type MIME type
 */
public record Attachment(String name, String contentId, String type, byte[] content) {

    /** A picture shown in the text. */
    public static Attachment picture(String contentId, byte[] png) {
        return new Attachment(contentId + ".png", contentId, "image/png", png);
    }

    boolean isShown() {
        return !contentId.isEmpty();
    }
}
