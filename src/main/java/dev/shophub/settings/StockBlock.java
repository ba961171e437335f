package dev.shophub.settings;

import dev.shophub.model.StockFormula;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A shop's {@code stock} block, as written: how much of what can be sold it shows.
 *
 * @param buffer pieces held back at least
 * @param bufferPercent percent held back at least
 * @param sharePercent percent shown of what is not held back
 * @param cap pieces shown at most
 */
record StockBlock(
        @DefaultValue("0") long buffer,
        @DefaultValue("0") int bufferPercent,
        @DefaultValue("100") int sharePercent,
        Optional<Long> cap) {

    private static final String PIECES = "pieces, a whole number from 0 on";
    private static final String PERCENT = "a whole number from 0 to 100, in percent";

    StockBlock {
        cap = cap == null ? Optional.empty() : cap;
    }

    /** @param expected what is to be written instead */
    record Fault(String key, String expected) {

        String sentence(String block) {
            return "'%s.%s' is out of range; expected %s".formatted(block, key, expected);
        }
    }

    /** The first number that makes no sense. */
    Optional<Fault> fault() {
        return Stream.of(
                        pieces("buffer", buffer),
                        percent("buffer-percent", bufferPercent),
                        percent("share-percent", sharePercent),
                        cap.flatMap(most -> pieces("cap", most)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Fault> pieces(String key, long value) {
        return value < 0 ? Optional.of(new Fault(key, PIECES)) : Optional.empty();
    }

    private static Optional<Fault> percent(String key, int value) {
        return value < 0 || value > 100 ? Optional.of(new Fault(key, PERCENT)) : Optional.empty();
    }

    boolean isStandard() {
        return formula().equals(StockFormula.ALL);
    }

    StockFormula formula() {
        return new StockFormula(buffer, bufferPercent, sharePercent, cap);
    }
}
