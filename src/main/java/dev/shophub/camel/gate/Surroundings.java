package dev.shophub.camel.gate;

import dev.shophub.intake.RawPage;
import dev.shophub.store.FaultyQueryException;
import dev.shophub.store.Pauses;
import dev.shophub.store.Queries;
import dev.shophub.store.RouteBell;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.TroubleBell;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** What the gate is handed. */
public record Surroundings(Limits limits, Books books, Hub hub, Sql sql) {

    /**
     * Where routes run and what they may reach.
     *
     * @param context the running one
     * @param folder of the route files
     * @param queries of {@code sql:file:}
     * @param schemes kinds of endpoints
     * @param hosts remote ones
     * @param files the folder of {@code file:}
     * @param proof how long a new route may take to its first success
     * @param drain how long an old one may take to end what it has begun
     */
    public record Limits(
            CamelContext context,
            Path folder,
            Path queries,
            Set<String> schemes,
            Set<String> hosts,
            Path files,
            Duration proof,
            Duration drain) {}

    /** Where it is written down, and who is told. */
    public record Books(RouteRevisions revisions, Pauses pauses, TroubleBell troubles, RouteBell edits, Clock clock) {}

    /**
     * Queries.
     *
     * @param inForce whose texts are asked
     * @param columns what the database says of one before it is asked
     */
    public record Sql(Queries inForce, Columns columns) {}

    /** Names of the columns that a query would answer. */
    public interface Columns {

        /** @throws FaultyQueryException when the database refuses it */
        List<String> of(String text) throws FaultyQueryException;
    }

    /**
     * The hub around it.
     *
     * @param recorded the last page of each stream, buyers' data masked
     * @param nudge lets polls and deliveries begin at once, for a proof
     * @param beans classes of what routes may call, by name
     * @param bound what endpoints name by {@code #name}
     * @param properties values of {@code {{…}}}
     */
    public record Hub(
            Supplier<List<RawPage>> recorded,
            Runnable nudge,
            Function<String, Optional<Class<?>>> beans,
            Map<String, Object> bound,
            Function<String, Optional<String>> properties) {}
}
