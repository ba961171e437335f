package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.RefundSource;
import dev.shophub.model.RefundStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A refund that is asked for, one that ended with money and one that ended without are told apart, with exact amounts. */
public interface RefundStatesContract extends EveryPlatform {

    RefundsPlayed rehearsal();

    RefundSource source();

    /** By the simulators' word; less where the platform keeps no more than what ended with money. */
    default Map<String, RefundStatus> states() {
        return Map.of(
                "WAIT_SELLER_AGREE", RefundStatus.OPEN,
                "SUCCESS", RefundStatus.SUCCEEDED,
                "CLOSED", RefundStatus.CLOSED);
    }

    @Test
    default void refundsStandWhereThePlatformSays() {
        states().forEach((word, expected) -> {
            var id = rehearsal().fill(1).get(0);
            rehearsal().set(id, word, "33.07");

            assertThat(source().refunds(rehearsal().window(), Cursor.START).records())
                    .as(word)
                    .isNotEmpty()
                    .allSatisfy(raw -> {
                        var refund = source().toRefund(raw);
                        assertThat(refund.id()).isEqualTo(id);
                        assertThat(refund.status()).isEqualTo(expected);
                        assertThat(refund.amount().amount()).isEqualByComparingTo("33.07");
                        assertThat(refund.orderId().value()).isNotEmpty();
                    });
        });
    }
}
