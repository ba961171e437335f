package dev.shophub.simulator.jd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The gateway's checks, then the interface. Refusals carry the platform's own codes (fact sheet, sections 1 to 4 and 9). */
final class JdGateway implements FaultyGateway.Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(JdGateway.class);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final State world;
    private final TokenDesk tokens;
    private final Faults faults;
    private final Map<String, JdMethod> methods = new HashMap<>();

    JdGateway(State world, TokenDesk tokens, Faults faults) {
        this.world = world;
        this.tokens = tokens;
        this.faults = faults;
        new JdOrders(new JdOrderState(world), faults).offer(methods);
        new JdRefunds(new JdRefundState(world)).offer(methods);
        new JdWares(new JdWareState(world)).offer(methods);
        new JdComments(new JdCommentState(world)).offer(methods);
        methods.put("jingdong.vender.shop.query", JdGateway::shop);
    }

    @Override
    public String answer(String verb, Map<String, String> sent, Optional<Fault.RateLimit> limit) {
        var root = JsonNodeFactory.instance.objectNode();
        var name = sent.getOrDefault("method", "").replace('.', '_') + "_responce";
        try {
            limit.ifPresent(found -> {
                throw JdRefusal.limited(found.seconds());
            });
            var method = admit(sent);
            var call = new JdCall(seller(sent), parameters(sent), world.clock());
            var content = root.putObject(name).put("code", "0");
            content.setAll(method.answer(call));
        } catch (JdRefusal refusal) {
            root.removeAll();
            root.set(refusal.isByGateway() ? "error_response" : name, refusal.node());
        } catch (DataAccessException e) {
            LOG.warn("Simulated platform could not answer (method={})", sent.get("method"), e);
            root.removeAll();
            root.set(
                    "error_response",
                    JdRefusal.gateway(66, "Service unavailable", "系统异常").node());
        }
        return root.toString();
    }

    private JdMethod admit(Map<String, String> sent) {
        var name = present(sent, "method", 14, "Missing method");
        var method = Optional.ofNullable(methods.get(name))
                .orElseThrow(() -> JdRefusal.gateway(15, "Invalid method", "不存在的方法名"));
        var appKey = present(sent, "app_key", 20, "Missing app_key");
        var secret = tokens.sellers().stream()
                .filter(seller -> seller.appKey().equals(appKey))
                .map(Seller::appSecret)
                .findFirst()
                .orElseThrow(() -> JdRefusal.gateway(21, "Invalid app_key", "无效的app_key"));
        checkTimestamp(present(sent, "timestamp", 9, "Missing timestamp"));
        if (!JdSignature.of(sent, secret).equals(present(sent, "sign", 11, "Missing signature"))) {
            throw JdRefusal.gateway(12, "Invalid signature", "无效签名");
        }
        if (!sent.getOrDefault("format", "json").equals("json")) {
            throw JdRefusal.gateway(13, "Invalid format", "无效数据格式");
        }
        if (!present(sent, "v", 16, "Missing version").equals("2.0")) {
            throw JdRefusal.gateway(17, "Invalid version", "无效版本");
        }
        return method;
    }

    private void checkTimestamp(String timestamp) {
        var now = world.clock().instant();
        boolean near = JdTime.parse(timestamp)
                .filter(time -> Duration.between(time, now).abs().compareTo(CLOCKS_APART) <= 0)
                .isPresent();
        if (!near) {
            throw JdRefusal.gateway(10, "Invalid timestamp", "无效时间戳");
        }
    }

    private Seller seller(Map<String, String> sent) {
        var token = present(sent, "access_token", 18, "Missing access_token");
        var seller = tokens.sellerOf(token)
                .filter(found -> found.appKey().equals(sent.get("app_key")))
                .orElseThrow(() -> expired(token));
        if (faults.expiresNow(seller.key())) {
            faults.expireToken(seller.key());
            throw expired(token);
        }
        if (faults.isWithdrawn(seller.key(), sent.get("method"))) {
            throw JdRefusal.gateway(2001, "No permission for " + sent.get("method"), "应用没有此接口的权限");
        }
        return seller;
    }

    /** The platform's sentence quotes the token. */
    private static JdRefusal expired(String token) {
        return JdRefusal.gateway(19, "Invalid access_token", "token已过期或者不存在，请重新授权: " + token);
    }

    private static JsonNode parameters(Map<String, String> sent) {
        try {
            var parameters = JSON.readTree(sent.getOrDefault("360buy_param_json", ""));
            if (parameters.isObject()) {
                return parameters;
            }
        } catch (JsonProcessingException e) {
            throw JdRefusal.gateway(13, "Invalid 360buy_param_json", "业务参数不是JSON");
        }
        throw JdRefusal.gateway(13, "Invalid 360buy_param_json", "业务参数不是JSON");
    }

    private static String present(Map<String, String> sent, String name, int code, String message) {
        return Optional.ofNullable(sent.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> JdRefusal.gateway(code, message, "缺少" + name));
    }

    private static ObjectNode shop(JdCall call) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("shop_jos_result")
                .put("vender_id", call.seller().userId())
                .put("shop_id", call.seller().userId() + 1)
                .put("shop_name", call.seller().nick());
        return answer;
    }
}
