package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shophub.store.SteeringDeeds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The verbs this process can run, each with its service. What steers the hub is written down with who typed it. */
final class Verbs {

    private final Map<String, Bound<?, ?>> bound = new LinkedHashMap<>();
    private final Optional<SteeringDeeds> deeds;

    /** Verbs that are not written down. */
    Verbs() {
        this.deeds = Optional.empty();
    }

    Verbs(SteeringDeeds deeds) {
        this.deeds = Optional.of(deeds);
    }

    <A, R> Verbs with(VerbCall<A, R> call, Function<A, R> service) {
        bound.put(call.name(), new Bound<>(call, service));
        return this;
    }

    Set<String> names() {
        return bound.keySet();
    }

    /**
     * Runs a verb asked for as JSON; answers the record as JSON.
     *
     * @param user the operating system's user who typed it
     */
    String run(String name, String user, String request) throws JsonProcessingException {
        var verb = bound.get(name);
        if (verb == null) {
            throw VerbRefusedException.cannot("verb-not-here", name);
        }
        return run(verb, user, request);
    }

    private <A, R> String run(Bound<A, R> verb, String user, String request) throws JsonProcessingException {
        var asked = Wire.MAPPER.readValue(request, verb.call().takes());
        boolean endedWell = false;
        try {
            var answer = verb.service().apply(asked);
            endedWell = true;
            return Wire.MAPPER.writeValueAsString(answer);
        } finally {
            if (asked instanceof Steering steering
                    && steering.steers(verb.call().name())
                    && deeds.isPresent()) {
                deeds.get().add(user, verb.call().name(), steering.subjects(), steering.words(), endedWell);
            }
        }
    }

    private record Bound<A, R>(VerbCall<A, R> call, Function<A, R> service) {}
}
