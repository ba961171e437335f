package dev.shophub.platform.taobao;

import dev.shophub.connector.FormGateway;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One signed call of the open platform, stamped with the platform's time, its errors told apart. */
final class TaobaoGateway {

    private final TaobaoSettings settings;
    private final FormGateway gateway;

    TaobaoGateway(Shop shop, TaobaoSettings settings, Tools tools) {
        this.settings = settings;
        this.gateway = new FormGateway(
                shop,
                tools,
                new FormGateway.Terms(
                        "Taobao",
                        "/router/rest",
                        settings.appKey(),
                        settings.requestsPerSecond(),
                        settings.platformClock()));
    }

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return gateway.platformNow();
    }

    /**
     * Calls one interface.
     *
     * @param session the seller's access token, where the interface wants one
     * @return the answer, at the node below {@code …_response}; unparsed when it is broken JSON
     * @throws dev.shophub.connector.Failure by {@link TaobaoErrors}
     */
    JsonAnswer call(String method, Map<String, String> parameters, Optional<String> session) {
        return gateway.call(method, () -> form(method, parameters, session), answer -> content(answer, method));
    }

    private JsonAnswer content(JsonAnswer answer, String method) {
        if (answer.parsed().isEmpty()) {
            return answer;
        }
        var particulars = gateway.particulars(method);
        var error = answer.content().path("error_response");
        if (!error.isMissingNode()) {
            throw TaobaoErrors.failure(error, particulars);
        }
        var content = answer.content().path(root(method));
        if (!content.isObject()) {
            throw new UnavailableException("Taobao's answer lacks its " + root(method) + " (" + particulars + ")");
        }
        return answer.at(content);
    }

    /** {@code taobao.trade.fullinfo.get} answers as {@code trade_fullinfo_get_response}; other prefixes stay. */
    private static String root(String method) {
        var name = method.startsWith("taobao.") ? method.substring("taobao.".length()) : method;
        return name.replace('.', '_') + "_response";
    }

    private Map<String, String> form(String method, Map<String, String> parameters, Optional<String> session) {
        var all = new TreeMap<>(parameters);
        all.values().removeIf(String::isEmpty);
        all.put("method", method);
        all.put("app_key", settings.appKey());
        all.put("timestamp", TaobaoTime.text(platformNow()));
        all.put("format", "json");
        all.put("v", "2.0");
        all.put("sign_method", settings.signer().word());
        session.ifPresent(token -> all.put("session", token));
        all.put("sign", settings.signer().sign(all, settings.appSecret()));
        return all;
    }
}
