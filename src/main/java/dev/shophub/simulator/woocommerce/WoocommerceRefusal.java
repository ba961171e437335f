package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call the site refuses, in its own codes and words. */
final class WoocommerceRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private WoocommerceRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static WoocommerceRefusal of(int status, String code, String message) {
        return new WoocommerceRefusal(status, code, message);
    }

    static WoocommerceRefusal parameter(String name) {
        return of(400, "rest_invalid_param", "Invalid parameter(s): " + name);
    }

    static WoocommerceRefusal noRoute() {
        return of(404, "rest_no_route", "No route was found matching the URL and request method.");
    }

    static WoocommerceRefusal invalidId(String type) {
        return of(404, "woocommerce_rest_" + type + "_invalid_id", "Invalid ID.");
    }

    static WoocommerceRefusal authentication(String message) {
        return of(401, "woocommerce_rest_authentication_error", message);
    }

    int status() {
        return status;
    }

    ObjectNode node() {
        var node = JsonNodeFactory.instance.objectNode().put("code", code).put("message", getMessage());
        node.putObject("data").put("status", status);
        return node;
    }
}
