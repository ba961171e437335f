package dev.shophub.simulator.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.Json;
import dev.shophub.support.JavaHttpCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulated ERP over real HTTP: one document a reference, one effect a line, whatever is repeated. */
class ErpSimulatorIT {

    private static ErpWorld world;
    private static JavaHttpCalls http;

    @BeforeAll
    static void open() {
        world = new ErpWorld(Clock.systemUTC());
        http = new JavaHttpCalls();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void anOrderLeavesSomeTimeAfterItWasReceivedOnce() throws IOException {
        try (var shipping = new ErpWorld(Clock.systemUTC(), Optional.of(Duration.ZERO))) {
            shipping.product("leaving", 10);
            for (int number = 1; number <= 5; number++) {
                var reference = "taobao:" + number;
                var body = order(
                        reference,
                        1,
                        "open",
                        line("a", "leaving", 2, "open"),
                        line("b", "leaving", 1, "open"),
                        line("c", "leaving", 1, "cancelled"));
                shipping.books().accept(DocumentBody.order(reference, body.getBytes(StandardCharsets.UTF_8)));
            }
            shipping.erp().shipping().shipDue();
            shipping.erp().shipping().shipDue();

            var parcels = shipping.erp()
                    .shipping()
                    .changed(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), Optional.empty(), 100);
            assertThat(parcels)
                    .extracting(parcel -> parcel.orderReference() + " " + parcel.lines())
                    .containsExactlyInAnyOrder(
                            "taobao:1 {a=2, b=1}",
                            "taobao:2 {a=2, b=1}",
                            "taobao:3 {a=2, b=1}",
                            "taobao:4 {a=2, b=1}",
                            "taobao:5 {a=2}",
                            "taobao:5 {b=1}");
            assertThat(parcels).extracting(ErpShippingState.Parcel::tracking).doesNotHaveDuplicates();
        }
    }

    @Test
    void takesAnOrderOnceHoweverOftenItIsSent() {
        world.product("once", 10);
        var created = put("taobao:1", order("taobao:1", 100, "open", line("1", "once", 2, "open")));
        assertThat(created.status()).isEqualTo(201);
        var again = put("taobao:1", order("taobao:1", 100, "open", line("1", "once", 2, "open")));
        assertThat(again.status()).isEqualTo(200);
        assertThat(field(again, "outcome")).isEqualTo("unchanged");
        assertThat(field(again, "id")).isEqualTo(field(created, "id"));
        assertStock("once", 10, 2);
    }

    @Test
    void keepsTheNewerVersionAndSaysSo() {
        world.product("newer", 10);
        put("taobao:2", order("taobao:2", 200, "shipped", line("1", "newer", 3, "open")));
        var older = put("taobao:2", order("taobao:2", 199, "open", line("1", "newer", 3, "open")));
        assertThat(older.status()).isEqualTo(409);
        assertThat(field(older, "code")).isEqualTo("older-version");
        assertThat(field(older, "version")).isEqualTo("200");
        assertStock("newer", 7, 0);
    }

    @Test
    void atEqualVersionOtherContentReadLaterWins() {
        world.product("equal", 10);
        put("taobao:3", order("taobao:3", 300, "open", line("1", "equal", 1, "open")));
        var changed = put("taobao:3", order("taobao:3", 300, "shipped", line("1", "equal", 1, "open")));
        assertThat(field(changed, "outcome")).isEqualTo("changed");
        assertStock("equal", 9, 0);
    }

