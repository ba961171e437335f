package dev.shophub.simulator.acme;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who is told of what, kept in memory; a subscription whose address answers with anything but 200 is switched off. */
public final class AcmeHooks {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String secret;
    private final Map<Key, Boolean> subscriptions = new ConcurrentSkipListMap<>();
    private final AtomicLong events = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();

    AcmeHooks(String secret) {
        this.secret = secret;
    }

    private record Key(String topic, String address) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return (topic + " " + address).compareTo(other.topic + " " + other.address);
        }
    }

    /** A call as it is made: headers in lower case. */
    public record Call(Map<String, String> headers, byte[] body) {}

    ObjectNode list(String address) {
        var answer = JsonNodeFactory.instance.objectNode();
        var rows = answer.putArray("rows");
        subscriptions.forEach((key, on) -> {
            if (key.address().equals(address)) {
                rows.addObject().put("topic", key.topic()).put("on", on);
            }
        });
        return answer;
    }

    ObjectNode set(String topic, String address) {
        subscriptions.put(new Key(topic, address), true);
        return JsonNodeFactory.instance.objectNode().put("on", true);
    }

    ObjectNode end(String topic, String address) {
        subscriptions.remove(new Key(topic, address));
        return JsonNodeFactory.instance.objectNode().put("on", false);
    }

    /** As after failures. */
    public void switchOff(String topic) {
        subscriptions.replaceAll((key, on) -> on && !key.topic().equals(topic));
    }

    public void remove(String topic) {
        subscriptions.keySet().removeIf(key -> key.topic().equals(topic));
    }

    public void clear() {
        subscriptions.clear();
    }

    /** What is sent when this changed. */
    public Call call(String topic, String id) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("id", id)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("x-acme-event", "event-" + events.incrementAndGet());
        headers.put("x-acme-sign", AcmeGateway.signature(body, secret));
        return new Call(headers, body);
    }

    /** Sends it to everybody who subscribed; the status of the last answer, 0 when nobody did. */
    public int deliver(String topic, Call call) throws IOException, InterruptedException {
        int status = 0;
        for (var key : subscriptions.keySet()) {
            if (key.topic().equals(topic) && subscriptions.getOrDefault(key, false)) {
                var request = HttpRequest.newBuilder(URI.create(key.address()))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
                call.headers().forEach(request::header);
                status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    subscriptions.put(key, false);
                }
            }
        }
        return status;
    }
}
