package dev.shophub.simulator.stage;

import java.time.Instant;

/**
 * The pair a seller's authorisation consists of.
 *
 * @param accessToken sent as {@code session}
 * @param refreshToken exchanged for the next pair
 * @param expiresAt end of the access token
 * @param refreshExpiresAt end of the refresh token
 */
public record TokenPair(String accessToken, String refreshToken, Instant expiresAt, Instant refreshExpiresAt) {

    @Override
    public String toString() {
        return "TokenPair[expiresAt=" + expiresAt + ", refreshExpiresAt=" + refreshExpiresAt + "]";
    }
}
