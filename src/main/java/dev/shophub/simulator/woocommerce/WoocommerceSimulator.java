package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A WooCommerce site on a loopback port of its own, {@code /wp-json/wc/v3}. It answers from the simulators' schema and dates its
 * answers by that world's clock.
 */
public final class WoocommerceSimulator implements AutoCloseable {

    private static final String NAME = "woocommerce";

    /** Keys do not end. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final TokenDesk.Terms TERMS =
            new TokenDesk.Terms(FOR_EVER, FOR_EVER, FOR_EVER, Duration.ofMinutes(5), "k", "k");

    private final WoocommerceSettings settings;
    private final TokenDesk keys;
    private final Faults faults;
    private final LoopbackServer server;
    private final FaultyGateway gateway;
    private final WoocommerceDeliveries deliveries;
    private final WoocommerceOrderState orderState;
    private final WoocommerceHookState hooks;
    private final WoocommerceOrders orders;

    /**
     * Starts it.
     *
     * @param world the simulators' schema and clock
     * @param catchUp called before each answer, by several threads at once: brings the trade up to now
     * @throws IllegalStateException when the port cannot be had
     */
    public WoocommerceSimulator(State world, WoocommerceSettings settings, Runnable catchUp) {
        this.settings = settings;
        this.keys = new TokenDesk(world, List.of(settings.shop()), TERMS);
        this.faults = new Faults(keys, world.clock());
        var paths = new Paths();
        this.server = LoopbackServer.start(NAME, settings.port(), paths);
        var address = server.url() + "/wp-json/wc/v3";
        this.orderState = new WoocommerceOrderState(world);
        this.hooks = new WoocommerceHookState(world);
        this.orders = new WoocommerceOrders(settings, orderState, new WoocommerceRefundState(world), faults, address);
        this.deliveries = new WoocommerceDeliveries(
                settings.shop().key().value(), hooks, orderState, world.clock(), server.url(), orders::told, catchUp);
        this.gateway = new FaultyGateway(
                NAME,
                new WoocommerceGateway(
                        settings,
                        new WoocommerceKeys(settings, new WoocommerceKeyState(world), world.clock()),
                        orders,
                        new WoocommerceItems(settings, new WoocommerceItemState(world), address),
                        new WoocommerceReviews(settings, new WoocommerceReviewState(world), address),
                        new WoocommerceHooks(settings, hooks, deliveries, address),
                        faults,
                        world.clock()),
                faults,
                world.clock(),
                catchUp);
        paths.open(gateway);
    }

    /** The site. */
    public URI uri() {
        return URI.create(server.url());
    }

    /** What makes it fail. */
    public Faults faults() {
        return faults;
    }

    /** The pair that every played platform keeps for a shop; here it only says that the key is alive. */
    public TokenPair issueKey() {
        return keys.first(settings.shop());
    }

    /**
     * What the webhook of this topic is sent when this order changed, without sending it.
     *
     * @throws java.util.NoSuchElementException when there is no such webhook or order
     */
    public Sent delivery(String topic, long order) {
        var shop = settings.shop().key().value();
        var hook = hooks.all(shop).stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow();
        var body = orders.told(orderState.order(shop, order).orElseThrow()).toString();
        return new Sent(WoocommerceDeliveries.headers(server.url(), hook, body), body);
    }

    /** A delivery: its headers, and its body as signed. */
    public record Sent(Map<String, String> headers, String body) {}

    /** Stops it; calls still held are cut. */
    @Override
    public void close() {
        deliveries.close();
        gateway.close();
        server.close();
    }

    /** Every path is the site's; before all of it stands, it is not there yet. */
    private static final class Paths extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private transient volatile FaultyGateway gateway;

        private void open(FaultyGateway opened) {
            gateway = opened;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (gateway == null) {
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                gateway.answer(request, response);
            }
        }
    }
}
