package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Asks a running hub on this computer. It uses the JDK's own client, not camel-http: the command line starts no Camel, and
 * this is the hub's loopback management port, not a call out.
 */
final class RemoteDoor implements HubDoor {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofMinutes(15);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final RunFile runFile;

    RemoteDoor(RunFile runFile) {
        this.runFile = runFile;
    }

    @Override
    public <A, R> R call(VerbCall<A, R> verb, A request) {
        try {
            var body = Wire.MAPPER.writeValueAsString(Map.of(
                    "token",
                    runFile.token(),
                    "user",
                    HubDoor.user(),
                    "request",
                    Wire.MAPPER.writeValueAsString(request)));
            var asked = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + runFile.managementPort() + "/actuator/hub/" + verb.name()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return answer(verb, client.send(asked, HttpResponse.BodyHandlers.ofString()));
        } catch (JsonProcessingException strange) {
            throw VerbRefusedException.cannot("strange-answer", Integer.toString(runFile.managementPort()));
        } catch (IOException unreachable) {
            throw VerbRefusedException.cannot(
                    "not-answering", Long.toString(runFile.pid()), Integer.toString(runFile.managementPort()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw VerbRefusedException.cannot("interrupted");
        }
    }

    private <R> R answer(VerbCall<?, R> verb, HttpResponse<String> answer) throws JsonProcessingException {
        return switch (answer.statusCode()) {
            case 200 -> Wire.MAPPER.readValue(answer.body(), verb.gives());
            case 409 -> throw new VerbRefusedException(
                    Wire.MAPPER.readValue(answer.body(), VerbRefusedException.Refusal.class));
            case 403 -> throw VerbRefusedException.cannot("wrong-token");
            default -> throw VerbRefusedException.cannot("failed", verb.name(), Integer.toString(answer.statusCode()));
        };
    }

    @Override
    public void close() {
        // The JDK's client has nothing to close before Java 21; its threads are daemons.
    }
}
