package dev.shophub.support;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.UnavailableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link HttpCalls} on the JDK's own client, for tests of connectors without Camel: real HTTP, no redirects followed. */
public final class JavaHttpCalls implements HttpCalls {

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Optional<Duration> patience;

    public JavaHttpCalls() {
        this.patience = Optional.empty();
    }

    /** @param patience a shorter time-out than the requests carry, so that tests of stalls stay quick */
    public JavaHttpCalls(Duration patience) {
        this.patience = Optional.of(patience);
    }

    @Override
    public Response send(Request request) {
        var builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        var call = client.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        var response = await(call, patience.orElse(request.timeout()), request);
        if (response.body().length > LARGEST_ANSWER) {
            throw new UnavailableException("The answer is larger than 64 MB (request=" + request + ")");
        }
        return new Response(response.statusCode(), lowerCase(response.headers().map()), response.body());
    }

    private static HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> call, Duration timeout, Request request) {
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            call.cancel(true);
            throw new UnavailableException("No answer in time (request=" + request + ", timeout=" + timeout + ")");
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof IOException network) {
                throw new UnavailableException("No answer (request=" + request + ")", network);
            }
            throw new IllegalStateException("Call failed (request=" + request + ")", broken.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting (request=" + request + ")", interrupted);
        }
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var result = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> result.put(name.toLowerCase(Locale.ROOT), values));
        return result;
    }
}
