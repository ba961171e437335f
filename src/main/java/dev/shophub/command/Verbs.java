package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The verbs this process can run, each with its service. */
final class Verbs {

    private final Map<String, Bound<?, ?>> bound = new LinkedHashMap<>();

    <A, R> Verbs with(VerbCall<A, R> call, Function<A, R> service) {
        bound.put(call.name(), new Bound<>(call, service));
        return this;
    }

    Set<String> names() {
        return bound.keySet();
    }

    /** Runs a verb asked for as JSON; answers the record as JSON. */
    String run(String name, String request) throws JsonProcessingException {
        var verb = bound.get(name);
        if (verb == null) {
            throw VerbRefusedException.cannot("verb-not-here", name);
        }
        return verb.run(request);
    }

    private record Bound<A, R>(VerbCall<A, R> call, Function<A, R> service) {

        String run(String request) throws JsonProcessingException {
            return Wire.MAPPER.writeValueAsString(service.apply(Wire.MAPPER.readValue(request, call.takes())));
        }
    }
}
