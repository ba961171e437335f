package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The platform's gateway in memory, answering by method, for what a whole simulator would only make harder to see. */
final class FakeGateway implements HttpCalls {

    static final Instant NOW = Instant.parse("2024-03-01T04:00:00Z");
    static final String SECRET = "topsecret0123456789abcdef";

    final List<Map<String, String>> calls = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> closed = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Function<Map<String, String>, byte[]>> answers = new HashMap<>();
    Instant clock = NOW;
    int status = 200;
    Tokens.Token token = token("access-0");

    /** A shop connected to this gateway. */
    TaobaoConnector connect(String... settings) {
        var all = new HashMap<>(Map.of("app-key", "23000001", "app-secret", SECRET, "page-size", "40"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        var shop = new Shop(Fixtures.SHOP, "taobao", "示例", URI.create("https://eco.taobao.com"), TaobaoTime.ZONE, all);
        var tools = new Tools(this, new OneToken(), (name, perSecond) -> new NoQuota(), ours(), Runnable::run);
        return new TaobaoConnector(shop, TaobaoSettings.of(shop), tools);
    }

    FakeGateway on(String method, Function<Map<String, String>, byte[]> answer) {
        answers.put(method, answer);
        return this;
    }

    FakeGateway on(String method, String answer) {
        return on(method, parameters -> answer.getBytes(StandardCharsets.UTF_8));
    }

    List<Map<String, String>> calls(String method) {
        return calls.stream().filter(call -> call.get("method").equals(method)).toList();
    }

    @Override
    public Response send(Request request) {
        var parameters = new HashMap<String, String>();
        for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        calls.add(parameters);
        var body = TaobaoSigner.of(parameters.get("sign_method"))
                        .sign(parameters, SECRET)
                        .equals(parameters.get("sign"))
                ? answers.get(parameters.get("method")).apply(parameters)
                : error(25, "isv.invalid-signature", "");
        var date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.atOffset(ZoneOffset.UTC));
        return new Response(status, Map.of("date", List.of(date)), body);
    }

    static byte[] error(int code, String subCode, String subMessage) {
        var error = JsonNodeFactory.instance.objectNode();
        error.putObject("error_response")
                .put("code", code)
                .put("msg", "")
                .put("sub_code", subCode)
                .put("sub_msg", subMessage);
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Answers a list as the platform does: newest first, the last page shorter, no key for an empty list. */
    static byte[] list(Map<String, String> call, String root, String plural, String singular, List<ObjectNode> rows) {
        int size = Integer.parseInt(call.get("page_size"));
        int from = (Integer.parseInt(call.get("page_no")) - 1) * size;
        var answer = JsonNodeFactory.instance.objectNode();
        var content = answer.putObject(root);
        if ("true".equals(call.get("use_has_next"))) {
            content.put("has_next", rows.size() > from + size);
        } else {
            content.put("total_results", rows.size());
        }
        var page = IntStream.range(from, Math.max(from, Math.min(rows.size(), from + size)))
                .mapToObj(rows::get)
                .toList();
        if (!page.isEmpty()) {
            ArrayNode array = content.putObject(plural).putArray(singular);
            page.forEach(array::add);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Clock ours() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    static Tokens.Token token(String access) {
        return new Tokens.Token(
                access, Optional.of("refresh"), Optional.empty(), Optional.of(NOW.plusSeconds(86_400)), "42", "seller");
    }

    private final class NoQuota implements Quotas.Quota {

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {
            closed.add(wait);
        }
    }

    private final class OneToken implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.ofNullable(token);
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            if (token == null) {
                throw new AuthFailedException("None", false);
            }
            token = renew.apply(token);
            return token;
        }

        @Override
        public void store(ShopKey shop, Token given) {
            token = given;
        }
    }
}
