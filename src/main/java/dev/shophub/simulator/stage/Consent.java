package dev.shophub.simulator.stage;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The page on which a seller of an application consents by following his link; a code is what it gives. */
public final class Consent {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final TokenDesk tokens;
    private final Clock clock;
    private final String path;
    private final String keyName;

    /**
     * @param path of the page
     * @param keyName the parameter that names the application
     */
    public Consent(TokenDesk tokens, Clock clock, String path, String keyName) {
        this.tokens = tokens;
        this.clock = clock;
        this.path = path;
        this.keyName = keyName;
    }

    /**
     * Shows the application's sellers, or takes the consent of the one named.
     *
     * @return false when there is no such application; nothing is answered then
     */
    public boolean answer(Map<String, String> sent, HttpServletResponse response) throws IOException {
        var sellers = tokens.sellers().stream()
                .filter(seller -> seller.appKey().equals(sent.getOrDefault(keyName, "")))
                .toList();
        if (sellers.isEmpty()) {
            return false;
        }
        var chosen = sellers.stream()
                .filter(seller -> seller.nick().equals(sent.get("seller")))
                .findFirst();
        if (chosen.isPresent()) {
            consented(response, sent, tokens.newCode(chosen.get()));
        } else {
            page(response, "授权 · Authorise", links(sellers, sent));
        }
        return true;
    }

    private void consented(HttpServletResponse response, Map<String, String> sent, String code) throws IOException {
        var redirect = sent.getOrDefault("redirect_uri", "");
        if (onThisComputer(redirect)) {
            response.sendRedirect(redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code + "&state="
                    + encoded(sent.getOrDefault("state", "")));
        } else {
            page(response, "授权码 · Code", "<p><code>" + code + "</code></p>");
        }
    }

    private static boolean onThisComputer(String redirect) {
        try {
            var host = URI.create(redirect).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String links(List<Seller> sellers, Map<String, String> sent) {
        return sellers.stream()
                .map(seller -> "<p><a href=\"" + path + "?" + keyName + "=" + encoded(seller.appKey()) + "&amp;seller="
                        + encoded(seller.nick()) + "&amp;redirect_uri="
                        + encoded(sent.getOrDefault("redirect_uri", "")) + "&amp;state="
                        + encoded(sent.getOrDefault("state", "")) + "\">" + Html.escaped(seller.nick()) + "</a></p>")
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void page(HttpServletResponse response, String title, String body) throws IOException {
        Http.answer(response, clock, 200, Http.HTML, Html.page(title, body));
    }
}
