package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void chineseTakesTwoCellsAndNumbersStandToTheRight() {
        var lines = new Table("店铺", "订单", "x")
                .row("旗舰店", 5, "a")
                .row("b", 12_345, "")
                .lines();
        assertThat(lines).containsExactly("店铺     订单  x", "旗舰店      5  a", "b       12345");
    }

    @Test
    void fullWidthFormsMarksAndEmojiHaveTheirWidth() {
        assertThat(Table.width("Ａ")).isEqualTo(2);
        assertThat(Table.width("e\u0301")).isEqualTo(1);
        assertThat(Table.width("😀")).isEqualTo(2);
        assertThat(Table.width("￥¥")).isEqualTo(3);
    }

    @Test
    void theNearestNamesComeFirstAndFarOnesNotAtAll() {
        assertThat(Nearest.to("taobao-dmo", List.of("jd-flagship", "taobao-demo", "taobao-outlet")))
                .startsWith("taobao-demo")
                .doesNotContain("jd-flagship");
        assertThat(Nearest.to("xyz", List.of("status"))).isEmpty();
    }
}
