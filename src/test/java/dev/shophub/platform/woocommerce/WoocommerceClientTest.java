package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what is made of answers that no simulator gives. */
class WoocommerceClientTest {

    private static final Instant NOW = Instant.parse("2026-09-01T04:00:00Z");
    private static final Window WINDOW = new Window(NOW.minusSeconds(600), NOW.minusSeconds(60));

    private final Site site = new Site();

    @Test
    void overHttpsTheKeyGoesWithTheCall() {
        connect("https://shop.example/").ordersById(List.of(new ExternalId("1")));

        var sent = site.sent.get(0);
        assertThat(sent.headers())
                .containsEntry(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("ck_test:cs_test".getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.uri().toString())
                .startsWith("https://shop.example/wp-json/wc/v3/orders?include=1&per_page=100&status=pending%2C");
        assertThat(sent.toString()).doesNotContain("cs_test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/store",
                "https://shop.example/store/",
                "https://shop.example/store/wp-json",
                "https://shop.example/store/wp-json/wc/v3/"
            })
    void aSiteMayLieInAFolder(String baseUrl) {
        connect(baseUrl).ordersById(List.of(new ExternalId("1")));

        assertThat(site.sent.get(0).uri().getPath()).isEqualTo("/store/wp-json/wc/v3/orders");
    }

    /** The bounds of lists do not count, those of windows do; without being told, the site reads them in its own zone. */
    @Test
    void aWindowIsAskedForInGmtAndASecondWider() {
        connect("https://shop.example", "plugin-statuses", "false", "order-sweep-depth", "0s")
                .orders(WINDOW, Cursor.START);

        assertThat(site.sent.get(0).uri().getQuery())
                .contains("modified_after=2026-09-01T03:49:59")
                .contains("modified_before=2026-09-01T03:59:01")
                .contains("dates_are_gmt=true")
                .contains("orderby=modified&page=1")
                .contains("status=pending,processing,on-hold,completed,cancelled,refunded,failed,trash");
    }

    @Test
    void aRedirectIsNotFollowedAndNamed() {
        site.answer(301, Map.of("location", List.of("https://www.shop.example/wp-json/wc/v3/orders?secret=x")), "");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("redirect"))
                .hasMessageContaining("https://www.shop.example")
                .hasMessageContaining("base-url")
                .hasMessageNotContaining("secret");
        assertThat(site.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "302, ''",
        "200, <html><body>Are you human?</body></html>",
        "403, <html><body>ModSecurity</body></html>",
        "501, <html>Not acceptable</html>",
        "508, Resource limit is reached",
        "200, ''",
        "200, '[{\"id\":1},{\"id\":'",
        "200, '\"maintenance\"'",
        "200, '{\"id\":1}'"
    })
    void whatTheShopDidNotAnswerIsUnavailable(int status, String body) {
        site.answer(status, Map.of(), body);

        assertThatThrownBy(this::read).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aHostsQuotaClosesTheShopsForAsLong() {
        site.answer(429, Map.of("retry-after", List.of("9")), "<html>Too many</html>");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(9)));
        assertThat(site.closed).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void aListThatDoesNotSayItsLengthIsAsLongAsItsOnlyPage() {
        site.answer(200, Map.of(), "[{\"id\":1,\"status\":\"processing\"}]");

        assertThat(connect("https://shop.example").orders(WINDOW, Cursor.START).records())
                .hasSize(1);
    }

    @Test
    void eachRowOfABatchIsLookedAt() {
        site.answer(
                200,
                Map.of(),
                "{\"update\":[{\"id\":5,\"stock_quantity\":3},{\"id\":6,\"error\":{\"code\":"
                        + "\"woocommerce_rest_product_variation_invalid_id\",\"message\":\"Invalid ID.\",\"data\":{\"status\":400}}}]}");

        assertThatThrownBy(() -> connect("https://shop.example")
                        .setStock(
                                new ExternalId("4"),
                                Map.of(
                                        Optional.of(new ExternalId("5")), 3L,
                                        Optional.of(new ExternalId("6")), 3L)))
                .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("woocommerce_rest_product_variation_invalid_id"))
                .hasMessageContaining("id=6");
        assertThat(new String(site.sent.get(0).body(), StandardCharsets.UTF_8)).contains("\"manage_stock\":true");
    }

    @Test
    void aRowThatABatchDoesNotMentionWasNotWritten() {
        site.answer(200, Map.of(), "{\"update\":[]}");

        assertThatThrownBy(() -> connect("https://shop.example")
                        .setStock(new ExternalId("4"), Map.of(Optional.of(new ExternalId("5")), 3L)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("id=5");
    }

    @Test
    void aHundredVariationsAreOneCallAndTheNextOneIsAnother() {
        var quantities = new java.util.HashMap<Optional<ExternalId>, Long>();
        for (int id = 1; id <= 101; id++) {
            quantities.put(Optional.of(new ExternalId(Integer.toString(id))), 1L);
        }
        site.echoes = true;

        connect("https://shop.example").setStock(new ExternalId("4"), quantities);

        assertThat(site.sent).hasSize(2);
    }

    private void read() {
        connect("https://shop.example").orders(WINDOW, Cursor.START);
    }

    private WoocommerceConnector connect(String baseUrl, String... changes) {
        var settings = new java.util.HashMap<String, String>();
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        var shop = Fixtures.shop(baseUrl, settings);
        return new WoocommerceConnector(
                shop,
                WoocommerceSettings.of(shop),
                new Tools(
                        site,
                        new NoTokens(),
                        (name, perSecond) -> site,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Runnable::run));
    }

    /** A site in memory: what it is told to answer, else an empty list. */
    private static final class Site implements HttpCalls, Quotas.Quota {

        private final List<Request> sent = new ArrayList<>();
        private final List<Duration> closed = new ArrayList<>();
        private final Deque<Response> answers = new ArrayDeque<>();
        private boolean echoes;

        void answer(int status, Map<String, List<String>> headers, String body) {
            answers.add(new Response(status, headers, body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Response send(Request request) {
            sent.add(request);
            if (echoes) {
                return new Response(200, Map.of(), request.body());
            }
            return answers.isEmpty()
                    ? new Response(200, Map.of("x-wp-total", List.of("0")), "[]".getBytes(StandardCharsets.UTF_8))
                    : answers.remove();
        }

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {
            closed.add(wait);
        }
    }

    /** A key is all there is. */
    private static final class NoTokens implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            throw new AssertionError("Nobody asks for a token");
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new AssertionError("Nobody renews a token");
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new AssertionError("Nobody stores a token");
        }
    }
}
