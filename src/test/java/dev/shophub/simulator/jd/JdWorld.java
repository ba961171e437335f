package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A small world for tests: rows to insert, the platform that shows them, and calls signed by hand. */
final class JdWorld implements AutoCloseable {

    static final Seller TEA = new Seller(new ShopKey("tea"), "JDKEY0001", "jdsecret0123456789", "茶叶旗舰店", 10268001);

    private static final String RECEIVER =
            "{\"name\":\"张三丰\",\"mobile\":\"13812345678\",\"state\":\"浙江\",\"city\":\"杭州市\",\"address\":\"文三路 1 号\"}";

    private final State state = new State(TestDatabase.emptySchema(), Clock.systemUTC());
    private final JdSimulator simulator = new JdSimulator(state, JdSettings.of(TEA), () -> {});
    private final HttpClient http = HttpClient.newHttpClient();

    JdSimulator simulator() {
        return simulator;
    }

    State state() {
        return state;
    }

    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void begin() {
        List.of("order", "line", "refund", "item", "sku", "review", "token")
                .forEach(table -> state.jdbc().update("DELETE FROM sim_" + table));
        simulator.faults().clear();
    }

    /** An order of one line: two pieces of tea at 60 yuan, 6.50 of freight. */
    void order(long id, String status, Instant modified) {
        state.jdbc()
                .update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer, buyer_nick,"
                                + " receiver, goods, freight, payment) VALUES ('tea', ?, ?, 'fixed', ?, ?, ?, 'AAJD1', '王小明', ?,"
                                + " 120, 6.50, 126.50)",
                        id,
                        status,
                        utc(modified),
                        utc(modified),
                        status.equals("UNPAID") ? null : utc(modified),
                        RECEIVER);
        state.jdbc()
                .update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES ('tea', ?, ?, 1, 600000000001, 0, 'TEA-01', '高山红茶', 2, 60, 120, ?)",
                        id,
                        id,
                        status);
    }

    /** Calls with a valid token and signature; what is named in {@code changes} is sent instead, empty is left out. */
    JsonNode call(String method, String parameters, String... changes) {
        var sent = new HashMap<>(Map.of(
                "method",
                method,
                "app_key",
                TEA.appKey(),
                "access_token",
                simulator.issueToken(TEA.key()).accessToken(),
                "timestamp",
                JdTime.text(Instant.now()),
                "v",
                "2.0",
                "360buy_param_json",
                parameters));
        for (int i = 0; i < changes.length; i += 2) {
            sent.put(changes[i], changes[i + 1]);
        }
        sent.values().removeIf(String::isEmpty);
        if (!List.of(changes).contains("sign")) {
            sent.put("sign", JdSignature.of(sent, TEA.appSecret()));
        }
        var body = sent.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Json.answer(send(HttpRequest.newBuilder(simulator.gateway())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body());
    }

    JsonNode oauth(String pathAndQuery) {
        return Json.answer(send(HttpRequest.newBuilder(URI.create(simulator.uri() + pathAndQuery))
                        .build())
                .body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException("The simulator did not answer", broken);
        }
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
