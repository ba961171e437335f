package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The platform's forms of a pair of tokens, and the methods that give one (fact sheet, section 3). */
final class TaobaoTokens {

    static final TokenDesk.Terms TERMS = new TokenDesk.Terms(
            Duration.ofDays(30), Duration.ofDays(365), Duration.ofDays(365), Duration.ofMinutes(10), "6100", "6101");

    private final TokenDesk desk;

    TaobaoTokens(TokenDesk desk) {
        this.desk = desk;
    }

    TaobaoRecord create(TaobaoCall call) {
        var shop = desk.redeem(call.required("code"), call.appKey())
                .orElseThrow(() -> TaobaoRefusal.remote("isv.code-invalid", "The code is not, or no longer, valid"));
        return result(shop, desk.issue(shop), call.clock());
    }

    TaobaoRecord refresh(TaobaoCall call) {
        var renewed = desk.renew(call.required("refresh_token"), call.appKey())
                .orElseThrow(() -> TaobaoRefusal.invalidSession("The refresh token is not, or no longer, valid"));
        return result(renewed.seller(), renewed.token(), call.clock());
    }

    /** Form B: a text that contains JSON. */
    private static TaobaoRecord result(Seller shop, TokenPair token, Clock clock) {
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
    static String form(Seller shop, TokenPair token, Clock clock) {
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
}
