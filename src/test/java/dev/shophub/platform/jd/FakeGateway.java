package dev.shophub.platform.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The platform's gateway in memory, answering by method, for what a whole simulator would only make harder to see. */
final class FakeGateway implements HttpCalls {

    static final Instant NOW = Instant.parse("2026-09-01T04:00:00Z");
    static final String SECRET = "jdsecret0123456789";

    /** A call that was made: the method and the parameters of the interface. */
    record Call(String method, JsonNode parameters, String access) {}

    final List<Call> calls = new ArrayList<>();
    final List<Duration> closed = new ArrayList<>();
    private final Map<String, Function<JsonNode, String>> answers = new HashMap<>();
    Tokens.Token token = token("access-0", NOW.plus(Duration.ofDays(20)));
    int renewals;

    JdConnector connect(String... settings) {
        var all = new HashMap<>(Map.of(
                "app-key", "JDKEY0001", "app-secret", SECRET, "refund-sweep-depth", "0s", "review-sweep-depth", "0s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        var shop = new Shop(Fixtures.SHOP, "jd", "示例", URI.create("https://api.jd.com"), ZoneOffset.ofHours(8), all);
        var tools = new Tools(
                this,
                new OneToken(),
                (name, perSecond) -> new NoQuota(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Runnable::run);
        return new JdConnector(shop, JdSettings.of(shop), tools);
    }

    FakeGateway on(String method, Function<JsonNode, String> answer) {
        answers.put(method, answer);
        return this;
    }

    FakeGateway on(String method, String answer) {
        return on(method, parameters -> answer);
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    @Override
    public Response send(Request request) {
        if (request.uri().getPath().startsWith("/oauth2")) {
            renewals++;
            return new Response(
                    200,
                    Map.of(),
                    answers.get(request.uri().getPath()).apply(null).getBytes(StandardCharsets.UTF_8));
        }
        var sent = new HashMap<String, String>();
        for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            var parts = pair.split("=", 2);
            sent.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        var parameters = Json.answer(sent.get("360buy_param_json").getBytes(StandardCharsets.UTF_8));
        calls.add(new Call(sent.get("method"), parameters, sent.get("access_token")));
        var answer = JdSigner.sign(sent, SECRET).equals(sent.get("sign"))
                ? answers.get(sent.get("method")).apply(parameters)
                : "{\"error_response\":{\"code\":\"12\"}}";
        return new Response(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
    }

    static Tokens.Token token(String access, Instant ends) {
        return new Tokens.Token(access, Optional.of("refresh"), Optional.of(ends), Optional.of(ends), "42", "seller");
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
            token = renew.apply(token);
            return token;
        }

        @Override
        public void store(ShopKey shop, Token given) {
            token = given;
        }
    }
}
