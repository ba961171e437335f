package dev.shophub.outbox;

/** Where messages go; one destination never holds up another. */
public record Destination(String name) {

    public static final Destination ERP = new Destination("erp");
    public static final Destination LISTING = new Destination("listing");
    public static final Destination MAIL = new Destination("mail");

    @Override
    public String toString() {
        return name;
    }
}
