package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A token that ends is changed for the next, again and again: the third renewal needs what the second brought. */
public interface RotationContract<C extends OrderSource> extends EveryPlatform {

    PlatformWorld<C> world();

    OrdersPlayed rehearsal();

    @Test
    default void threeRotationsInARow() {
        rehearsal().fill(1);
        var connector = world().connect();
        var tokens = new ArrayList<String>();
        tokens.add(world().tokens().get(world().shop()).access());

        for (int rotation = 0; rotation < 3; rotation++) {
            rehearsal().expireToken();
            assertThat(connector.orders(rehearsal().window(), Cursor.START).records())
                    .hasSize(1);
            tokens.add(world().tokens().get(world().shop()).access());
        }

        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(world().tokens().get(world().shop()).accountId())
                .isEqualTo(Long.toString(world().seller().userId()));
    }
}