    @Test
    void refusesAnOrderWithAnUnknownSkuWholeAndNamesIt() {
        world.product("known", 10);
        var refused = put(
                "taobao:4", order("taobao:4", 1, "open", line("1", "known", 1, "open"), line("2", "Known", 1, "open")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(field(refused, "code")).isEqualTo("unknown-sku");
        assertThat(field(refused, "message")).contains("Known").doesNotContain("known,");
        assertThat(world.books().known(List.of("taobao:4"))).isEmpty();
        assertStock("known", 10, 0);
    }

    @Test
    void reservesShipsAndReleases() {
        world.product("flow", 10);
        put("taobao:5", order("taobao:5", 1, "open", line("1", "flow", 4, "open"), line("2", "flow", 1, "open")));
        assertStock("flow", 10, 5);
        put("taobao:5", order("taobao:5", 2, "open", line("1", "flow", 3, "open"), line("2", "flow", 1, "cancelled")));
        assertStock("flow", 10, 3);
        put(
                "taobao:5",
                order("taobao:5", 3, "shipped", line("1", "flow", 3, "open"), line("2", "flow", 1, "cancelled")));
        assertStock("flow", 7, 0);
        // What was shipped is gone, whatever the platform says later.
        put("taobao:5", order("taobao:5", 4, "cancelled", line("1", "flow", 3, "cancelled")));
        assertStock("flow", 7, 0);
    }

    @Test
    void releasesALineThatIsWithheldAndReservesItAgainWhenItComesBack() {
        world.product("withheld", 10);
        put("taobao:6", order("taobao:6", 1, "open", line("1", "withheld", 4, "open")));
        put("taobao:6", order("taobao:6", 2, "open"));
        assertStock("withheld", 10, 0);
        put("taobao:6", order("taobao:6", 3, "open", line("1", "withheld", 4, "open")));
        assertStock("withheld", 10, 4);
        put("taobao:6", order("taobao:6", 4, "cancelled", line("1", "withheld", 4, "cancelled")));
        assertStock("withheld", 10, 0);
    }

    @Test
    void movesTheReservationWhenALineGetsAnotherSku() {
        world.product("was", 10);
        world.product("is", 10);
        put("taobao:7", order("taobao:7", 1, "open", line("1", "was", 4, "open")));
        put("taobao:7", order("taobao:7", 2, "open", line("1", "is", 4, "open")));
        assertStock("was", 10, 0);
        assertStock("is", 10, 4);
    }

    @Test
    void shipsPartOfAnOrder() {
        world.product("part", 10);
        put("taobao:8", order("taobao:8", 1, "open", line("1", "part", 4, "shipped"), line("2", "part", 3, "open")));
        assertStock("part", 6, 3);
        put("taobao:8", order("taobao:8", 2, "shipped", line("1", "part", 4, "shipped"), line("2", "part", 3, "open")));
        assertStock("part", 3, 0);
    }

    @Test
    void goesBelowZeroRatherThanLieAndStaysTrueForHugeOrders() {
        world.product("below", 1);
        var lines = IntStream.range(0, 600)
                .mapToObj(number -> line(Integer.toString(number), "below", 1, "open"))
                .toArray(String[]::new);
        assertThat(put("taobao:9", order("taobao:9", 1, "shipped", lines)).status())
                .isEqualTo(201);
        assertStock("below", -599, 0);
    }

    @Test
    void eightThreadsPuttingOneOrderHaveOneEffect() throws Exception {
        world.product("rush", 100);
        var together = new CountDownLatch(1);
        Callable<Integer> attempt = () -> {
            together.await();
            return put("taobao:10", order("taobao:10", 7, "shipped", line("1", "rush", 5, "open")))
                    .status();
        };
        var pool = Executors.newFixedThreadPool(8);
        try {
            var answers = IntStream.range(0, 8)
                    .mapToObj(number -> pool.submit(attempt))
                    .toList();
            together.countDown();
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(30, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        } finally {
            pool.shutdownNow();
        }
        assertStock("rush", 95, 0);
    }

    @Test
    void eightThreadsOnDifferentOrdersOfTheSameSkusLoseNothing() throws Exception {
        world.product("left", 1000);
        world.product("right", 1000);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var answers = IntStream.range(0, 80)
                    .mapToObj(number -> pool.submit(() -> {
                        var reference = "taobao:many-" + number;
                        // Half name the SKUs the other way round: no deadlock may come of it.
                        var first = number % 2 == 0 ? "left" : "right";
                        var second = number % 2 == 0 ? "right" : "left";
                        return put(
                                        reference,
                                        order(
                                                reference,
                                                1,
                                                "shipped",
                                                line("1", first, 1, "open"),
                                                line("2", second, 1, "open")))
                                .status();
                    }))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(201);
            }
        } finally {
            pool.shutdownNow();
        }
        assertStock("left", 920, 0);
        assertStock("right", 920, 0);
    }

    @Test
    void aReferenceMayHoldSlashesBlanksAndChinese() {
        world.product("odd", 5);
        var reference = "other:#10/01 订单+1%2F\\x";
        assertThat(put(reference, order(reference, 1, "open", line("1", "odd", 1, "open")))
                        .status())
                .isEqualTo(201);
        assertThat(world.books().known(List.of(reference))).containsExactly(reference);
    }

    @Test
    void takesARefundOnceAndOnlyOfAnOrderItHas() {
        world.product("refunded", 5);
        var refund = "{\"reference\":\"taobao:refund:1\",\"orderReference\":\"taobao:11\",\"version\":1,"
                + "\"state\":\"succeeded\",\"amount\":\"12.50\",\"currency\":\"CNY\"}";
        assertThat(put("/refunds/", "taobao:refund:1", refund).status()).isEqualTo(422);
        put("taobao:11", order("taobao:11", 1, "open", line("1", "refunded", 1, "open")));
        assertThat(put("/refunds/", "taobao:refund:1", refund).status()).isEqualTo(201);
        assertThat(put("/refunds/", "taobao:refund:1", refund).status()).isEqualTo(200);
        assertThat(world.books().documents("refund")).isEqualTo(1);
    }

    @Test
    void refusesWithoutTokenAndWhatIsNoDocument() {
        var anonymous = http.send(
                new Request("GET", URI.create(world.erp().url() + "/stock"), Map.of(), new byte[0], Request.TIMEOUT));
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(put("taobao:12", "{\"reference\":\"taobao:13\"").status()).isEqualTo(400);
        assertThat(put("taobao:12", order("taobao:13", 1, "open")).status()).isEqualTo(400);
        assertThat(put("taobao:12", order("taobao:12", 1, "lost")).status()).isEqualTo(400);
        assertThat(put("taobao:12", order("taobao:12", 1, "open", line("1", "x", -1, "open")))
                        .status())
                .isEqualTo(400);
        assertThat(put("taobao:12", order("taobao:12", 1, "open", line("1", "x", 1, "open"), line("1", "x", 1, "open")))
                        .status())
                .isEqualTo(400);
        assertThat(get("/orders/nothing").status()).isEqualTo(404);
    }

    @Test
    void aReaderBehindTheWritersSeesEveryChange() throws Exception {
        IntStream.range(0, 20).forEach(number -> world.product("read-" + number, 100));
        var seen = new HashSet<String>();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var writers = IntStream.range(0, 100)
                    .mapToObj(number -> pool.submit(() -> {
                        var reference = "taobao:read-" + number;
                        return put(
                                        reference,
                                        order(reference, 1, "shipped", line("1", "read-" + number % 20, 1, "open")))
                                .status();
                    }))
                    .toList();
            var since = "1970-01-01T00:00:00Z";
            while (!writers.stream().allMatch(Future::isDone)) {
                since = readAll(since, seen);
            }
            readAll(since, seen);
        } finally {
            pool.shutdownNow();
        }
        var last = IntStream.range(0, 20)
                .mapToObj(number -> "read-" + number + "=95")
                .collect(Collectors.toSet());
        assertThat(seen).containsAll(last);
    }

