package dev.shophub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code POST /actuator/hub/{verb}} on the management port: runs a verb for whoever knows the token of the run file. The
 * body is {@code {"token", "user", "request"}}, the request being the verb's record as JSON text.
 */
@WebEndpoint(id = "hub")
final class VerbEndpoint {

    private static final String JSON = "application/json";

    private final Verbs verbs;
    private final String token;

    /** @param token of this run; empty refuses everybody */
    VerbEndpoint(Verbs verbs, String token) {
        this.verbs = verbs;
        this.token = token;
    }

    @WriteOperation(produces = JSON)
    public WebEndpointResponse<String> run(@Selector String verb, String token, String user, String request)
            throws JsonProcessingException {
        if (!mayRun(token)) {
            return new WebEndpointResponse<>("{}", 403);
        }
        try {
            return new WebEndpointResponse<>(verbs.run(verb, user, request));
        } catch (VerbRefusedException refused) {
            return new WebEndpointResponse<>(Wire.MAPPER.writeValueAsString(refused.refusal()), 409);
        }
    }

    /** Compared in constant time: the answer's time tells nothing about the token. */
    private boolean mayRun(String given) {
        return !token.isEmpty()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
