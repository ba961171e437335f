package dev.shophub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency YUAN = Currency.getInstance("CNY");

    @ParameterizedTest
    @CsvSource({
        "200.07, 200.07",
        " 0 , 0",
        "-3.5, -3.5",
        "1e3, 1000",
        "1.230000, 1.23",
        "999999999999999.9999, 999999999999999.9999"
    })
    void keepsWhatFits(String text, String amount) {
        assertThat(Money.of(text, YUAN).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @Timeout(5)
    @ValueSource(
            strings = {"1e999999999", "0e999999999", "1e-999999999", "1000000000000000", "0.00001", "", "yi", "NaN"})
    void refusesAtOnceWhatDoesNot(String text) {
        assertThatThrownBy(() -> Money.of(text, YUAN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverMixesCurrencies() {
        var pounds = Money.of("1", Currency.getInstance("GBP"));

        assertThatThrownBy(() -> Money.of("1", YUAN).plus(pounds)).isInstanceOf(IllegalArgumentException.class);
    }
}
