package dev.shophub.simulator.stage;

import dev.shophub.simulator.State;
import dev.shophub.simulator.trade.TradeShop;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform as the demo plays it, with one shop. An implementation stands in the simulator's folder, is public and is made
 * without parameters; nothing lists them, see {@link PlayedPlatforms}.
 */
public interface PlayedPlatform {

    /** The word used in configuration, folders and ports. */
    String name();

    /** The shop that is played. */
    TradeShop shop();

    /** What it lets a shop read, in the hub's words; the trade has all of it all the same. */
    default Set<String> streams() {
        return Set.of("orders", "refunds", "stock", "reviews", "listings");
    }

    /** How its console heads what it exports; empty: it exports nothing. */
    default Optional<ConsoleWords> console() {
        return Optional.empty();
    }

    /** What was placed before this moment the platform no longer shows. */
    Instant showsOrdersSince(Instant now);

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param port on loopback, 0 for any free one
     * @param catchUp called before each answer: brings the trade up to now
     */
    Playing play(State world, int port, Runnable catchUp);

    /**
     * A platform that runs.
     *
     * @param server without a path
     * @param gateway what a shop has as {@code base-url}
     * @param settings what the shop has under {@code settings:}
     * @param stop ends it
     */
    record Playing(
            URI server,
            URI gateway,
            Map<String, String> settings,
            Seller seller,
            TokenPair token,
            Faults faults,
            Runnable stop)
            implements AutoCloseable {

        /** Switches faults on by their names, from a seed. */
        public void misbehave(Set<String> names, long seed) {
            faults.standing(names, seed);
        }

        @Override
        public void close() {
            stop.run();
        }

        /** Without the settings, which hold a secret. */
        @Override
        public String toString() {
            return "Playing[" + server + "]";
        }
    }
}
