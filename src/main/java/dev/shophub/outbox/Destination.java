package dev.shophub.outbox;

/** Where messages go; one destination never holds up another. */
public record Destination(String name) {

    public static final Destination ERP = new Destination("erp");
    public static final Destination LISTING = new Destination("listing");
    /** To a shop: the parcels in which the ERP sent its orders. */
    public static final Destination SHIPMENT = new Destination("shipment");
    /** To a shop: what a person decided of its items and reviews. */
    public static final Destination CHANGE = new Destination("change");

    public static final Destination MAIL = new Destination("mail");

    /** Whether the other side is the message's own shop, so that a refused access is that shop's. */
    public boolean isShop() {
        return equals(LISTING) || equals(SHIPMENT) || equals(CHANGE);
    }

    @Override
    public String toString() {
        return name;
    }
}
