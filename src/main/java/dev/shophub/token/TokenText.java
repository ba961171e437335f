package dev.shophub.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shophub.connector.Json;
import dev.shophub.connector.Tokens.Token;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A pair of tokens as the JSON that is sealed. */
final class TokenText {

    /** Absent parts are null in the text, times are milliseconds since 1970. */
    private record Pair(
            String access,
            String refresh,
            Long accessExpiresAt,
            Long refreshExpiresAt,
            String accountId,
            String accountName) {}

    private TokenText() {}

    static byte[] write(Token token) {
        try {
            return Json.MAPPER.writeValueAsBytes(new Pair(
                    token.access(),
                    token.refresh().orElse(null),
                    token.accessExpiresAt().map(Instant::toEpochMilli).orElse(null),
                    token.refreshExpiresAt().map(Instant::toEpochMilli).orElse(null),
                    token.accountId(),
                    token.accountName()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON");
        }
    }

    /** @throws IllegalStateException when the text is none of ours */
    static Token read(byte[] text) {
        try {
            var pair = Json.MAPPER.readValue(text, Pair.class);
            return new Token(
                    pair.access(),
                    Optional.ofNullable(pair.refresh()),
                    Optional.ofNullable(pair.accessExpiresAt()).map(Instant::ofEpochMilli),
                    Optional.ofNullable(pair.refreshExpiresAt()).map(Instant::ofEpochMilli),
                    pair.accountId(),
                    pair.accountName());
        } catch (IOException notOurs) {
            // Without the cause, whose message may quote the token.
            throw new IllegalStateException("A stored token is not readable. Authorise the shop again");
        }
    }
}
