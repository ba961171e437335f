package dev.shophub.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ShopKey;
import dev.shophub.store.StockFormulas.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkuFormulasTest {

    private static final ShopKey SHOP = new ShopKey("taobao-one");

    @TempDir
    private Path folder;

    @Test
    void aLineSaysOnlyWhatItFillsInAndTheShopsOwnComesBeforeOneForEveryShop() throws IOException {
        var lines = read("# shop,code,…\n\n*,85123A,5,10,50,99\n*,\"WHITE, LARGE\",,,,0\ntaobao-one,85123A, 2 ,,100,\n")
                .lines()
                .orElseThrow();
        assertThat(lines.of(SHOP))
                .isEqualTo(Map.of(
                        "85123A", new Terms(Optional.of(2L), Optional.empty(), Optional.of(100), Optional.empty()),
                        "WHITE, LARGE",
                                new Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(0L))));
        assertThat(lines.of(new ShopKey("other")))
                .containsEntry("85123A", new Terms(Optional.of(5L), Optional.of(10), Optional.of(50), Optional.of(99L)))
                .doesNotContainKey("85123a");
        assertThat(lines.shops()).isEqualTo(Map.of("taobao-one", 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*,a,-1,,,      | buffer is not pieces",
                "*,a,1.5,,,     | buffer is not pieces",
                "*,a,,101,,     | buffer-percent is no percentage",
                "*,a,,10%,,     | buffer-percent is no percentage",
                "*,a,,,-5,      | share-percent is no percentage",
                "*,a,,,,many    | cap is not pieces",
                "*,a,5          | shop,code,buffer,buffer-percent,share-percent,cap",
                "*,,5,,,        | shop,code,buffer,buffer-percent,share-percent,cap",
                ",a,5,,,        | shop,code,buffer,buffer-percent,share-percent,cap",
                "*,good,1,,,    | says again",
                "*,\"a,5,,,     | quotes that do not close"
            })
    void namesTheLineThatIsNoneAndWhatToWrite(String line, String said) throws IOException {
        var formulas = read("*,good,5,,,\n" + line + "\n");
        assertThat(formulas.problem().orElseThrow())
                .contains("stock-formula.csv:2 ")
                .contains(said);
        assertThat(formulas.lines()).as("half of a file is no file").isEmpty();
    }

    @Test
    void aMissingFileSaysNothingOfAnySku() {
        var formulas = new SkuFormulas(folder.resolve("none.csv"));
        assertThat(formulas.lines().orElseThrow().of(SHOP)).isEmpty();
        assertThat(formulas.problem()).isEmpty();
    }

    @Test
    void theShippedFileSaysNothing() {
        var shipped = new SkuFormulas(Path.of("config", SkuFormulas.NAME));
        assertThat(shipped.problem()).isEmpty();
        assertThat(shipped.lines().orElseThrow().of(SHOP)).isEmpty();
    }

    private SkuFormulas read(String text) throws IOException {
        return new SkuFormulas(Files.writeString(folder.resolve(SkuFormulas.NAME), text));
    }
}
