package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.taobao.TaobaoRows.Pair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorisation of sellers: codes, token pairs and their renewal (fact sheet, section 3). */
final class TaobaoTokens {

    private static final Duration ACCESS = Duration.ofDays(30);
    private static final Duration REFRESH = Duration.ofDays(365);
    private static final Duration CODE = Duration.ofMinutes(10);

    private final TaobaoTokenState state;
    private final Map<String, TaobaoShop> shops;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    TaobaoTokens(TaobaoTokenState state, Map<String, TaobaoShop> shops) {
        this.state = state;
        this.shops = shops;
    }

    Collection<TaobaoShop> shops() {
        return shops.values();
    }

    /** The pair the shop has, else its first one, which depends on the shop alone. */
    TaobaoToken first(TaobaoShop shop) {
        return state.inTransaction(() -> state.pair(shop.key().value())
                .map(Pair::token)
                .orElseGet(() -> save(shop, "6100" + first(shop, "access"), "6101" + first(shop, "refresh"), "")));
    }

    private static String first(TaobaoShop shop, String what) {
        return TaobaoSignature.of(
                        Map.of("sign_method", "hmac-sha256", "shop", shop.key().value(), "token", what),
                        shop.appSecret())
                .orElseThrow()
                .substring(0, 48)
                .toLowerCase(Locale.ROOT);
    }

    /** A code that the seller's consent gives; good once, for ten minutes. */
    String newCode(TaobaoShop shop) {
        var now = state.clock().instant();
        codes.values().removeIf(code -> code.until().isBefore(now));
        var code = random(16);
        codes.put(code, new Code(shop, now.plus(CODE)));
        return code;
    }

    /** Whose session it is; empty when the token is not, or no longer, valid. First use ends the pair before it. */
    Optional<TaobaoShop> shopOf(String accessToken) {
        var pair = state.pairByAccessToken(accessToken)
                .filter(found -> found.token().expiresAt().isAfter(state.clock().instant()));
        pair.filter(found -> !found.previousRefreshToken().isEmpty())
                .ifPresent(found -> state.forgetPreviousRefreshToken(found.shop()));
        return pair.map(found -> shops.get(found.shop()));
    }

    Optional<TaobaoShop> redeem(String code, String appKey) {
        return Optional.ofNullable(codes.remove(code))
                .filter(found -> found.until().isAfter(state.clock().instant()))
                .map(Code::shop)
                .filter(shop -> shop.appKey().equals(appKey));
    }

    TaobaoToken issue(TaobaoShop shop) {
        return save(shop, newAccess(), newRefresh(), "");
    }

    /** The next pair; the token used for it stays good until the new pair is first used. */
    Optional<Renewed> renew(String refreshToken, String appKey) {
        return state.inTransaction(() -> state.pairByRefreshToken(refreshToken)
                .filter(found ->
                        found.token().refreshExpiresAt().isAfter(state.clock().instant()))
                .flatMap(found -> Optional.ofNullable(shops.get(found.shop())))
                .filter(shop -> shop.appKey().equals(appKey))
                .map(shop -> new Renewed(shop, save(shop, newAccess(), newRefresh(), refreshToken))));
    }

    TaobaoRecord create(TaobaoCall call) {
        var shop = redeem(call.required("code"), call.appKey())
                .orElseThrow(() -> TaobaoRefusal.remote("isv.code-invalid", "The code is not, or no longer, valid"));
        return result(shop, issue(shop), call.clock());
    }

    TaobaoRecord refresh(TaobaoCall call) {
        var renewed = renew(call.required("refresh_token"), call.appKey())
                .orElseThrow(() -> TaobaoRefusal.invalidSession("The refresh token is not, or no longer, valid"));
        return result(renewed.shop(), renewed.token(), call.clock());
    }

    /** Form B: a text that contains JSON. */
    private static TaobaoRecord result(TaobaoShop shop, TaobaoToken token, Clock clock) {
        var now = clock.millis();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("access_token", token.accessToken());
        node.put("refresh_token", token.refreshToken());
        node.put("expire_time", token.expiresAt().toEpochMilli());
        node.put("refresh_token_valid_time", token.refreshExpiresAt().toEpochMilli());
        for (var right : new String[] {"r1_valid", "r2_valid", "w1_valid", "w2_valid"}) {
            node.put(right, token.expiresAt().toEpochMilli());
        }
        node.put("re_expires_in", seconds(now, token.refreshExpiresAt()));
        node.put("user_id", Long.toString(shop.userId()));
        node.put("user_nick", shop.nick());
        node.put("locale", "zh_CN");
        node.put("sp", "tbUIC");
        return TaobaoRecord.whole().text("token_result", node.toString());
    }

    /** Form A: seconds, and the nick encoded for a URL. */
    static String form(TaobaoShop shop, TaobaoToken token, Clock clock) {
        var now = clock.millis();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("access_token", token.accessToken());
        node.put("token_type", "Bearer");
        node.put("expires_in", seconds(now, token.expiresAt()));
        node.put("refresh_token", token.refreshToken());
        node.put("re_expires_in", seconds(now, token.refreshExpiresAt()));
        for (var right : new String[] {"r1_expires_in", "r2_expires_in", "w1_expires_in", "w2_expires_in"}) {
            node.put(right, seconds(now, token.expiresAt()));
        }
        node.put("taobao_user_id", Long.toString(shop.userId()));
        node.put("taobao_user_nick", URLEncoder.encode(shop.nick(), StandardCharsets.UTF_8));
        return node.toString();
    }

    private static long seconds(long now, Instant until) {
        return Math.max(0, (until.toEpochMilli() - now) / 1000);
    }

    private TaobaoToken save(TaobaoShop shop, String access, String refresh, String previousRefresh) {
        var now = state.clock().instant();
        var token = new TaobaoToken(access, refresh, now.plus(ACCESS), now.plus(REFRESH));
        state.save(new Pair(shop.key().value(), token, previousRefresh));
        return token;
    }

    private String newAccess() {
        return "6100" + random(24);
    }

    private String newRefresh() {
        return "6101" + random(24);
    }

    private String random(int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    /** A renewed pair and whose it is. */
    record Renewed(TaobaoShop shop, TaobaoToken token) {}

    /** A seller's consent, not yet redeemed. */
    private record Code(TaobaoShop shop, Instant until) {}
}
