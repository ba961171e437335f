package dev.shophub.camel.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a set of route files did with the samples.
 *
 * @param routes ids of the routes that ran
 * @param firstSteps by script the id of the route that took the samples
 */
record Performance(Set<String> routes, List<Run> runs) {

    /** Nothing ran yet. */
    static final Performance NONE = new Performance(Set.of(), List.of());

    Performance {
        routes = Set.copyOf(routes);
        runs = List.copyOf(runs);
    }

    Optional<Run> find(Run like) {
        return Optional.ofNullable(byKey().get(like.key()));
    }

    Map<String, Run> byKey() {
        var byKey = new LinkedHashMap<String, Run>();
        runs.forEach(run -> byKey.put(run.key(), run));
        return byKey;
    }
}
