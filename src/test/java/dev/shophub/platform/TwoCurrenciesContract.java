package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.OrderSource;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shop that sells in two currencies: each order keeps its own, in every amount. */
public interface TwoCurrenciesContract extends EveryPlatform {

    OrderSource source();

    /** An order in this currency, as the platform tells it. */
    RawRecord orderIn(Currency currency);

    @Test
    default void everyAmountOfAnOrderIsInTheOrdersCurrency() {
        for (var code : List.of("EUR", "USD")) {
            var currency = Currency.getInstance(code);

            var order = source().toOrder(orderIn(currency));

            assertThat(amounts(order)).isNotEmpty().allSatisfy(money -> assertThat(money.currency())
                    .isEqualTo(currency));
        }
    }

    private static List<Money> amounts(Order order) {
        return Stream.concat(
                        Stream.of(order.total(), order.goods(), order.freight(), order.discount()),
                        order.lines().stream().map(line -> line.unitPrice()))
                .toList();
    }
}
