package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.command.ChangeRows.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of changes as spreadsheets write them. */
class ChangeFileTest {

    private static final String CHINESE = "店铺,商家编码,价格,标题\r\ntaobao-demo,TS-1,19.90,春茶\r\n";
    private static final Row READ = new Row(2, "taobao-demo", "", "", "TS-1", "19.90", "春茶");

    @Test
    void readsWhatSpreadsheetsWriteInAnyOfTheirEncodings() {
        assertThat(ChangeFile.read(CHINESE.getBytes(StandardCharsets.UTF_8))).containsExactly(READ);
        assertThat(ChangeFile.read(("\uFEFF" + CHINESE).getBytes(StandardCharsets.UTF_8)))
                .containsExactly(READ);
        assertThat(ChangeFile.read(CHINESE.getBytes(Charset.forName("GBK")))).containsExactly(READ);
        assertThat(ChangeFile.read(("\uFEFF" + CHINESE.replace(',', '\t')).getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly(READ);
        assertThat(ChangeFile.read(CHINESE.replace(',', ';').getBytes(StandardCharsets.UTF_8)))
                .containsExactly(READ);
    }

    @Test
    void aLineIsTheOneItBeginsOn() {
        var text = "\nshop,item,title\na,1,\"two\nlines\"\n\n,,\na,2,one\n";

        assertThat(ChangeFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        new Row(3, "a", "1", "", "", "", "two\nlines"), new Row(7, "a", "2", "", "", "", "one"));
    }

    @Test
    void missingCellsAreEmpty() {
        assertThat(ChangeFile.read("shop,item,sku,price\na,1\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new Row(2, "a", "1", "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'shop,item,prize\na,1,2' | change-column",
                "'shop,item,ITEM\na,1,2' | change-column-twice",
                "'item,price\n1,2' | change-columns",
                "'shop,price\na,2' | change-columns",
                "'shop,item,price\n' | change-empty",
                "'' | change-empty",
                "'shop,item,title\na,1,\"open' | change-broken"
            })
    void whatIsNoSuchFileIsRefused(String text, String key) {
        assertThatThrownBy(() -> ChangeFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        VerbRefusedException.class,
                        refused -> assertThat(refused.refusal().key()).isEqualTo(key));
    }

    @Test
    void whatIsInNoKnownEncodingIsRefused() {
        assertThatThrownBy(() -> ChangeFile.read(new byte[] {'s', (byte) 0xFF, (byte) 0xFF, '\n'}))
                .isInstanceOf(VerbRefusedException.class);
    }

    @Test
    void aFileThatIsTooLongIsRefused() {
        var text = "shop,item,price\n" + "a,1,2\n".repeat(5_001);

        assertThatThrownBy(() -> ChangeFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("change-too-long");
    }
}
