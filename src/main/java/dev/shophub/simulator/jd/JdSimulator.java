package dev.shophub.simulator.jd;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;

/**
 * JD's open platform on a loopback port of its own: {@code /routerjson} as the gateway, {@code /oauth2} for authorisation. It
 * answers from the simulators' schema and dates its answers by that world's clock.
 */
public final class JdSimulator implements AutoCloseable {

    private static final String NAME = "jd";

    private final TokenDesk tokens;
    private final Faults faults;
    private final FaultyGateway gateway;
    private final LoopbackServer server;

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param settings sellers and port
     * @param catchUp called before each answer of the gateway, by several threads at once: brings the trade up to now
     * @throws IllegalStateException when the port cannot be had
     */
    public JdSimulator(State world, JdSettings settings, Runnable catchUp) {
        this.tokens = new TokenDesk(world, settings.shops(), JdOAuth.TERMS);
        this.faults = new Faults(tokens, world.clock());
        this.gateway = new FaultyGateway(
                NAME, new JdGateway(world, tokens, faults), faults, world.clock(), Http.JSON, catchUp);
        this.server =
                LoopbackServer.start(NAME, settings.port(), new JdServlet(gateway, new JdOAuth(tokens, world.clock())));
    }

    /** The server, without a path: the gateway is at {@code /routerjson} below it. */
    public URI uri() {
        return URI.create(server.url());
    }

    /** The gateway, {@code /routerjson}. */
    public URI gateway() {
        return uri().resolve("/routerjson");
    }

    /** What makes it fail. */
    public Faults faults() {
        return faults;
    }

    /**
     * The pair of tokens the shop has; at the first call one is made that depends on nothing but the shop and its
     * application, as if the seller had consented.
     *
     * @throws IllegalArgumentException when no such shop is simulated
     */
    public TokenPair issueToken(ShopKey shop) {
        return tokens.first(tokens.seller(shop));
    }

    /** Stops it; calls still held are cut. */
    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
