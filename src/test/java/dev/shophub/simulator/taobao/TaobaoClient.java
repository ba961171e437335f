package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A caller of the simulated platform that signs as the fact sheet says. */
final class TaobaoClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final TaobaoSimulator simulator;
    private final Clock clock;
    private final String session;

    TaobaoClient(TaobaoSimulator simulator, Clock clock, String session) {
        this.simulator = simulator;
        this.clock = clock;
        this.session = session;
    }

    TaobaoClient withSession(String other) {
        return new TaobaoClient(simulator, clock, other);
    }

    /** What lies under the answer's only key. */
    JsonNode call(String method, String... parameters) {
        return json(send("POST", signed(parameters(method, parameters))).body())
                .elements()
                .next();
    }

    /** The whole answer. */
    JsonNode answer(Map<String, String> parameters) {
        return json(send("POST", parameters).body());
    }

    Map<String, String> parameters(String method, String... more) {
        var parameters = new HashMap<String, String>();
        parameters.put("method", method);
        parameters.put("app_key", TaobaoWorld.LAMPS.appKey());
        parameters.put("session", session);
        parameters.put("timestamp", TaobaoTime.text(clock.instant()));
        parameters.put("v", "2.0");
        parameters.put("format", "json");
        parameters.put("sign_method", "hmac-sha256");
        for (var at = 0; at < more.length; at += 2) {
            parameters.put(more[at], more[at + 1]);
        }
        return parameters;
    }

    static Map<String, String> signed(Map<String, String> parameters) {
        var signed = new HashMap<>(parameters);
        signed.put(
                "sign",
                TaobaoSignature.of(parameters, TaobaoWorld.LAMPS.appSecret()).orElse("none"));
        return signed;
    }

    HttpResponse<String> send(String verb, Map<String, String> parameters) {
        var request = HttpRequest.newBuilder(simulator.gateway())
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .method(verb, HttpRequest.BodyPublishers.ofString(encoded(parameters)));
        return send(request);
    }

    HttpResponse<String> sendInQuery(String verb, Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(URI.create(simulator.gateway() + "?" + encoded(parameters)))
                .method(verb, HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(simulator.gateway());
    }

    HttpClient http() {
        return http;
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
