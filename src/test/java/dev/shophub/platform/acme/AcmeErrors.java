package dev.shophub.platform.acme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;

/** The platform's words for what went wrong as the hub's failures. */
final class AcmeErrors {

    private AcmeErrors() {}

    static Failure failure(JsonNode answer, String particulars) {
        var word = answer.path("error").asText();
        var where = " (" + particulars + ", code=" + word + ")";
        return switch (word) {
            case "slow-down" -> new RateLimitedException(
                    "Acme's quota is spent" + where,
                    Duration.ofSeconds(answer.path("wait").asLong(1)));
            case "token" -> new AuthFailedException("Acme refused the seller's authorisation" + where, true);
            case "signature" -> new AuthFailedException(
                    "Acme refused the signature" + where + ". Check settings app-key and app-secret", false);
            case "busy", "time" -> new UnavailableException("Acme could not answer" + where);
            default -> new RejectedException("Acme rejected the call" + where, word);
        };
    }
}
