package dev.shophub.simulator.stage;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.TokenState.Pair;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Authorisation of sellers: codes, token pairs and their renewal. Safe for use by several threads. */
public final class TokenDesk {

    private static final int FIRST_LENGTH = 48;

    private final TokenState state;
    private final Clock clock;
    private final Terms terms;
    private final Map<String, Seller> sellers = new LinkedHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public TokenDesk(State world, Collection<Seller> sellers, Terms terms) {
        this.state = new TokenState(world);
        this.clock = world.clock();
        this.terms = terms;
        sellers.forEach(seller -> this.sellers.put(seller.key().value(), seller));
    }

    /**
     * How long a platform's tokens live.
     *
     * @param access from its issue
     * @param refresh from its issue
     * @param renewable how long before its end a refresh token may be used
     * @param code given by a seller's consent
     */
    public record Terms(
            Duration access,
            Duration refresh,
            Duration renewable,
            Duration code,
            String accessPrefix,
            String refreshPrefix) {}

    /** A renewed pair and whose it is. */
    public record Renewed(Seller seller, TokenPair token) {}

    /** A seller's consent, not yet redeemed. */
    private record Code(Seller seller, Instant until) {}

    public List<Seller> sellers() {
        return List.copyOf(sellers.values());
    }

    /** @throws IllegalArgumentException when no such shop is simulated */
    public Seller seller(ShopKey shop) {
        return Optional.ofNullable(sellers.get(shop.value()))
                .orElseThrow(() -> new IllegalArgumentException("Shop not simulated (shop=" + shop + ")"));
    }

    /** The pair the shop has, else its first one, which depends on the shop and its application alone. */
    public TokenPair first(Seller seller) {
        return state.inTransaction(() -> state.pair(seller.key().value())
                .map(Pair::token)
                .orElseGet(() -> save(
                        seller,
                        terms.accessPrefix() + first(seller, "access"),
                        terms.refreshPrefix() + first(seller, "refresh"),
                        "")));
    }

    private static String first(Seller seller, String what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seller.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var text = seller.key() + "|" + what;
            return HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, FIRST_LENGTH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }

    /** A code that the seller's consent gives; good once, for a while. */
    public String newCode(Seller seller) {
        var now = clock.instant();
        codes.values().removeIf(code -> code.until().isBefore(now));
        var code = random(16);
        codes.put(code, new Code(seller, now.plus(terms.code())));
        return code;
    }

    /** Whose session it is; empty when the token is not, or no longer, valid. First use ends the pair before it. */
    public Optional<Seller> sellerOf(String accessToken) {
        var pair = state.pairByAccessToken(accessToken)
                .filter(found -> found.token().expiresAt().isAfter(clock.instant()));
        pair.filter(found -> !found.previousRefreshToken().isEmpty())
                .ifPresent(found -> state.forgetPreviousRefreshToken(found.shop()));
        return pair.map(found -> sellers.get(found.shop()));
    }

    /** Who gave this code to this application; empty when it is not, or no longer, valid. */
    public Optional<Seller> redeem(String code, String appKey) {
        return Optional.ofNullable(codes.remove(code))
                .filter(found -> found.until().isAfter(clock.instant()))
                .map(Code::seller)
                .filter(seller -> seller.appKey().equals(appKey));
    }

    public TokenPair issue(Seller seller) {
        return save(seller, newAccess(), newRefresh(), "");
    }

    /** The next pair; the token used for it stays good until the new pair is first used. */
    public Optional<Renewed> renew(String refreshToken, String appKey) {
        return state.inTransaction(() -> state.pairByRefreshToken(refreshToken)
                .filter(found -> renewable(found.token()))
                .flatMap(found -> Optional.ofNullable(sellers.get(found.shop())))
                .filter(seller -> seller.appKey().equals(appKey))
                .map(seller -> new Renewed(seller, save(seller, newAccess(), newRefresh(), refreshToken))));
    }

    private boolean renewable(TokenPair pair) {
        var now = clock.instant();
        return pair.refreshExpiresAt().isAfter(now)
                && !pair.refreshExpiresAt().minus(terms.renewable()).isAfter(now);
    }

    /** The shop's access token is over as of now, and its refresh token can be used. */
    public void expireAccess(ShopKey shop) {
        var now = clock.instant();
        var refreshEnds = terms.renewable().compareTo(terms.refresh()) < 0
                ? terms.renewable().dividedBy(2)
                : terms.refresh();
        state.accessTokenExpires(shop.value(), now, now.plus(refreshEnds));
    }

    private TokenPair save(Seller seller, String access, String refresh, String previousRefresh) {
        var now = clock.instant();
        var token = new TokenPair(access, refresh, now.plus(terms.access()), now.plus(terms.refresh()));
        state.save(new Pair(seller.key().value(), token, previousRefresh));
        return token;
    }

    private String newAccess() {
        return terms.accessPrefix() + random(24);
    }

    private String newRefresh() {
        return terms.refreshPrefix() + random(24);
    }

    private String random(int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
