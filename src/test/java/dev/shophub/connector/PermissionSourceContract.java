package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What telling permissions promises, tried against the platform's simulator. */
public interface PermissionSourceContract {

    Rehearsal rehearsal();

    PermissionSource permissionSource();

    /** Takes from the key what it needs to set stock; tells the platform's word of it. */
    String withdrawSettingStock();

    /** All that the platform keeps and a write could change, as it is now. */
    Object kept();

    @Test
    default void nothingIsMissingWhereAllIsGranted() {
        rehearsal().fill(1);

        assertThat(permissionSource().missingPermissions()).isEmpty();
    }

    @Test
    default void whatIsMissingIsNamedWithWhatItStops() {
        rehearsal().fill(1);
        var word = withdrawSettingStock();

        assertThat(permissionSource().missingPermissions()).singleElement().satisfies(missing -> {
            assertThat(missing.permission()).isEqualTo(word);
            assertThat(missing.reads()).isFalse();
            assertThat(missing.stops()).contains("set-stock");
        });
    }

    @Test
    default void askingWritesNothing() {
        rehearsal().fill(2);
        var before = kept();

        permissionSource().missingPermissions();

        assertThat(kept()).isEqualTo(before);
    }

    @Test
    default void permissionsPassOnTheWaitThePlatformAsksFor() {
        rehearsal().fill(1);
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> permissionSource().missingPermissions())
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
