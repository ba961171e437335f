package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.RateLimitedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shop's quota is honoured: no call without a place of it, none while it is spent, and what the platform asks for holds for all. */
public interface QuotaContract<C extends OrderSource> extends EveryPlatform {

    PlatformWorld<C> world();

    OrdersPlayed rehearsal();

    @Test
    default void everyCallTakesAPlaceOfTheQuota() {
        rehearsal().fill(rehearsal().pageSize() + 1);
        var connector = world().connect();
        var before = world().usage();

        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            next = connector.orders(rehearsal().window(), next.get()).next();
        }

        var used = world().usage().since(before);
        assertThat(used.calls()).isGreaterThan(1);
        assertThat(used.places()).isGreaterThanOrEqualTo(used.calls());
    }

    @Test
    default void nothingIsAskedWhileTheQuotaIsSpent() {
        rehearsal().fill(1);
        var connector = world().connect();
        var before = world().usage();
        world().spendQuota(Duration.ofSeconds(9));

        assertThatThrownBy(() -> connector.orders(rehearsal().window(), Cursor.START))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(9)));
        assertThat(world().usage().since(before).calls()).isZero();
    }

    @Test
    default void theWaitThatThePlatformAsksForClosesTheQuota() {
        rehearsal().fill(1);
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> world().connect().orders(rehearsal().window(), Cursor.START))
                .isInstanceOf(RateLimitedException.class);
        assertThat(world().quotaClosedFor()).contains(Duration.ofSeconds(7));
    }
}
