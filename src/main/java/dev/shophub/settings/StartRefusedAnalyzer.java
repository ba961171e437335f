package dev.shophub.settings;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/** One sentence for whatever keeps the hub from starting: what, where, what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusedAnalyzer implements FailureAnalyzer {

    private final Environment environment;

    StartRefusedAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (var present = failure; present != null; present = present.getCause()) {
            if (present instanceof StartRefusedException refused) {
                return new FailureAnalysis(refused.getMessage(), null, failure);
            }
            if (present instanceof PortInUseException taken) {
                return new FailureAnalysis(
                        "Port %d of this computer is taken by another program; end it or choose another port (server.port, management.server.port)"
                                .formatted(taken.getPort()),
                        null,
                        failure);
            }
            if (present instanceof BindException wrong && environment instanceof ConfigurableEnvironment written) {
                return new FailureAnalysis(
                        BindFaults.where(wrong, new Origins(written)) + ": " + BindFaults.what(wrong), null, failure);
            }
            if (present instanceof PlaceholderResolutionException missing) {
                return new FailureAnalysis(
                        "The configuration names ${%s}, which is not set; set this environment variable"
                                .formatted(missing.getPlaceholder()),
                        null,
                        failure);
            }
        }
        return null;
    }
}
