package dev.shophub.simulator.shopify;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Shopify on a loopback port of its own, for all shops of one app: {@code /admin/api/…}, {@code /admin/oauth/…}, the files of bulk
 * operations. It answers from the simulators' schema and dates its answers by that world's clock; whose shop is meant the access
 * token says, where the real platform has an address for each.
 */
public final class ShopifySimulator implements AutoCloseable {

    private static final String NAME = "shopify";

    private final State world;
    private final TokenDesk tokens;
    private final Faults faults;
    private final ShopifyGateway interfaces;
    private final ShopifyHooks hooks;
    private final FaultyGateway gateway;
    private final LoopbackServer server;

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param settings sellers and port
     * @param catchUp called before each answer of the interface, by several threads at once: brings the trade up to now
     * @throws IllegalStateException when the port cannot be had
     */
    public ShopifySimulator(State world, ShopifySettings settings, Runnable catchUp) {
        this.world = world;
        this.tokens = new TokenDesk(world, settings.shops(), ShopifyOAuth.TERMS);
        this.faults = new Faults(tokens, world.clock());
        var ledger = new ShopifyLedgerState(world);
        var orders = new ShopifyOrderState(world);
        var items = new ShopifyItemState(world);
        var money = new ShopifyMoney(settings.currency(), settings.foreign());
        var bulks = new ShopifyBulks(ledger, settings.bulkTakes());
        var queries = new ShopifyQueries(orders, items, money, bulks, settings.allOrders());
        var changes = new ShopifyChanges(items, ledger, queries);
        var parcels = new ShopifyParcels(new ShopifyParcelState(world), queries);
        this.hooks = new ShopifyHooks(ledger, orders, queries, settings.shops(), world.clock());
        var engine = new ShopifyEngine(List.of(queries::offer, changes::offer, parcels::offer, hooks::offer), bulks);
        var rest = new ShopifyRest(queries, orders, items, money);
        this.interfaces = new ShopifyGateway(engine, rest, tokens, faults, world.clock(), settings);
        this.gateway = new FaultyGateway(NAME, interfaces, faults, world.clock(), catchUp);
        this.server = LoopbackServer.start(
                NAME,
                settings.port(),
                new ShopifyServlet(gateway, new ShopifyOAuth(tokens, world.clock()), bulks, world.clock()));
        bulks.serve(server.url());
        rest.serve(server.url());
        hooks.start();
    }

    /**
     * A webhook's call as it is made.
     *
     * @param headers names in lower case
     */
    public record Delivery(Map<String, String> headers, byte[] body) {}

    /** What a shop has as its address. */
    public URI uri() {
        return URI.create(server.url());
    }

    /** What makes it fail. */
    public Faults faults() {
        return faults;
    }

    /** From now on the app may, or may not, see who buyers are. */
    public void withholdBuyers(boolean withheld) {
        interfaces.withhold(withheld);
    }

    /**
     * What is sent to who subscribed to a topic such as {@code orders/updated} when this order changed.
     *
     * @throws IllegalArgumentException when no such shop is simulated
     */
    public Delivery delivery(ShopKey shop, String topic, long order) {
        var seller = tokens.seller(shop);
        var now = world.clock().instant();
        var version = ShopifyTime.answering("2000-01", now).orElseThrow();
        return hooks.delivery(seller, new ShopifyCall(seller, version, now, false, false, faults), topic, order);
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
        hooks.close();
        gateway.close();
        server.close();
    }
}
