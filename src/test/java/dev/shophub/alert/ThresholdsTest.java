package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ShopKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsTest {

    private static final ShopKey SHOP = new ShopKey("taobao-one");

    @TempDir
    private Path folder;

    @Test
    void oneOfTheShopComesBeforeOneForEveryShop() throws IOException {
        var thresholds = read("# shop,code,pieces\n*,85123A,20\ntaobao-one,85123A,5\n*,\"WHITE, LARGE\",7\n");
        assertThat(thresholds.of(SHOP, "85123A")).contains(5);
        assertThat(thresholds.of(new ShopKey("other"), "85123A")).contains(20);
        assertThat(thresholds.of(SHOP, "85123a")).isEmpty();
        assertThat(thresholds.of(SHOP, "WHITE, LARGE")).contains(7);
        assertThat(thresholds.highest()).isEqualTo(20);
        assertThat(thresholds.problem()).isEmpty();
    }

    @Test
    void namesTheLineThatIsNone() throws IOException {
        assertThat(read("*,a,1\n*,b\n").problem().orElseThrow())
                .contains("low-stock.csv:2")
                .contains("shop,code,pieces");
        assertThat(read("*,a,-1\n").problem().orElseThrow()).contains("low-stock.csv:1");
        assertThat(read("*,\"a,1\n").problem().orElseThrow()).contains("low-stock.csv:1");
    }

    @Test
    void aMissingFileMeansNone() {
        var thresholds = new Thresholds(folder.resolve("none.csv"));
        assertThat(thresholds.highest()).isZero();
        assertThat(thresholds.problem()).isEmpty();
    }

    @Test
    void theShippedFileIsReadable() {
        assertThat(new Thresholds(Path.of("config", "low-stock.csv")).problem()).isEmpty();
    }

    private Thresholds read(String text) throws IOException {
        return new Thresholds(Files.writeString(folder.resolve("low-stock.csv"), text));
    }
}
