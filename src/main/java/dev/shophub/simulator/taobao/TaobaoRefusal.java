package dev.shophub.simulator.taobao;

/** A call the platform refuses, in the platform's own codes and words. */
final class TaobaoRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String subCode;
    private final String subMessage;

    TaobaoRefusal(int code, String message, String subCode, String subMessage) {
        super(message, null, false, false);
        this.code = code;
        this.subCode = subCode;
        this.subMessage = subMessage;
    }

    TaobaoRefusal(int code, String message) {
        this(code, message, "", "");
    }

    static TaobaoRefusal missing(String parameter) {
        return new TaobaoRefusal(
                40, "Missing Required Arguments", "isv.missing-parameter:" + parameter, "Missing " + parameter);
    }

    static TaobaoRefusal invalid(String parameter, String why) {
        return new TaobaoRefusal(
                41, "Invalid Arguments", "isv.invalid-parameter:" + parameter, "Invalid " + parameter + ": " + why);
    }

    static TaobaoRefusal remote(String subCode, String subMessage) {
        return new TaobaoRefusal(15, "Remote service error", subCode, subMessage);
    }

    static TaobaoRefusal invalidSession(String subMessage) {
        return new TaobaoRefusal(27, "Invalid session", "invalid-sessionkey", subMessage);
    }

    static TaobaoRefusal limited(String scope, long seconds) {
        return new TaobaoRefusal(
                7,
                "App Call Limited",
                "accesscontrol.limited-by-" + scope + "-access-count",
                "This ban will last for " + seconds + " more seconds");
    }

    int code() {
        return code;
    }

    String subCode() {
        return subCode;
    }

    String subMessage() {
        return subMessage;
    }
}
