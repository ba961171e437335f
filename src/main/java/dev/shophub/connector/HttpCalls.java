package dev.shophub.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP as the rooms see it; the {@code camel} room implements it with camel-http: pooled, with connect and read timeouts,
 * following no redirects.
 */
public interface HttpCalls {

    /**
     * Sends one request. Any status is an answer, redirects too.
     *
     * @throws UnavailableException on timeout, refused connection, broken answer, or one larger than 64 MB
     */
    Response send(Request request);

    /**
     * @param method upper case
     * @param headers sent as they are
     * @param body may be empty
     * @param timeout until the whole answer is there
     */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {

        /** Default time until the whole answer is there. */
        public static final Duration TIMEOUT = Duration.ofSeconds(30);

        public static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, new byte[0], TIMEOUT);
        }

        public static Request form(URI uri, String encodedForm) {
            return new Request(
                    "POST",
                    uri,
                    Map.of("Content-Type", "application/x-www-form-urlencoded;charset=utf-8"),
                    encodedForm.getBytes(StandardCharsets.UTF_8),
                    TIMEOUT);
        }

        public static Request json(String method, URI uri, Map<String, String> headers, byte[] body) {
            var all = new java.util.HashMap<>(headers);
            all.put("Content-Type", "application/json; charset=utf-8");
            return new Request(method, uri, Map.copyOf(all), body, TIMEOUT);
        }

        /** Without query and body, which may hold secrets. */
        @Override
        public String toString() {
            return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
        }
    }

    /** @param headers names in lower case */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)))
                    .filter(values -> !values.isEmpty())
                    .map(values -> values.get(0));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length + " bytes]";
        }
    }
}
