package dev.shophub.model;

/** One kind of record that is read from a shop or the ERP; the word stands in config, tables, logs and metrics. */
public record Stream(String name) {

    public static final Stream ORDERS = new Stream("orders");
    public static final Stream REFUNDS = new Stream("refunds");
    public static final Stream STOCK = new Stream("stock");
    public static final Stream REVIEWS = new Stream("reviews");
    public static final Stream LISTINGS = new Stream("listings");
    /** Products with cost price, as the ERP keeps them. */
    public static final Stream PRODUCTS = new Stream("products");
    /** Parcels, as the ERP sends them. */
    public static final Stream SHIPMENTS = new Stream("shipments");

    @Override
    public String toString() {
        return name;
    }
}
