package dev.shophub.simulator.taobao;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The Taobao/Tmall Open Platform on a loopback port of its own: {@code /router/rest} as the gateway, {@code /authorize}
 * and {@code /token} for authorisation. It answers from the simulators' schema and dates its answers by that world's
 * clock.
 */
public final class TaobaoSimulator implements AutoCloseable {

    private static final String NAME = "taobao";

    private final Map<String, TaobaoShop> shops = new LinkedHashMap<>();
    private final TaobaoTokens tokens;
    private final TaobaoFaults faults;
    private final ScheduledExecutorService stalled;
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
        settings.shops().forEach(shop -> shops.put(shop.key().value(), shop));
        var state = new TaobaoTokenState(world);
        this.tokens = new TaobaoTokens(state, shops);
        this.faults = new TaobaoFaults(state);
        this.stalled = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "taobao-simulator-stalled");
            thread.setDaemon(true);
            return thread;
        });
        var gateway = new TaobaoGateway(world, tokens, faults, settings.callsPerSecond());
        var router = new TaobaoRouter(gateway, faults, world.clock(), catchUp, stalled);
        this.server = LoopbackServer.start(
                NAME, settings.port(), new TaobaoServlet(router, new TaobaoOAuth(tokens, world.clock())));
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
    public TaobaoFaults faults() {
        return faults;
    }

    /**
     * The pair of tokens the shop has; at the first call one is made that depends on nothing but the shop and its
     * application, as if the seller had consented.
     *
     * @throws IllegalArgumentException when no such shop is simulated
     */
    public TaobaoToken issueToken(ShopKey shop) {
        return tokens.first(Optional.ofNullable(shops.get(shop.value()))
                .orElseThrow(() -> new IllegalArgumentException("Shop not simulated (shop=" + shop + ")")));
    }

    /** Stops it; calls still held are cut. */
    @Override
    public void close() {
        stalled.shutdownNow();
        server.close();
    }
}
