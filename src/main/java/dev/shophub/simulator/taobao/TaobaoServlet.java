package dev.shophub.simulator.taobao;

import dev.shophub.simulator.stage.FaultyGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The paths of the simulated platform: the gateway, the page on which sellers consent, the token endpoint. */
final class TaobaoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient FaultyGateway router;
    private final transient TaobaoOAuth oauth;

    TaobaoServlet(FaultyGateway router, TaobaoOAuth oauth) {
        this.router = router;
        this.oauth = oauth;
    }

    /** Takes every verb, spelt as it came: the gateway answers a lower-case one itself. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getRequestURI()) {
            case "/router/rest" -> router.answer(request, response);
            case "/authorize" -> oauth.authorize(request, response);
            case "/token" -> oauth.token(request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
