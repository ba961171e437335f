package dev.shophub.simulator.vendure;

import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A Vendure shop's admin API on a loopback port of its own, {@code /admin-api}. It answers from the simulators' schema and dates
 * its answers by that world's clock.
 */
public final class VendureSimulator implements AutoCloseable {

    private static final String NAME = "vendure";

    /** A session lives a year; there is nothing to renew it with, logging in makes another. */
    private static final TokenDesk.Terms TERMS = new TokenDesk.Terms(
            Duration.ofDays(365), Duration.ofDays(3650), Duration.ofDays(3650), Duration.ofMinutes(5), "", "");

    private final VendureSettings settings;
    private final TokenDesk tokens;
    private final Faults faults;
    private final FaultyGateway gateway;
    private final LoopbackServer server;

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param settings the shop, its currency and the port
     * @param catchUp called before each answer, by several threads at once: brings the trade up to now
     * @throws IllegalStateException when the port cannot be had
     */
    public VendureSimulator(State world, VendureSettings settings, Runnable catchUp) {
        this.settings = settings;
        this.tokens = new TokenDesk(world, List.of(settings.seller()), TERMS);
        this.faults = new Faults(tokens, world.clock());
        this.gateway = new FaultyGateway(
                NAME, new VendureGateway(world, settings, tokens, faults), faults, world.clock(), catchUp);
        this.server = LoopbackServer.start(NAME, settings.port(), new VendureServlet(gateway));
    }

    /** The server, without a path: the admin API is at {@code /admin-api} below it. */
    public URI uri() {
        return URI.create(server.url());
    }

    /** What makes it fail. */
    public Faults faults() {
        return faults;
    }

    /** The session the shop's administrator has; at the first call one is made, as if he had logged in. */
    public TokenPair issueToken() {
        return tokens.first(settings.seller());
    }

    /** Stops it; calls still held are cut. */
    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
