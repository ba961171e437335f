package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import org.junit.jupiter.api.Test;

/** An address that the platform withholds at first is there when it shows it later. */
public interface WithheldAddressContract extends EveryPlatform {

    OrdersPlayed rehearsal();

    OrderSource source();

    @Test
    default void anAddressThatWasWithheldIsReadWhenItIsShown() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().set(id, "receiver = '{}'");
        var before =
                source().orders(rehearsal().window(), Cursor.START).records().get(0);
        assertThat(source().toOrder(before).receiver().region()).doesNotContain("浙江");
        assertThat(source().toOrder(before).receiver().city()).isEmpty();

        rehearsal()
                .set(
                        id,
                        "receiver = '{\"name\":\"示例\",\"mobile\":\"13800000000\",\"state\":\"浙江省\",\"city\":\"杭州市\"}'");
        rehearsal().change(id);

        var after = source().orders(rehearsal().later(), Cursor.START).records();
        assertThat(after).singleElement().satisfies(raw -> {
            assertThat(raw.id()).isEqualTo(id);
            assertThat(source().toOrder(raw).receiver().region()).contains("浙江");
            assertThat(source().toOrder(raw).modifiedAt())
                    .isAfter(source().toOrder(before).modifiedAt());
        });
    }
}
