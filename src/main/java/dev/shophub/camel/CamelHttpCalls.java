package dev.shophub.camel;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.UnavailableException;
import dev.shophub.settings.HttpSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * HTTP by camel-http: one pooled client a host, no redirects followed (camel-http before 4.18.5 sends credentials on to
 * other hosts), no retries of the client's own (retrying belongs to the next poll and to the outbox), no cookies.
 *
 * <p>The client that camel-http configures and closes is called directly: an exchange a call would make every header of every
 * answer a Camel header, which nobody reads (docs/performance.md).
 */
final class CamelHttpCalls implements HttpCalls {

    private static final int LARGEST = 64 << 20;

    private final CamelContext context;
    private final HttpSettings settings;
    private final Map<String, HttpClient> hosts = new ConcurrentHashMap<>();

    CamelHttpCalls(CamelContext context, HttpSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    @Override
    public Response send(Request request) {
        var client = hosts.computeIfAbsent(
                request.uri().getScheme() + "://" + request.uri().getAuthority() + "|" + request.timeout(),
                host -> client(request));
        var call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(call::setHeader);
        if (request.body().length > 0) {
            call.setEntity(new ByteArrayEntity(request.body(), null));
        }
        try {
            return client.execute(call, CamelHttpCalls::response);
        } catch (IOException failed) {
            throw new UnavailableException(
                    "No answer (" + request + ": " + failed.getClass().getSimpleName() + ")", failed);
        }
    }

    private HttpClient client(Request request) {
        var silence = request.timeout().compareTo(settings.responseTimeout()) < 0
                ? request.timeout()
                : settings.responseTimeout();
        var endpoint = context.getEndpoint(
                request.uri().getScheme() + "://" + request.uri().getAuthority()
                        + "?followRedirects=false"
                        + "&maxTotalConnections=" + settings.connectionsPerHost()
                        + "&connectionsPerRoute=" + settings.connectionsPerHost()
                        + "&connectTimeout=" + settings.connectTimeout().toMillis()
                        + "&responseTimeout=" + silence.toMillis()
                        + "&soTimeout=" + silence.toMillis()
                        + "&connectionRequestTimeout=" + request.timeout().toMillis(),
                HttpEndpoint.class);
        endpoint.setHttpClientConfigurer(client -> client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorLast("deadline", new AnswerDeadline(request.timeout(), LARGEST)));
        return endpoint.getHttpClient();
    }

    private static Response response(ClassicHttpResponse answer) throws IOException {
        var headers = new HashMap<String, List<String>>();
        for (var header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        var entity = answer.getEntity();
        return new Response(answer.getCode(), headers, entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
    }
}
