package dev.shophub.route;

import java.time.Instant;
import java.util.Optional;

/**
 * One route of the running hub.
 *
 * @param id {@code <verb>-<thing>}, of polls {@code <shop>-<stream>}
 * @param file it stands in
 * @param revision of that file that runs; empty while a save proves itself
 * @param state started, stopped, paused
 * @param lastGood when it last went well, UTC; empty: not since the start
 * @param inFlight exchanges under way
 */
public record RouteStatus(
        String id, String file, Optional<Long> revision, String state, Optional<Instant> lastGood, int inFlight) {}
