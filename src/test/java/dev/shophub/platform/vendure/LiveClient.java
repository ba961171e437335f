package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Somebody who speaks GraphQL with the shop, in a session of his own: the merchant, or a customer. */
final class LiveClient {

    private static final HttpClient HTTP = client();

    private final URI address;
    private volatile String session = "";

    LiveClient(String url, String api) {
        this.address = URI.create(url + "/" + api);
    }

    /** A connection is given up before the server does so after 5 idle seconds, perhaps in the middle of a mutation. */
    private static HttpClient client() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    static LiveClient merchant(String url) {
        var merchant = new LiveClient(url, "admin-api");
        merchant.ask(
                "mutation { login(username: \"superadmin\", password: \"superadmin\") { __typename ... on ErrorResult { errorCode } } }",
                Map.of());
        return merchant;
    }

    /**
     * The data of the answer, of the first field asked for.
     *
     * @throws IllegalStateException when the shop refuses
     */
    JsonNode ask(String query, Map<String, ?> variables) {
        try {
            var body = Json.MAPPER.writeValueAsBytes(Map.of("query", query, "variables", variables));
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofMinutes(2))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            if (!session.isEmpty()) {
                request.header("Authorization", "Bearer " + session);
            }
            var response = send(request.build(), query.startsWith("query"));
            response.headers().firstValue("vendure-auth-token").ifPresent(token -> session = token);
            var answer = Json.MAPPER.readTree(response.body());
            var result = answer.path("data")
                    .path(
                            answer.path("data").fieldNames().hasNext()
                                    ? answer.path("data").fieldNames().next()
                                    : "");
            if (answer.has("errors") || result.has("errorCode")) {
                throw new IllegalStateException("The shop refuses: " + answer);
            }
            return result;
        } catch (IOException broken) {
            throw new IllegalStateException("The shop does not answer", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The server closes a connection that was idle for 5 s, perhaps just as it is used again: a question is asked again then. */
    private static HttpResponse<byte[]> send(HttpRequest request, boolean again)
            throws IOException, InterruptedException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException closed) {
            if (!again) {
                throw closed;
            }
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
