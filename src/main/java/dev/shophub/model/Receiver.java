package dev.shophub.model;

/**
 * Where an order goes, as the platform shows it: mostly masked with asterisks. Empty text where the platform withholds a
 * part. Stored encrypted but for region, city and district; never logged.
 */
public record Receiver(
        String name, String phone, String region, String city, String district, String address, String zip) {

    public static final Receiver WITHHELD = new Receiver("", "", "", "", "", "", "");

    @Override
    public String toString() {
        return "Receiver[withheld]";
    }
}
