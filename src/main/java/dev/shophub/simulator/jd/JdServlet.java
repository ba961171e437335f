package dev.shophub.simulator.jd;

import dev.shophub.simulator.stage.FaultyGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The paths of the simulated platform: the gateway, the page on which sellers consent, the two token endpoints. */
final class JdServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient FaultyGateway gateway;
    private final transient JdOAuth oauth;

    JdServlet(FaultyGateway gateway, JdOAuth oauth) {
        this.gateway = gateway;
        this.oauth = oauth;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getRequestURI()) {
            case "/routerjson" -> gateway.answer(request, response);
            case "/oauth2/to_login" -> oauth.login(request, response);
            case "/oauth2/access_token" -> oauth.accessToken(request, response);
            case "/oauth2/refresh_token" -> oauth.refreshToken(request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
