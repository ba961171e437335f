package dev.shophub.camel.gate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Routes that were just swapped in: each must go well once, or at least stand, and none may fail by its own fault. */
final class Proof {

    /** How it ended; still open while empty. */
    sealed interface Result {
        /** They run. */
        record Proven() implements Result {}

        /** One of them does not. */
        record Failed(String route, String why) implements Result {}
    }

    private final CamelContext context;
    private final Pulses pulses;
    private final Set<String> routes;
    private final Instant until;

    /** @param until a route that nothing came to is taken at its word then */
    Proof(CamelContext context, Pulses pulses, Set<String> routes, Instant until) {
        this.context = context;
        this.pulses = pulses;
        this.routes = Set.copyOf(routes);
        this.until = until;
    }

    /** @param paused routes that are to stand still prove nothing */
    Optional<Result> look(Instant now, Set<String> paused) {
        var all = true;
        for (var id : routes) {
            var route = context.getRoute(id);
            if (route == null || paused.contains(id)) {
                continue;
            }
            var pulse = pulses.of(id);
            if (pulse.good() == 0 && pulse.faults() > 0) {
                return Optional.of(new Result.Failed(id, "it started and failed at once (" + pulse.lastFault() + ")"));
            }
            if (!context.getRouteController().getRouteStatus(id).isStarted()) {
                return Optional.of(new Result.Failed(id, "it started and stopped at once"));
            }
            all &= pulse.good() > 0;
        }
        return all || !now.isBefore(until) ? Optional.of(new Result.Proven()) : Optional.empty();
    }
}
