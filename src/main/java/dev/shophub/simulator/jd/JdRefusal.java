package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call the platform refuses, in its own codes and words: by the gateway, or by the interface itself. */
final class JdRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String chinese;
    private final boolean byGateway;

    private JdRefusal(String code, String english, String chinese, boolean byGateway) {
        super(english, null, false, false);
        this.code = code;
        this.chinese = chinese;
        this.byGateway = byGateway;
    }

    /** Told as {@code error_response}. */
    static JdRefusal gateway(int code, String english, String chinese) {
        return new JdRefusal(Integer.toString(code), english, chinese, true);
    }

    /** Told within the answer's root, by its code. */
    static JdRefusal business(String code, String chinese) {
        return new JdRefusal(code, "", chinese, false);
    }

    static JdRefusal parameter(String name, String why) {
        return business("10100001", "参数错误: " + name + " " + why);
    }

    static JdRefusal limited(int seconds) {
        return gateway(43, "Calls exceed the flow control limit, retry after " + seconds + " seconds", "调用次数超过流控限制");
    }

    boolean isByGateway() {
        return byGateway;
    }

    ObjectNode node() {
        var node = JsonNodeFactory.instance.objectNode().put("code", code);
        if (byGateway) {
            node.put("en_desc", getMessage());
        }
        return node.put("zh_desc", chinese);
    }
}
