package dev.shophub.simulator.taobao;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;

/**
 * The Taobao/Tmall Open Platform on a loopback port of its own: {@code /router/rest} as the gateway, {@code /authorize}
 * and {@code /token} for authorisation. It answers from the simulators' schema and dates its answers by that world's
 * clock.
 */
public final class TaobaoSimulator implements AutoCloseable {

    private static final String NAME = "taobao";

    private final TokenDesk tokens;
    private final Faults faults;
    private final FaultyGateway gateway;
    private final LoopbackServer server;

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param settings sellers, port and quota
     * @param catchUp called before each answer of the gateway, by several threads at once: brings the trade up to now
     * @throws IllegalStateException when the port cannot be had
     */
    public TaobaoSimulator(State world, TaobaoSettings settings, Runnable catchUp) {
        this.tokens = new TokenDesk(world, settings.shops(), TaobaoTokens.TERMS);
        this.faults = new Faults(tokens, world.clock());
        this.gateway = new FaultyGateway(
                NAME,
                new TaobaoGateway(world, tokens, faults, settings.callsPerSecond()),
                faults,
                world.clock(),
                "text/javascript;charset=UTF-8",
                catchUp);
        this.server = LoopbackServer.start(
                NAME, settings.port(), new TaobaoServlet(gateway, new TaobaoOAuth(tokens, world.clock())));
    }

    /** The server, without a path: the gateway is at {@code /router/rest} below it. */
    public URI uri() {
        return URI.create(server.url());
    }

    /** The gateway, {@code /router/rest}. */
    public URI gateway() {
        return uri().resolve("/router/rest");
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
