package dev.shophub.camel;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.UnavailableException;
import dev.shophub.settings.HttpSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * HTTP by camel-http: one pooled client a host, no redirects followed (camel-http before 4.18.5 sends credentials on to
 * other hosts), no retries of the client's own (retrying belongs to the next poll and to the outbox), no cookies.
 */
final class CamelHttpCalls implements HttpCalls {

    private static final int LARGEST = 64 << 20;

    private final CamelContext context;
    private final ProducerTemplate template;
    private final HttpSettings settings;
    private final Map<String, HttpEndpoint> hosts = new ConcurrentHashMap<>();

    CamelHttpCalls(CamelContext context, HttpSettings settings) {
        this.context = context;
        this.template = context.createProducerTemplate();
        this.settings = settings;
    }

    @Override
    public Response send(Request request) {
        var endpoint = hosts.computeIfAbsent(
                request.uri().getScheme() + "://" + request.uri().getAuthority() + "|" + request.timeout(),
                host -> endpoint(request));
        var answer = template.request(endpoint, exchange -> {
            var message = exchange.getMessage();
            request.headers().forEach(message::setHeader);
            message.setHeader(Exchange.HTTP_METHOD, request.method());
            message.setHeader(Exchange.HTTP_PATH, request.uri().getRawPath());
            if (request.uri().getRawQuery() != null) {
                message.setHeader(Exchange.HTTP_RAW_QUERY, request.uri().getRawQuery());
            }
            message.setBody(request.body().length == 0 ? null : request.body());
        });
        if (answer.getException() != null) {
            throw new UnavailableException(
                    "No answer (" + request + ": "
                            + answer.getException().getClass().getSimpleName() + ")",
                    answer.getException());
        }
        var message = answer.getMessage();
        return new Response(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                headers(message.getHeaders()),
                body(message));
    }

    private HttpEndpoint endpoint(Request request) {
        var silence = request.timeout().compareTo(settings.responseTimeout()) < 0
                ? request.timeout()
                : settings.responseTimeout();
        var endpoint = context.getEndpoint(
                request.uri().getScheme() + "://" + request.uri().getAuthority()
                        + "?throwExceptionOnFailure=false&followRedirects=false"
                        + "&maxTotalConnections=" + settings.connectionsPerHost()
                        + "&connectionsPerRoute=" + settings.connectionsPerHost()
                        + "&connectTimeout=" + settings.connectTimeout().toMillis()
                        + "&responseTimeout=" + silence.toMillis()
                        + "&soTimeout=" + silence.toMillis()
                        + "&connectionRequestTimeout=" + request.timeout().toMillis(),
                HttpEndpoint.class);
        var filter = new DefaultHeaderFilterStrategy();
        filter.setOutFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        filter.setInFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        endpoint.setHeaderFilterStrategy(filter);
        endpoint.setHttpClientConfigurer(client -> client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorLast("deadline", new AnswerDeadline(request.timeout(), LARGEST)));
        return endpoint;
    }

    private static Map<String, List<String>> headers(Map<String, Object> headers) {
        var plain = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                var values = new ArrayList<String>();
                if (value instanceof Iterable<?> several) {
                    several.forEach(one -> values.add(String.valueOf(one)));
                } else {
                    values.add(String.valueOf(value));
                }
                plain.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return plain;
    }

    private static byte[] body(Message message) {
        var body = message.getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }
}
