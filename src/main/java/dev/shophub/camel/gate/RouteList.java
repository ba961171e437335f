package dev.shophub.camel.gate;

import dev.shophub.route.FileStatus;
import dev.shophub.route.RouteStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.Route;

/** Every route that the gate knows, with its file, state and pulse. */
final class RouteList {

    private RouteList() {}

    static List<RouteStatus> of(RouteGate gate) {
        var there = gate.limits().context().getRoutes().stream().map(Route::getRouteId);
        return Stream.concat(there, gate.streams().still().stream())
                .map(id -> status(gate, id))
                .sorted(Comparator.comparing(RouteStatus::file).thenComparing(RouteStatus::id))
                .toList();
    }

    private static RouteStatus status(RouteGate gate, String id) {
        var file = gate.running().ofRoute(id).map(RouteFile::name).orElse("");
        var pulse = gate.pulses().of(id);
        var status = gate.limits().context().getRouteController().getRouteStatus(id);
        var state = gate.streams().isPaused(id)
                ? "paused"
                : status == null ? "stopped" : status.name().toLowerCase(Locale.ROOT);
        return new RouteStatus(
                id,
                file,
                gate.standing().find(file).flatMap(FileStatus::revision),
                state,
                pulse.lastGood(),
                pulse.inFlight());
    }
}
