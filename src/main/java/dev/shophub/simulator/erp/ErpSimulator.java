package dev.shophub.simulator.erp;

import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.erp.Faults.Fault;
import java.time.Duration;
import java.util.Optional;

/** An ERP on this computer: answers docs/erp-openapi.yaml on loopback, keeps its books, and fails on demand. */
public final class ErpSimulator implements AutoCloseable {

    private static final String NAME = "erp";
    private static final String CURRENCY = "CNY";

    private final ErpState books;
    private final ErpShippingState shipping;
    private final Faults faults;
    private final LoopbackServer server;

    private ErpSimulator(ErpState books, ErpShippingState shipping, Faults faults, LoopbackServer server) {
        this.books = books;
        this.shipping = shipping;
        this.faults = faults;
        this.server = server;
    }

    /**
     * Starts the ERP.
     *
     * @param state of a world that exists
     * @param port 0 for any free one
     * @param token that callers must show
     * @param shipsAfter how long after an order was received it leaves; empty: nothing leaves by itself
     * @throws IllegalStateException when the port is taken
     */
    public static ErpSimulator start(State state, int port, String token, Optional<Duration> shipsAfter) {
        var books = new ErpState(state);
        var shipping = new ErpShippingState(state, books, shipsAfter);
        var faults = new Faults();
        return new ErpSimulator(
                books,
                shipping,
                faults,
                LoopbackServer.start(
                        NAME, port, new ErpServlet(books, shipping, faults, token, CURRENCY, state.clock())));
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    public ErpState books() {
        return books;
    }

    /** Its parcels. */
    public ErpShippingState shipping() {
        return shipping;
    }

    /** The next {@code times} requests are answered with this status and nothing else. */
    public void failNext(int status, int times) {
        faults.add(new Fault.Status(status), times);
    }

    /** The next {@code times} requests are told to wait, in whole seconds. */
    public void rateLimitNext(int times, Duration wait) {
        faults.add(new Fault.RateLimit(wait), times);
    }

    /** The next request is answered with a page of HTML and status 200. */
    public void htmlNext() {
        faults.add(new Fault.Html(), 1);
    }

    /** The next request gets no answer until the ERP is closed. */
    public void stallNext() {
        faults.add(new Fault.Stall(), 1);
    }

    /** The next request is carried out and then answered with 502: its caller cannot know. */
    public void loseNextAnswer() {
        faults.add(new Fault.LostAnswer(), 1);
    }

    @Override
    public void close() {
        faults.close();
        server.close();
    }
}
