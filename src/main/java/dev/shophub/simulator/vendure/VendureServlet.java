package dev.shophub.simulator.vendure;

import dev.shophub.simulator.stage.FaultyGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The simulated platform's one path. */
final class VendureServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient FaultyGateway gateway;

    VendureServlet(FaultyGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getRequestURI().equals("/admin-api")) {
            gateway.answer(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
