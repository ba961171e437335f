package dev.shophub.model;

/**
 * The seller's account at a platform: which store it is, whatever name and key the hub has for it.
 *
 * @param id the platform's own, compared byte for byte; 128 characters at most
 * @param name for people, as the platform shows it; empty where it shows none; 200 characters at most
 */
public record Account(String id, String name) {

    private static final int ID = 128;
    private static final int NAME = 200;

    /** @throws IllegalArgumentException when the id is empty */
    public Account {
        id = line(id, ID);
        name = line(name, NAME);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("An account has an id");
        }
    }

    /** Name and id, for messages. */
    public String words() {
        return name.isEmpty() || name.equals(id) ? id : name + " [" + id + "]";
    }

    private static String line(String text, int most) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most);
    }
}
