package dev.shophub.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shophub.model.SkuCode;
import dev.shophub.model.StockFormula;
import dev.shophub.stock.Sellable.Steps;
import dev.shophub.store.ItemStock.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SellableTest {

    @ParameterizedTest(name = "{0} available, {1} sold, buffer {2} or {3} %, share {4} %, cap {5}: {6}, {7}, {8}, {9}")
    @CsvSource({
        // available, sold, buffer, %, share, cap -> left, afterBuffer, afterShare, sellable
        "20, 3, 0,  0, 100,   , 17, 17, 17, 17",
        "20, 3, 5,  0, 100,   , 17, 12, 12, 12",
        "20, 3, 1, 10, 100,   , 17, 15, 15, 15", // 10 % of 17 is 1.7, held back are 2
        "20, 3, 5, 10, 100,   , 17, 12, 12, 12",
        "20, 3, 0,  0,  50,   , 17, 17,  8,  8", // 8.5
        "20, 3, 2,  0,  33,   , 17, 15,  4,  4", // 4.95
        "20, 3, 2,  0,  50,  5, 17, 15,  7,  5",
        "20, 3, 2,  0,  50, 99, 17, 15,  7,  7",
        "20, 3, 0, 100, 100,  , 17,  0,  0,  0",
        "20, 3, 0,  0,   0,   , 17, 17,  0,  0",
        "20, 3, 0,  0, 100,  0, 17, 17, 17,  0",
        " 3, 5, 0,  0, 100,   ,  0,  0,  0,  0", // sold more than there is
        "-4, 0, 2,  0, 100,   ,  0,  0,  0,  0",
        " 2, 0, 5,  0, 100,   ,  2,  0,  0,  0",
        "9223372036854775807, 0, 0, 1, 100, , 9223372036854775807, 9131138316486228048, 9131138316486228048, 9131138316486228048"
    })
    void theFormulaWorksOutStepByStep(
            long available,
            long sold,
            long buffer,
            int bufferPercent,
            int share,
            Long cap,
            long left,
            long afterBuffer,
            long afterShare,
            long sellable) {
        assertThat(Sellable.of(
                        available, sold, new StockFormula(buffer, bufferPercent, share, Optional.ofNullable(cap))))
                .isEqualTo(new Steps(left, afterBuffer, afterShare, sellable));
    }

    @Test
    void withoutAFormulaAllThatIsLeftIsShown() {
        for (long available = -3; available < 200; available++) {
            assertThat(Sellable.of(available, 2, StockFormula.ALL).sellable()).isEqualTo(Math.max(0, available - 2));
        }
    }

    @Test
    void neverMoreThanIsLeftNeverNegativeAndNeverLessWhereMoreIsLeft() {
        for (var formula : formulas()) {
            long before = 0;
            for (long available = -5; available <= 250; available++) {
                var steps = Sellable.of(available, 3, formula);
                assertThat(steps.sellable())
                        .as("%s of %d available", formula, available)
                        .isBetween(before, Math.max(0, available - 3));
                assertThat(steps.left() - steps.afterBuffer())
                        .as("held back by %s of %d", formula, steps.left())
                        .isEqualTo(Math.min(steps.left(), Math.max(formula.buffer(), (long)
                                Math.ceil(steps.left() * formula.bufferPercent() / 100.0))));
                assertThat(formula.cap().map(most -> steps.sellable() <= most).orElse(true))
                        .isTrue();
                before = steps.sellable();
            }
        }
    }

    @Test
    void aPieceSoldIsHeldForItWhateverTheFormula() {
        for (var formula : formulas()) {
            for (long sold = 0; sold < 40; sold++) {
                assertThat(Sellable.of(100, sold, formula).sellable())
                        .as(
                                "pain 36: what is sold and not in the ERP yet is taken off first, the formula is of what is left")
                        .isEqualTo(Sellable.of(100 - sold, 0, formula).sellable());
            }
        }
    }

    @Test
    void aRiseLeavesOutWhatTheErpTookSinceItsStockWasRead() {
        var half = new StockFormula(2, 0, 50, Optional.empty());
        assertThat(Sellable.of(variant(Optional.of(20L), 4, half))).contains(9L);
        assertThat(Sellable.sure(variant(Optional.of(20L), 4, half)))
                .as("half of 20 less 4 less 2")
                .contains(7L);
        assertThat(Sellable.sure(variant(Optional.empty(), 4, half))).isEmpty();
        assertThat(Sellable.sure(variant(Optional.of(20L), 4, new StockFormula(0, 0, 100, Optional.of(1L)))))
                .as("a fall is never kept back")
                .contains(1L);
    }

    @Test
    void whatIsNoFormulaIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StockFormula(-1, 0, 100, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StockFormula(0, 101, 100, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StockFormula(0, 0, -1, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StockFormula(0, 0, 100, Optional.of(-1L)));
    }

    private static List<StockFormula> formulas() {
        var random = new Random(36);
        var formulas = new ArrayList<StockFormula>();
        for (int i = 0; i < 300; i++) {
            formulas.add(new StockFormula(
                    random.nextInt(30),
                    random.nextInt(101),
                    random.nextInt(101),
                    random.nextBoolean() ? Optional.of((long) random.nextInt(120)) : Optional.empty()));
        }
        return formulas;
    }

    private static Variant variant(Optional<Long> available, long justInErp, StockFormula formula) {
        return new Variant(
                Optional.empty(),
                new SkuCode("A"),
                Optional.of(new SkuCode("E")),
                available,
                0,
                justInErp,
                Optional.of(3L),
                Optional.empty(),
                formula);
    }
}
