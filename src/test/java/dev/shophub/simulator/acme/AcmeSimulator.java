package dev.shophub.simulator.acme;

import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Consent;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Seller;
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

/** Acme on a loopback port of its own: {@code /api} as the gateway, {@code /consent} for authorisation. */
public final class AcmeSimulator implements AutoCloseable {

    private static final TokenDesk.Terms TERMS = new TokenDesk.Terms(
            Duration.ofDays(400), Duration.ofDays(400), Duration.ofDays(400), Duration.ofMinutes(5), "a", "r");

    private final Seller seller;
    private final AcmeHooks hooks;
    private final TokenDesk tokens;
    private final Faults faults;
    private final FaultyGateway gateway;
    private final LoopbackServer server;

    /** @param catchUp called before each answer of the gateway: brings the trade up to now */
    public AcmeSimulator(State world, Seller seller, int port, Runnable catchUp) {
        this.seller = seller;
        this.hooks = new AcmeHooks(seller.appSecret());
        this.tokens = new TokenDesk(world, List.of(seller), TERMS);
        this.faults = new Faults(tokens, world.clock());
        this.gateway = new FaultyGateway(
                "acme",
                new AcmeGateway(
                        new AcmeOrderState(world), new AcmeItemState(world), hooks, tokens, faults, world.clock()),
                faults,
                world.clock(),
                Http.JSON,
                catchUp);
        var consent = new Consent(tokens, world.clock(), "/consent", "key");
        this.server = LoopbackServer.start("acme", port, new Paths(gateway, consent));
    }

    public URI uri() {
        return URI.create(server.url());
    }

    public Faults faults() {
        return faults;
    }

    /** Who is told of what. */
    public AcmeHooks hooks() {
        return hooks;
    }

    public TokenPair issueToken() {
        return tokens.first(seller);
    }

    /** What a shop here has under {@code settings:}. */
    public Map<String, String> settings() {
        return Map.of(
                "app-key", seller.appKey(),
                "app-secret", seller.appSecret(),
                "consent-url", uri().resolve("/consent").toString());
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }

    private static final class Paths extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient FaultyGateway gateway;
        private final transient Consent consent;

        private Paths(FaultyGateway gateway, Consent consent) {
            this.gateway = gateway;
            this.consent = consent;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.getRequestURI().equals("/api")) {
                gateway.answer(request, response);
            } else if (!request.getRequestURI().equals("/consent")
                    || !consent.answer(Http.parameters(request), response)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        }
    }
}
