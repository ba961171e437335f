package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** A site played for tests, and calls to it by hand. */
final class WoocommerceSite implements AutoCloseable {

    static final Seller SELLER =
            new Seller(new ShopKey("woocommerce-us"), "ck_0123456789", "cs_secret0123456789", "Example Goods", 1L);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WalkedClock clock = WalkedClock.going();
    private final State state = new State(TestDatabase.emptySchema(), clock);
    private final WoocommerceSimulator simulator = new WoocommerceSimulator(
            state,
            WoocommerceSettings.of(SELLER, ZoneId.of("America/Los_Angeles"), Currency.getInstance("USD"), 0),
            () -> {});
    private final HttpClient http = HttpClient.newHttpClient();

    /** An answer: its JSON is null where it is none. */
    record Said(int status, Map<String, List<String>> headers, JsonNode json) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        String code() {
            return json.path("code").asText();
        }
    }

    WoocommerceSimulator simulator() {
        return simulator;
    }

    WalkedClock clock() {
        return clock;
    }

    JdbcTemplate jdbc() {
        return state.jdbc();
    }

    void begin() {
        List.of("sim_order", "sim_line", "sim_item", "sim_sku", "sim_refund", "sim_review", "sim_token")
                .forEach(table -> jdbc().update("DELETE FROM " + table));
        List.of("word", "note", "webhook").forEach(table -> jdbc().update("DELETE FROM sim_woocommerce_" + table));
        simulator.faults().clear();
        simulator.issueKey();
    }

    Instant now() {
        return clock.instant();
    }

    void order(long id, String status, Instant at) {
        jdbc().update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, freight, discount, payment) VALUES (?, ?, ?, 'fixed', ?, ?, ?,"
                                + " 'AAbuyer1', '示例**', '{\"name\":\"张**\",\"mobile\":\"138****0000\",\"state\":\"浙江省\","
                                + "\"city\":\"杭州市\",\"address\":\"***\"}', 120, 6.5, 10, 116.5)",
                        SELLER.key().value(),
                        id,
                        status,
                        utc(at.minusSeconds(60)),
                        utc(at),
                        utc(at));
        jdbc().update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, sku_name, quantity,"
                                + " price, discount, paid_share, status) VALUES (?, ?, ?, 1, 93, 94, 'TEA-01', '高山红茶',"
                                + " '颜色:红色', 2, 60, 10, 110, 'PAID')",
                        SELLER.key().value(),
                        id,
                        id);
    }

    /** A product with two variations. */
    void product(Instant at) {
        jdbc().update(
                        "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)"
                                + " VALUES (?, 93, 'TEA', '高山红茶', 60, TRUE, ?, ?)",
                        SELLER.key().value(),
                        utc(at),
                        utc(at));
        for (long sku : new long[] {94, 96}) {
            jdbc().update(
                            "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)"
                                    + " VALUES (?, 93, ?, ?, '颜色:红色', 60, 4)",
                            SELLER.key().value(),
                            sku,
                            "TEA-" + sku);
        }
    }

    static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** What proves a call; changed before it is signed, or after. */
    Map<String, String> proof() {
        return new TreeMap<>(Map.of(
                "oauth_consumer_key", SELLER.appKey(),
                "oauth_nonce", UUID.randomUUID().toString(),
                "oauth_signature_method", "HMAC-SHA256",
                "oauth_timestamp", Long.toString(clock.instant().getEpochSecond())));
    }

    Said get(String path, String... parameters) throws IOException, InterruptedException {
        var all = proof();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return send("GET", path, signed("GET", path, all, SELLER.appSecret()), "");
    }

    Said put(String verb, String path, String body) throws IOException, InterruptedException {
        return send(verb, path, signed(verb, path, proof(), SELLER.appSecret()), body);
    }

    Map<String, String> signed(String verb, String path, Map<String, String> parameters, String secret) {
        var all = new TreeMap<>(parameters);
        var base = verb + "&" + encoded(address(path)) + "&" + encoded(query(all));
        var algorithm = all.get("oauth_signature_method").equals("HMAC-SHA1") ? "HmacSHA1" : "HmacSHA256";
        all.put(
                "oauth_signature",
                WoocommerceKeys.hmac(algorithm, secret + "&", base.getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    Said send(String verb, String path, Map<String, String> query, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address(path) + (query.isEmpty() ? "" : "?" + query(query))))
                .method(verb, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        var json = answer.headers().firstValue("content-type").orElse("").startsWith("application/json")
                ? JSON.readTree(answer.body())
                : null;
        return new Said(answer.statusCode(), answer.headers().map(), json);
    }

    String address(String path) {
        return simulator.uri() + "/wp-json/wc/v3/" + path;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
