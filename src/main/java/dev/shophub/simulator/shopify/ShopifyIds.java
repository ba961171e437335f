package dev.shophub.simulator.shopify;

/** The platform's global ids. An item without variants is shown with one, and every variant's stock has a number of its own. */
final class ShopifyIds {

    private static final String PREFIX = "gid://shopify/";
    private static final long STOCK = 1_000_000_000_000_000L;

    /** Every simulated shop has one place where its goods lie. */
    static final long LOCATION = 61_000_000_001L;

    private ShopifyIds() {}

    static String gid(String type, long id) {
        return PREFIX + type + "/" + id;
    }

    /** The number in a global id of this type; -1 when it is none. */
    static long number(String gid, String type) {
        var prefix = PREFIX + type + "/";
        var number = gid.startsWith(prefix) ? gid.substring(prefix.length()) : "";
        return number.matches("\\d{1,18}|[1-8]\\d{18}") ? Long.parseLong(number) : -1;
    }

    static String type(String gid) {
        var parts = gid.split("/");
        return gid.startsWith(PREFIX) && parts.length == 5 ? parts[3] : "";
    }

    static long variant(long item, long sku) {
        return sku == 0 ? item + 1 : sku;
    }

    static long stockOf(long variant) {
        return variant + STOCK;
    }

    static long variantOf(long stock) {
        return stock - STOCK;
    }
}
