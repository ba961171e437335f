package dev.shophub.simulator.erp;

import java.util.Collection;

/** The simulated ERP does not take a request; never quotes what a buyer wrote. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal invalid(String field, String what) {
        return new Refusal(400, "invalid-field", "The field " + field + " " + what);
    }

    static Refusal unknownSkus(Collection<String> skus) {
        return new Refusal(422, "unknown-sku", "The ERP has no product with sku " + String.join(", ", skus));
    }

    static Refusal unknownOrder(String reference) {
        return new Refusal(422, "unknown-order", "The ERP has no order " + reference);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
