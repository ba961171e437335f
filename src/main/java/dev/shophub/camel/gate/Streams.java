package dev.shophub.camel.gate;

import dev.shophub.route.RouteRefusedException;
import dev.shophub.store.Pauses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/** The streams that are to be read, and which of them, or which other routes, are to stand still. */
final class Streams {

    private final CamelContext context;
    private final Pauses pauses;
    private final Map<String, PollRoute> polls = new TreeMap<>();
    private RouteSwap swap;

    Streams(CamelContext context, Pauses pauses) {
        this.context = context;
        this.pauses = pauses;
    }

    /** Who starts and stops their routes. */
    void by(RouteSwap routes) {
        this.swap = routes;
    }

    /** @throws RouteRefusedException when its route does not start; it is not to be read then */
    void read(PollRoute poll) {
        polls.put(poll.id(), poll);
        try {
            if (!isPaused(poll.id())) {
                swap.read(poll);
            }
        } catch (Exception broken) {
            polls.remove(poll.id());
            throw new RouteRefusedException(Reasons.clause(broken));
        }
    }

    void end(String poll) {
        polls.remove(poll);
        stop(poll);
    }

    /** Ends the route of a stream after what it has begun. */
    void stop(String poll) {
        try {
            swap.end(poll);
        } catch (Exception busy) {
            throw new RouteRefusedException("The route " + poll + " does not stop: " + Reasons.clause(busy));
        }
    }

    /** Lets a known stream be read unless it is to stand still, or is read. */
    void readAgain(String poll) {
        if (context.getRoute(poll) == null) {
            read(polls.get(poll));
        }
    }

    /** Whether a route is to stand still, by itself or with its shop. */
    boolean isPaused(String route) {
        return pauses.names(Pauses.Kind.ROUTE).contains(route)
                || Optional.ofNullable(polls.get(route))
                        .map(PollRoute::shop)
                        .filter(pauses.names(Pauses.Kind.SHOP)::contains)
                        .isPresent();
    }

    boolean has(String route) {
        return polls.containsKey(route);
    }

    List<PollRoute> all() {
        return List.copyOf(polls.values());
    }

    List<PollRoute> of(String shop) {
        return polls.values().stream().filter(poll -> poll.shop().equals(shop)).toList();
    }

    /** Ids of those that have no route now. */
    List<String> still() {
        return polls.keySet().stream()
                .filter(poll -> context.getRoute(poll) == null)
                .toList();
    }
}