    /** Answers the time of the last row: a reader may go on from there, inclusive. */
    private static String readAll(String since, HashSet<String> seen) {
        var from = since;
        var after = "";
        do {
            var answer =
                    Json.answer(get("/stock?limit=3&since=" + since + after).body());
            for (var row : answer.path("items")) {
                seen.add(row.path("sku").asText() + "=" + row.path("onHand").asLong());
                from = row.path("modifiedAt").asText();
            }
            after = answer.has("next") ? "&after=" + encoded(answer.path("next").asText()) : "";
        } while (!after.isEmpty());
        assertThat(Instant.parse(from)).isAfterOrEqualTo(Instant.parse(since));
        return from;
    }

    @Test
    void aTakenPortIsOneClearSentence() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> ErpSimulator.start(world.state(), world.erp().port(), ErpWorld.TOKEN, Optional.empty()))
                .withMessageContaining("Port not free")
                .withMessageContaining("--demo.port.erp");
    }

    @Test
    void booksOutliveARestart() {
        world.product("kept", 10);
        put("taobao:14", order("taobao:14", 5, "open", line("1", "kept", 4, "open")));
        try (var again = ErpSimulator.start(world.state(), 0, "another-token", Optional.empty())) {
            assertThat(again.books().known(List.of("taobao:14"))).containsExactly("taobao:14");
            again.books().move("kept", 1);
        }
        put("taobao:14", order("taobao:14", 6, "shipped", line("1", "kept", 4, "open")));
        assertStock("kept", 7, 0);
    }

    @Test
    void aReceiptLiftsTheStock() {
        world.product("receipt", 5);
        world.books().move("receipt", 7);
        assertStock("receipt", 12, 0);
    }

    private static void assertStock(String sku, long onHand, long reserved) {
        var product = world.books().product(sku).orElseThrow();
        assertThat(product.onHand()).as("on hand").isEqualTo(onHand);
        assertThat(product.reserved()).as("reserved").isEqualTo(reserved);
        assertThat(product.available()).as("available").isEqualTo(onHand - reserved);
    }

    private static Response get(String path) {
        return http.send(Request.get(URI.create(world.erp().url() + path), authorization()));
    }

    private static Response put(String reference, String body) {
        return put("/orders/", reference, body);
    }

    private static Response put(String folder, String reference, String body) {
        return http.send(Request.json(
                "PUT",
                URI.create(world.erp().url() + folder + encoded(reference)),
                authorization(),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> authorization() {
        return Map.of("Authorization", "Bearer " + ErpWorld.TOKEN);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String field(Response response, String name) {
        return Json.answer(response.body()).path(name).asText();
    }

    private static String order(String reference, long version, String state, String... lines) {
        return "{\"reference\":" + quoted(reference) + ",\"version\":" + version + ",\"state\":\"" + state
                + "\",\"lines\":[" + String.join(",", lines) + "]}";
    }

    private static String line(String line, String sku, long quantity, String state) {
        return "{\"line\":\"" + line + "\",\"sku\":" + quoted(sku) + ",\"quantity\":" + quantity + ",\"state\":\""
                + state + "\"}";
    }

    private static String quoted(String text) {
        return Json.MAPPER.valueToTree(text).toString();
    }
}
