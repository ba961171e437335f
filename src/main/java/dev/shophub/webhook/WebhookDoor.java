package dev.shophub.webhook;

import dev.shophub.connector.WebhookSource.Delivery;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A web server of its own, apart from the management port, that knows one thing: {@code POST /hooks/<shop>}, 1 MB at most. It answers
 * before anything is asked of the platform, and without a word: 200 taken, 401 not the platform's, 404 nobody here, 413 too long.
 */
public final class WebhookDoor implements AutoCloseable {

    /** The path under which each shop has its address. */
    public static final String PATH = "/hooks/";

    static final int LARGEST_BODY = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDoor.class);
    private static final String NAME = "webhooks";

    private final Tomcat tomcat;
    private final Path folder;
    private final Connector connector;

    /**
     * @param listen an address of this computer
     * @param port 0: any free one
     * @throws IllegalStateException when the port is taken
     */
    public WebhookDoor(String listen, int port, Deliveries deliveries) {
        this.folder = temporaryFolder();
        this.tomcat = new Tomcat();
        this.connector = connector(listen, port);
        tomcat.setSilent(true);
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        tomcat.getEngine().setName(NAME);
        tomcat.getHost().setAutoDeploy(false);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, NAME, new Post(deliveries));
        context.addServletMappingDecoded("/*", NAME);
        try {
            tomcat.start();
            if (connector.getState() != LifecycleState.STARTED) {
                throw new LifecycleException("The connector is " + connector.getState());
            }
        } catch (LifecycleException broken) {
            close();
            throw new IllegalStateException(
                    "The door for webhooks does not open (listen=" + listen + ", port=" + port
                            + "): is the port taken? Set hub.webhooks.port",
                    broken);
        }
        LOG.info("Platforms may say on {}:{} that something changed", listen, port());
    }

    /** The one it really answers on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Few threads and short patience: a stranger holds up nobody but strangers. */
    private static Connector connector(String listen, int port) {
        var connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setProperty("address", listen);
        connector.setProperty("minSpareThreads", "1");
        connector.setProperty("maxThreads", "8");
        connector.setProperty("maxConnections", "200");
        connector.setProperty("connectionTimeout", "5000");
        connector.setProperty("keepAliveTimeout", "5000");
        connector.setProperty("maxSwallowSize", Integer.toString(LARGEST_BODY));
        connector.setProperty("server", "");
        connector.setURIEncoding("UTF-8");
        return connector;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException alreadyGone) {
            LOG.debug("The door for webhooks was shut already", alreadyGone);
        } finally {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException leftBehind) {
                LOG.debug("A temporary folder stays behind ({})", folder, leftBehind);
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(NAME);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static final class Post extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Deliveries deliveries;

        private Post(Deliveries deliveries) {
            this.deliveries = deliveries;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getRequestURI();
            if (!path.startsWith(PATH)) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            } else if (!request.getMethod().equals("POST")) {
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            } else {
                response.setStatus(status(path.substring(PATH.length()), request));
            }
        }

        private int status(String shop, HttpServletRequest request) throws IOException {
            if (request.getContentLengthLong() > LARGEST_BODY) {
                return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            }
            var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            }
            try {
                return switch (deliveries.take(shop, new Delivery(headers(request), body))) {
                    case ACCEPTED, REPEATED -> HttpServletResponse.SC_OK;
                    case REFUSED -> HttpServletResponse.SC_UNAUTHORIZED;
                    case NOBODY -> HttpServletResponse.SC_NOT_FOUND;
                };
            } catch (RuntimeException bug) {
                LOG.error("A delivery could not be taken; the next poll reads what it told", bug);
                return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            }
        }

        private static Map<String, String> headers(HttpServletRequest request) {
            var headers = new HashMap<String, String>();
            for (var name : Collections.list(request.getHeaderNames())) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name));
            }
            return headers;
        }
    }
}
