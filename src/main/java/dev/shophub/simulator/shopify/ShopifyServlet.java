package dev.shophub.simulator.shopify;

import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Http;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The paths of the simulated platform: the interface, authorisation, and the files of bulk operations. */
final class ShopifyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");
    private static final String LINES = "application/jsonl";

    private final transient FaultyGateway gateway;
    private final transient ShopifyOAuth oauth;
    private final transient ShopifyBulks bulks;
    private final transient Clock clock;

    ShopifyServlet(FaultyGateway gateway, ShopifyOAuth oauth, ShopifyBulks bulks, Clock clock) {
        this.gateway = gateway;
        this.oauth = oauth;
        this.bulks = bulks;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        if (path.startsWith("/admin/api/")) {
            gateway.answer(request, response);
        } else if (path.equals(ShopifyOAuth.AUTHORIZE)) {
            oauth.authorize(request, response);
        } else if (path.equals(ShopifyOAuth.TOKEN)) {
            oauth.token(request, response);
        } else if (path.startsWith(ShopifyBulks.PATH)) {
            file(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Whole, or the part that is asked for. */
    private void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var found = bulks.file(request.getRequestURI(), clock.instant());
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var file = found.get();
        var range = RANGE.matcher(String.valueOf(request.getHeader("Range")));
        if (!range.matches()) {
            Http.answer(response, clock, 200, LINES, file);
            return;
        }
        long from = Long.parseLong(range.group(1));
        long to = Math.min(file.length, range.group(2).isEmpty() ? file.length : Long.parseLong(range.group(2)) + 1);
        if (from >= to) {
            response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        response.setHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length);
        Http.answer(response, clock, 206, LINES, Arrays.copyOfRange(file, (int) from, (int) to));
    }
}
