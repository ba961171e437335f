package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.connector.Json;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** A small shop for tests: rows to insert, the platform that shows them, and calls made by hand. */
final class ShopifyShop implements AutoCloseable {

    static final Seller TEA =
            new Seller(new ShopKey("tea"), "c11e47000001", "test-client-secret", "Tea House", 61_000_001L);
    static final long ITEM = 600_000_000_001L;

    private final State state = new State(TestDatabase.emptySchema(), Clock.systemUTC());
    private final ShopifySimulator simulator = new ShopifySimulator(
            state,
            ShopifySettings.of(Currency.getInstance("USD"), TEA)
                    .withForeign(Map.of(Currency.getInstance("EUR"), new BigDecimal("0.9"))),
            () -> {});
    private final HttpClient http = HttpClient.newHttpClient();

    ShopifySimulator simulator() {
        return simulator;
    }

    State state() {
        return state;
    }

    TokenPair token() {
        return simulator.issueToken(TEA.key());
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void begin() {
        List.of("order", "line", "refund", "item", "sku", "token", "shopify_hook", "shopify_key", "shopify_bulk")
                .forEach(table -> state.jdbc().update("DELETE FROM sim_" + table));
        simulator.faults().clear();
        state.jdbc()
                .update(
                        "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)"
                                + " VALUES ('tea', ?, 'TEA', 'Oolong', 60, TRUE, ?, ?)",
                        ITEM,
                        utc(now()),
                        utc(now()));
        state.jdbc()
                .update(
                        "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)"
                                + " VALUES ('tea', ?, 0, 'TEA-01', '', 60, 8)",
                        ITEM);
    }

    /** A paid order of one line: two pieces of tea at 60, 6.50 of freight. */
    void order(long id, String status, Instant modified) {
        state.jdbc()
                .update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer, buyer_nick,"
                                + " receiver, goods, freight, payment) VALUES ('tea', ?, ?, 'fixed', ?, ?, ?, '777', 'Example', '{}',"
                                + " 120, 6.50, 126.50)",
                        id,
                        status,
                        utc(modified),
                        utc(modified),
                        utc(modified));
        state.jdbc()
                .update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES ('tea', ?, ?, 1, ?, 0, 'TEA-01', 'Oolong', 2, 60, 120, ?)",
                        id,
                        id,
                        ITEM,
                        status);
    }

    HttpResponse<String> post(String version, String token, String body) {
        return send(HttpRequest.newBuilder(simulator.uri().resolve("/admin/api/" + version + "/graphql.json"))
                .header("X-Shopify-Access-Token", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** A document without variables, as a caller with the shop's token. */
    JsonNode ask(String document) {
        return askAs("2026-07", document);
    }

    JsonNode askAs(String version, String document) {
        var body = JsonNodeFactory.instance.objectNode().put("query", document).toString();
        return Json.answer(post(version, token().accessToken(), body).body().getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(simulator.uri() + pathAndQuery))
                .header("X-Shopify-Access-Token", token().accessToken())
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
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
