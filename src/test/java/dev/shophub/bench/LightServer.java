package dev.shophub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Platform, ERP and mail server of the benchmark, in a process of its own that costs as little as possible. */
final class LightServer {

    static final int SHOPS = 12;

    private static final int WARM_UP = 10_000;

    private final Happenings happenings = new Happenings(Clock.systemUTC());
    private final PlatformDesk platform = new PlatformDesk(SHOPS, happenings, Clock.systemUTC());
    private final ErpDesk erp = new ErpDesk(Clock.systemUTC());

    private LightServer() {}

    /** @param arguments the file to which its ports are written, once it listens */
    public static void main(String[] arguments) throws IOException {
        var server = new LightServer();
        var mail = new MailDesk(server.happenings);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/router/rest", call -> server.send(call, server.platform.answer(body(call))));
        http.createContext("/erp", call -> {
            body(call);
            server.send(
                    call,
                    server.erp.answer(
                            call.getRequestMethod(), call.getRequestURI().getPath(), query(call)));
        });
        http.createContext("/told", call -> server.send(call, server.told(call)));
        http.start();
        warmUp(http.getAddress().getPort());
        server.happenings.forget();
        var file = Path.of(arguments[0]);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, "{\"http\":" + http.getAddress().getPort() + ",\"smtp\":" + mail.port() + "}");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** So that whoever comes first finds it as quick as whoever comes last. */
    private static void warmUp(int port) throws IOException {
        try (var caller = new PlainCaller(URI.create("http://127.0.0.1:" + port + "/router/rest"), 1)) {
            for (int call = 0; call < WARM_UP; call++) {
                caller.page(SHOPS - 1, call % 2 == 0, 0, 1, 1, true);
                caller.order(SHOPS - 1, Long.toString(new Shelf(SHOPS - 1).tid(call)));
            }
        }
    }

    /** What the benchmark tells the server to do next. */
    private PlatformDesk.Answer told(HttpExchange call) throws IOException {
        var query = query(call);
        int shop = Integer.parseInt(query.getOrDefault("shop", "0"));
        var path = call.getRequestURI().getPath();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "release" -> platform.shelf(shop)
                    .add(new Release(
                            Boolean.parseBoolean(query.get("past")),
                            number(query, "first"),
                            (int) number(query, "count"),
                            number(query, "base"),
                            number(query, "from"),
                            number(query, "to")));
            case "close" -> platform.shelf(shop).closed = true;
            case "open" -> platform.shelf(shop).closed = false;
            case "stall" -> platform.shelf(shop).stall(number(query, "millis"));
            case "review" -> platform.review(shop, number(query, "oid"));
            case "erp-stock" -> erp.available(number(query, "available"));
            default -> {
                var all = new ObjectMapper().writeValueAsBytes(happenings.all());
                return new PlatformDesk.Answer(200, all, List.of());
            }
        }
        return new PlatformDesk.Answer(200, new byte[0], List.of());
    }

    private void send(HttpExchange call, PlatformDesk.Answer answer) throws IOException {
        try (call) {
            if (answer.status() == 429) {
                call.getResponseHeaders().set("Retry-After", "1");
            }
            call.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            call.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                call.getResponseBody().write(answer.body());
                call.getResponseBody().flush();
            }
            answer.happened().forEach(happenings::now);
        }
    }

    private static byte[] body(HttpExchange call) throws IOException {
        return call.getRequestBody().readAllBytes();
    }

    private static long number(Map<String, String> query, String name) {
        return Long.parseLong(query.get(name));
    }

    private static Map<String, String> query(HttpExchange call) {
        var read = new HashMap<String, String>();
        var raw = call.getRequestURI().getRawQuery();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            read.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return read;
    }
}
