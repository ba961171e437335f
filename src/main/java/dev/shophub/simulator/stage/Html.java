package dev.shophub.simulator.stage;

/** The few pages of HTML the platform answers with. */
public final class Html {

    private Html() {}

    public static String page(String title, String body) {
        return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title></head><body><h1>" + escaped(title) + "</h1>" + body + "</body></html>";
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
