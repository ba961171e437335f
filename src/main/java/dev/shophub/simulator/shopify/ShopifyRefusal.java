package dev.shophub.simulator.shopify;

/** A field that cannot be answered, with the platform's code for it. */
final class ShopifyRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String DENIED = "ACCESS_DENIED";
    static final String BAD_REQUEST = "BAD_REQUEST";

    private final String code;

    ShopifyRefusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
