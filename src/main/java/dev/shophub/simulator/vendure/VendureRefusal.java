package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call that the platform refuses beside its data, as an error with a code. */
final class VendureRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private VendureRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Refused before anything was done: HTTP 400. */
    static VendureRefusal invalid(String message) {
        return new VendureRefusal(400, "GRAPHQL_VALIDATION_FAILED", message);
    }

    /** A variable that is not of its type: HTTP 400. */
    static VendureRefusal variable(String message) {
        return new VendureRefusal(400, "BAD_USER_INPUT", message);
    }

    static VendureRefusal forbidden() {
        return new VendureRefusal(200, "FORBIDDEN", "You are not currently authorized to perform this action");
    }

    static VendureRefusal input(String message) {
        return new VendureRefusal(200, "USER_INPUT_ERROR", message);
    }

    static VendureRefusal gone(String type, String id) {
        return new VendureRefusal(200, "ENTITY_NOT_FOUND", "No " + type + " with the id \"" + id + "\" could be found");
    }

    static VendureRefusal broken() {
        return new VendureRefusal(200, "INTERNAL_SERVER_ERROR", "Unexpected error");
    }

    int status() {
        return status;
    }

    ObjectNode answer() {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("errors")
                .addObject()
                .put("message", getMessage())
                .putObject("extensions")
                .put("code", code);
        if (status == 200) {
            answer.putNull("data");
        }
        return answer;
    }

    /** The third layer: a result that is an error. */
    static ObjectNode result(String type, String code, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("__typename", type)
                .put("errorCode", code)
                .put("message", message);
    }
}
