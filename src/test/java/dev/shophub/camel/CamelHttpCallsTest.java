package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.UnavailableException;
import dev.shophub.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP by camel-http against a real server: what is sent, what is never followed, how long it waits. */
class CamelHttpCallsTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private CamelContext context;
    private CamelHttpCalls http;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        context = new DefaultCamelContext();
        context.start();
        http = new CamelHttpCalls(context, new HttpSettings(Duration.ofSeconds(1), Duration.ofSeconds(5), 50, 10));
    }

    @AfterEach
    void close() {
        done.countDown();
        server.stop(0);
        context.stop();
    }

    @Test
    void sendsBodyAndHeadersAndReadsThemBack() {
        server.createContext("/echo", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
            exchange.getResponseHeaders()
                    .set("X-Query", String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.getResponseHeaders()
                    .set("X-Auth", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders()
                    .set("X-Type", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        var answer = http.send(Request.json(
                "PUT", uri("/echo?a=%3A%2F&b=2"), Map.of("Authorization", "Bearer x"), bytes("{\"店\":\"😀\"}")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("{\"店\":\"😀\"}");
        assertThat(answer.header("X-Method")).contains("PUT");
        assertThat(answer.header("x-query")).contains("a=%3A%2F&b=2");
        assertThat(http.send(Request.form(uri("/echo"), "a=b")).header("X-Query"))
                .as("nothing is added to what is sent: it may be signed")
                .contains("null");
        assertThat(answer.header("X-Auth")).contains("Bearer x");
        assertThat(answer.header("X-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.header("Date").orElseThrow())
                .as("the platform's clock comes through")
                .endsWith("GMT");
    }

    @Test
    void keepsAnEscapedPathAsItIs() {
        server.createContext("/orders", exchange -> {
            exchange.getResponseHeaders().set("X-Path", exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        assertThat(http.send(Request.get(uri("/orders/taobao%3A1%2F2"), Map.of()))
                        .header("X-Path"))
                .contains("/orders/taobao%3A1%2F2");
    }

    @Test
    void followsNoRedirectAndRetriesNothing() {
        for (var status : List.of(302, 307, 429, 503)) {
            var path = "/" + status;
            server.createContext(path, exchange -> {
                calls.incrementAndGet();
                exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            calls.set(0);
            assertThat(http.send(Request.get(uri(path), Map.of())).status()).isEqualTo(status);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void givesUpOnASilentServerOnADrippingOneAndOnOneThatIsNotThere() throws Exception {
        server.createContext("/silent", exchange -> waitQuietly());
        server.createContext("/drips", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (done.getCount() > 0) {
                    out.write('.');
                    out.flush();
                    done.await(100, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException | IOException gone) {
                Thread.currentThread().interrupt();
            }
        });
        var patience = Duration.ofMillis(700);
        for (var path : List.of("/silent", "/drips")) {
            assertThatThrownBy(() -> http.send(new Request("GET", uri(path), Map.of(), new byte[0], patience)))
                    .isInstanceOf(UnavailableException.class);
        }
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThatThrownBy(() ->
                        http.send(Request.get(URI.create("http://127.0.0.1:" + nobody + "/x?token=secret"), Map.of())))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void usesAConnectionAgain() {
        var ports = java.util.concurrent.ConcurrentHashMap.<Integer>newKeySet();
        server.createContext("/again", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(bytes("ok"));
            exchange.close();
        });
        for (int i = 0; i < 20; i++) {
            assertThat(http.send(Request.get(uri("/again"), Map.of())).text()).isEqualTo("ok");
        }
        assertThat(ports).hasSize(1);
    }

    private void waitQuietly() {
        try {
            done.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
