package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Authorizing;
import dev.shophub.connector.AuthorizingContract;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Window;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a shop's key and clock promise, against the simulator over real HTTP: how the seller authorises in the browser, what is
 * said of a wrong key, whose time is followed.
 */
public interface AccountContract<C extends OrderSource & Authorizing> extends AuthorizingContract {

    PlatformWorld<C> world();

    @BeforeEach
    default void begin() {
        world().begin();
    }

    @Override
    @Test
    default void theSellerAuthorisesInTheBrowser() throws Exception {
        var connector = world().connect("redirect-uri", "http://127.0.0.1:9/back");
        var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var page = browser.send(
                HttpRequest.newBuilder(connector.authorizationPage("state-1")).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        var agreed = found("href=\"([^\"]+)\"", page.body()).replace("&amp;", "&");
        var consent = browser.send(
                HttpRequest.newBuilder(world().uri().resolve(agreed)).build(), HttpResponse.BodyHandlers.discarding());
        var back = URI.create(consent.headers().firstValue("Location").orElseThrow());
        assertThat(back.getQuery()).contains("state=state-1");

        var token = connector.exchange(found("code=([^&]+)", back.getQuery()));

        assertThat(token.accountId()).isEqualTo(Long.toString(world().seller().userId()));
        assertThat(token.accountName()).isEqualTo(world().seller().nick());
        assertThat(token.refresh()).isPresent();
        assertThat(token.accessExpiresAt()).isPresent();
    }

    @Test
    default void anotherKeyIsRefusedWithoutRenewal() {
        var connector = world().connect("app-secret", "another");

        assertThatThrownBy(() -> call(connector))
                .hasMessageContaining("app-secret")
                .hasMessageNotContaining("another");
    }

    /** The first call is stamped with our time, which the platform may refuse; its answer tells the right one. */
    @Test
    default void theClockOfTheAnswersIsFollowed() {
        var ahead = Duration.ofHours(1);
        world().clock().advance(ahead);
        try {
            var connector = world().connect();
            try {
                call(connector);
            } catch (Failure refused) {
                assertThat(refused).hasMessageNotContaining("app-secret");
            }

            assertThat(Duration.between(Instant.now(), connector.platformNow()))
                    .isBetween(ahead.minusSeconds(5), ahead.plusSeconds(5));
            call(connector);
        } finally {
            world().clock().advance(ahead.negated());
        }
    }

    private static void call(OrderSource connector) {
        var now = Instant.now();
        connector.orders(
                new Window(now.minus(Duration.ofMinutes(40)), now.minus(Duration.ofMinutes(10))), Cursor.START);
    }

    private static String found(String pattern, String text) {
        var match = Pattern.compile(pattern).matcher(text);
        assertThat(match.find()).as(text).isTrue();
        return match.group(1);
    }
}
