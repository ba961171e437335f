package dev.shophub.camel.gate;

import dev.shophub.connector.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Feels the pulse of every route: what is under way, when it last went well, and what went wrong in the route itself. */
final class Pulses implements RoutePolicyFactory {

    /**
     * A route since it was last started.
     *
     * @param good exchanges that went well
     * @param faults exchanges that failed otherwise than the outside or the database fails
     */
    record Pulse(int inFlight, long good, long faults, Optional<Instant> lastGood, String lastFault) {

        private static final Pulse STILL = new Pulse(0, 0, 0, Optional.empty(), "");
    }

    private final Clock clock;
    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();

    Pulses(Clock clock) {
        this.clock = clock;
    }

    Pulse of(String route) {
        return pulses.getOrDefault(route, Pulse.STILL);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String route, NamedNode definition) {
        return new RoutePolicySupport() {
            @Override
            public void onInit(Route initialised) {
                // a swapped route begins anew, but when it last went well is still true
                pulses.compute(
                        route, (id, old) -> new Pulse(0, 0, 0, old == null ? Optional.empty() : old.lastGood(), ""));
            }

            @Override
            public void onExchangeBegin(Route begun, Exchange exchange) {
                pulses.computeIfPresent(
                        route,
                        (id, old) -> new Pulse(
                                old.inFlight() + 1, old.good(), old.faults(), old.lastGood(), old.lastFault()));
            }

            @Override
            public void onExchangeDone(Route done, Exchange exchange) {
                pulses.computeIfPresent(route, (id, old) -> done(old, exchange.getException()));
            }

            @Override
            public void onRemove(Route removed) {
                pulses.remove(route);
            }
        };
    }

    private Pulse done(Pulse old, Exception failure) {
        int inFlight = Math.max(0, old.inFlight() - 1);
        if (failure == null) {
            return new Pulse(inFlight, old.good() + 1, old.faults(), Optional.of(clock.instant()), old.lastFault());
        }
        return isOutside(failure)
                ? new Pulse(inFlight, old.good(), old.faults(), old.lastGood(), old.lastFault())
                : new Pulse(
                        inFlight,
                        old.good(),
                        old.faults() + 1,
                        old.lastGood(),
                        failure.getClass().getSimpleName());
    }

    /** The outside and the database fail by themselves; whatever else fails is the route's own. */
    private static boolean isOutside(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure
                    || cause instanceof DataAccessException
                    || cause instanceof TransactionException
                    || cause instanceof jakarta.mail.MessagingException) {
                return true;
            }
        }
        return false;
    }
}
