package dev.shophub.simulator.taobao;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.modeler.Registry;
import org.springframework.util.FileSystemUtils;

/**
 * The Taobao/Tmall Open Platform on a loopback port of its own: {@code /router/rest} as the gateway, {@code /authorize}
 * and {@code /token} for authorisation. It answers from the simulators' schema and dates its answers by that world's
 * clock.
 */
public final class TaobaoSimulator implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 64;
    private static final int CONNECTIONS = 1000;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final Map<String, TaobaoShop> shops = new LinkedHashMap<>();
    private final TaobaoTokens tokens;
    private final TaobaoFaults faults;
    private final ScheduledExecutorService stalled;
    private final Tomcat tomcat = new Tomcat();
    private final Path base;
    private final URI uri;

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
        this.base = temporaryFolder();
        var gateway = new TaobaoGateway(world, tokens, faults, settings.callsPerSecond());
        var connector = connector(settings.port());
        Registry.disableRegistry();
        TomcatURLStreamHandlerFactory.disable();
        tomcat.setBaseDir(base.toString());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        add(context, "router", new TaobaoRouterServlet(gateway, faults, world.clock(), catchUp, stalled), "/router/rest");
        add(context, "oauth", new TaobaoOAuthServlet(tokens, world.clock()), "/authorize", "/token");
        start(settings.port());
        this.uri = URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    /** The server, without a path: the gateway is at {@code /router/rest} below it. */
    public URI uri() {
        return uri;
    }

    /** The gateway, {@code /router/rest}. */
    public URI gateway() {
        return uri.resolve("/router/rest");
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
        try {
            tomcat.stop();
            tomcat.destroy();
            FileSystemUtils.deleteRecursively(base);
        } catch (LifecycleException e) {
            throw new IllegalStateException("The simulated platform does not stop (uri=" + uri + ")", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulated platform's folder stays (folder=" + base + ")", e);
        }
    }

    private static Connector connector(int port) {
        var connector = new Connector();
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setMaxPostSize(LARGEST_BODY);
        connector.setProperty("address", LOOPBACK);
        connector.setProperty("maxThreads", Integer.toString(THREADS));
        connector.setProperty("minSpareThreads", "4");
        connector.setProperty("maxConnections", Integer.toString(CONNECTIONS));
        connector.setProperty("maxKeepAliveRequests", "-1");
        return connector;
    }

    private static void add(Context context, String name, HttpServlet servlet, String... paths) {
        var wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setMultipartConfigElement(new MultipartConfigElement("", LARGEST_BODY, LARGEST_BODY, LARGEST_BODY));
        for (var path : paths) {
            context.addServletMappingDecoded(path, name);
        }
    }

    private void start(int port) {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(
                    "The simulated Taobao platform cannot listen (host=" + LOOPBACK + ", port=" + port
                            + "); choose another port",
                    e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("taobao-simulator");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the simulated platform", e);
        }
    }
}
