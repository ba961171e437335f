package dev.shophub.simulator;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

/** One servlet behind real HTTP on 127.0.0.1: what every simulated platform answers through. */
public final class LoopbackServer implements AutoCloseable {

    public static final String ADDRESS = "127.0.0.1";

    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final Tomcat tomcat;
    private final Path folder;
    private final int port;

    private LoopbackServer(Tomcat tomcat, Path folder, int port) {
        this.tomcat = tomcat;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts answering.
     *
     * @param name of the simulator, for threads and messages; one server a name
     * @param port 0 for any free one
     * @param servlet gets every path, undecoded; may answer asynchronously and read parts; safe for use by several threads
     * @throws IllegalStateException when the port is taken
     */
    public static LoopbackServer start(String name, int port, HttpServlet servlet) {
        requireFree(name, port);
        var folder = temporaryFolder();
        var tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(folder.toString());
        var connector = connector(port);
        tomcat.setConnector(connector);
        tomcat.getEngine().setName(name);
        tomcat.getHost().setAutoDeploy(false);
        var context = (StandardContext) tomcat.addContext("", folder.toString());
        // Nothing of this context outlives the process: no hunt for leaks, which would want opened modules.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        var wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setMultipartConfigElement(new MultipartConfigElement("", LARGEST_BODY, LARGEST_BODY, LARGEST_BODY));
        context.addServletMappingDecoded("/*", name);
        try {
            tomcat.start();
            if (connector.getState() != LifecycleState.STARTED) {
                throw new LifecycleException("The connector is " + connector.getState());
            }
        } catch (LifecycleException broken) {
            stop(tomcat, folder);
            throw new IllegalStateException(
                    "The simulator did not start (name=" + name + ", port=" + port + ")", broken);
        }
        return new LoopbackServer(tomcat, folder, connector.getLocalPort());
    }

    /**
     * Says clearly that a port is taken; the servers themselves say it late and at length.
     *
     * @param name under which {@code --demo.port.<name>} sets another one
     * @param port 0 is always free
     * @throws IllegalStateException when it is taken
     */
    public static void requireFree(String name, int port) {
        try (var trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(ADDRESS, port));
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "Port not free (name=" + name + ", port=" + port + "). Set another one: --demo.port." + name + "=N",
                    taken);
        }
    }

    private static Connector connector(int port) {
        var connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setProperty("address", ADDRESS);
        connector.setProperty("minSpareThreads", "2");
        connector.setProperty("maxThreads", "32");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxSwallowSize", Integer.toString(LARGEST_BODY));
        connector.setMaxPostSize(LARGEST_BODY);
        // Ids may hold slashes; the servlet decodes them itself.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setAllowBackslash(true);
        connector.setURIEncoding("UTF-8");
        return connector;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://" + ADDRESS + ":" + port;
    }

    @Override
    public void close() {
        stop(tomcat, folder);
    }

    private static void stop(Tomcat tomcat, Path folder) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException alreadyGone) {
            throw new IllegalStateException("The simulator's web server did not stop", alreadyGone);
        } finally {
            delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("simulator");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
