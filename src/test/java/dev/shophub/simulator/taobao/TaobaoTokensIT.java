package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.model.ShopKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Authorising a seller and renewing the pair of tokens. */
class TaobaoTokensIT {

    private static final Pattern CODE = Pattern.compile("<code>(\\w+)</code>");
    private static TaobaoWorld world;

    private TaobaoClient client;

    @BeforeAll
    static void open() {
        world = new TaobaoWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void reset() {
        world.reset();
        client = world.client();
    }

    @Test
    void theFirstPairDependsOnTheShopAlone() {
        var first = world.simulator().issueToken(TaobaoWorld.LAMPS.key());
        world.reset();

        assertThat(world.simulator().issueToken(TaobaoWorld.LAMPS.key())).isEqualTo(first);
        assertThat(world.simulator().issueToken(TaobaoWorld.CUPS.key()).accessToken())
                .isNotEqualTo(first.accessToken());
        assertThatThrownBy(() -> world.simulator().issueToken(new ShopKey("unknown")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOldRefreshTokenLivesUntilTheNewPairIsUsed() {
        var first = world.simulator().issueToken(TaobaoWorld.LAMPS.key());

        var lost = refreshed(first.refreshToken());
        var kept = refreshed(first.refreshToken());

        assertThat(works(client)).isFalse();
        assertThat(works(client.withSession(lost.path("access_token").asText())))
                .isFalse();
        assertThat(works(client.withSession(kept.path("access_token").asText())))
                .isTrue();
        assertThat(refresh(first.refreshToken()).path("code").asInt()).isEqualTo(27);
        assertThat(refreshed(kept.path("refresh_token").asText())
                        .path("user_id")
                        .asText())
                .isEqualTo("2206001");
    }

    @Test
    void anExpiredAccessTokenIsRenewed() {
        world.simulator().faults().expireToken(TaobaoWorld.LAMPS.key());
        assertThat(works(client)).isFalse();

        var next =
                refreshed(world.simulator().issueToken(TaobaoWorld.LAMPS.key()).refreshToken());

        assertThat(works(client.withSession(next.path("access_token").asText())))
                .isTrue();
        assertThat(next.path("expire_time").asLong())
                .isEqualTo(world.now().plus(Duration.ofDays(30)).toEpochMilli());
    }

    @Test
    void thePageNamesTheSellersOfTheApplication() {
        assertThat(get("/authorize?response_type=code&client_id=23000001"))
                .contains("灯具旗舰店", "杯子专营店")
                .doesNotContain("别家店");
    }

    @Test
    void aCodeBecomesAPairInEitherForm() {
        var parameters = client.parameters("taobao.top.auth.token.create", "code", codeOf("灯具旗舰店"));
        parameters.remove("session");
        var formB = TaobaoClient.json(client.answer(TaobaoClient.signed(parameters))
                .at("/top_auth_token_create_response/token_result")
                .asText());
        assertThat(works(client.withSession(formB.path("access_token").asText())))
                .isTrue();

        var code = codeOf("杯子专营店");
        var formA = token(Map.of("grant_type", "authorization_code", "code", code));
        var again = token(Map.of("grant_type", "authorization_code", "code", code));
        var renewed = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                formA.path("refresh_token").asText()));

        assertThat(formA.path("expires_in").asLong())
                .isEqualTo(Duration.ofDays(30).toSeconds());
        assertThat(formA.path("taobao_user_nick").asText()).isEqualTo("%E6%9D%AF%E5%AD%90%E4%B8%93%E8%90%A5%E5%BA%97");
        assertThat(again.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(renewed.path("taobao_user_id").asText()).isEqualTo("2206002");
    }

    @Test
    void redirectsToThisComputerOnly() {
        var home = client.send(HttpRequest.newBuilder(
                uri("/authorize?client_id=23000001&seller=%E7%81%AF%E5%85%B7%E6%97%97%E8%88%B0%E5%BA%97&state=s%201"
                        + "&redirect_uri=http://127.0.0.1:9/back")));
        var away = get("/authorize?client_id=23000001&seller=%E7%81%AF%E5%85%B7%E6%97%97%E8%88%B0%E5%BA%97"
                + "&redirect_uri=http://example.com/back");

        assertThat(home.statusCode()).isEqualTo(302);
        assertThat(home.headers().firstValue("Location").orElse(""))
                .matches("http://127\\.0\\.0\\.1:9/back\\?code=\\w+&state=s\\+1");
        assertThat(away).containsPattern(CODE);
        assertThat(get("/authorize?client_id=1")).contains("invalid_client");
    }

    private boolean works(TaobaoClient caller) {
        return caller.call("taobao.trades.sold.get", "fields", "tid").has("total_results");
    }

    private JsonNode refreshed(String refreshToken) {
        return TaobaoClient.json(refresh(refreshToken).path("token_result").asText());
    }

    private JsonNode refresh(String refreshToken) {
        return client.call("taobao.top.auth.token.refresh", "refresh_token", refreshToken);
    }

    private String codeOf(String nick) {
        var matcher =
                CODE.matcher(get("/authorize?client_id=23000001&" + TaobaoClient.encoded(Map.of("seller", nick))));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private JsonNode token(Map<String, String> more) {
        var body =
                "client_id=23000001&client_secret=" + TaobaoWorld.CUPS.appSecret() + "&" + TaobaoClient.encoded(more);
        return TaobaoClient.json(client.send(HttpRequest.newBuilder(uri("/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body());
    }

    private String get(String path) {
        return client.send(HttpRequest.newBuilder(uri(path))).body();
    }

    private static URI uri(String path) {
        return URI.create(world.simulator().uri() + path);
    }
}
