package dev.shophub.camel.gate;

import dev.shophub.connector.UnavailableException;
import java.util.List;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands in for an endpoint of the outside: the real one was made, so that its options are checked, and is never started. */
final class StageEndpoint extends DefaultEndpoint {

    private final String scheme;
    private final String target;
    private final Stage stage;

    StageEndpoint(Endpoint real, Stage stage) {
        super(real.getEndpointUri(), null);
        setCamelContext(real.getCamelContext());
        var uri = real.getEndpointBaseUri();
        int colon = uri.indexOf(':');
        this.scheme = colon < 0 ? uri : uri.substring(0, colon);
        this.target = colon < 0 ? "" : uri.substring(colon + 1).replaceFirst("^//", "");
        this.stage = stage;
    }

    String scheme() {
        return scheme;
    }

    /** What follows the scheme, without options. */
    String target() {
        return target;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                answer(exchange);
            }
        };
    }

    private void answer(Exchange exchange) {
        switch (scheme) {
            case "log" -> {
                // nobody's world changes
            }
            case "sql" -> {
                stage.did("sql:" + target, "");
                exchange.getMessage().setBody(List.of());
            }
            case "smtp", "smtps" -> stage.did(scheme + ":" + target, "");
            default -> stage.noted(scheme + ":" + target, text(exchange));
        }
    }

    private static String text(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        return body instanceof byte[] || body instanceof String
                ? exchange.getMessage().getBody(String.class)
                : body == null ? "" : body.getClass().getSimpleName();
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new StageConsumer(this, processor, stage);
    }

    @Override
    protected String createEndpointUri() {
        return scheme + ":" + target;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    /** Fails as the outside does. */
    static boolean isStaged(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException) {
                return true;
            }
        }
        return false;
    }
}
