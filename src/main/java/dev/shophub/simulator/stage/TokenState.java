package dev.shophub.simulator.stage;

import dev.shophub.simulator.State;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** The pair of tokens each seller has. */
final class TokenState extends PlatformState {

    private static final RowMapper<Pair> PAIR = (row, number) -> new Pair(
            row.getString("shop_key"),
            new TokenPair(
                    row.getString("access_token"),
                    row.getString("refresh_token"),
                    time(row, "expires_at"),
                    time(row, "refresh_expires_at")),
            row.getString("previous_refresh_token"));

    /** A pair of tokens and the refresh token before it, empty when none. */
    record Pair(String shop, TokenPair token, String previousRefreshToken) {}

    TokenState(State world) {
        super(world);
    }

    Optional<Pair> pair(String shop) {
        return jdbc().query("SELECT * FROM sim_token WHERE shop_key = ?", PAIR, shop).stream()
                .findFirst();
    }

    Optional<Pair> pairByAccessToken(String token) {
        return jdbc().query("SELECT * FROM sim_token WHERE access_token = ?", PAIR, token).stream()
                .findFirst();
    }

    /** By the refresh token now valid or the one before it; the row stays locked until the transaction ends. */
    Optional<Pair> pairByRefreshToken(String token) {
        return jdbc()
                .query(
                        "SELECT * FROM sim_token WHERE refresh_token = ? OR previous_refresh_token = ? FOR UPDATE",
                        PAIR,
                        token,
                        token)
                .stream()
                .findFirst();
    }

    void save(Pair pair) {
        jdbc().update(
                        "REPLACE INTO sim_token (shop_key, access_token, refresh_token, previous_refresh_token, expires_at,"
                                + " refresh_expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                        pair.shop(),
                        pair.token().accessToken(),
                        pair.token().refreshToken(),
                        pair.previousRefreshToken(),
                        utc(pair.token().expiresAt()),
                        utc(pair.token().refreshExpiresAt()));
    }

    void forgetPreviousRefreshToken(String shop) {
        jdbc().update("UPDATE sim_token SET previous_refresh_token = '' WHERE shop_key = ?", shop);
    }

    /** @param refreshAt the refresh token's end, where that comes before the one it has */
    void accessTokenExpires(String shop, Instant at, Instant refreshAt) {
        jdbc().update(
                        "UPDATE sim_token SET expires_at = ?, refresh_expires_at = LEAST(refresh_expires_at, ?)"
                                + " WHERE shop_key = ?",
                        utc(at),
                        utc(refreshAt),
                        shop);
    }
}
