package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A file of mappings, out to a spreadsheet and back. */
class MappingFileTest {

    private static final Charset GBK = Charset.forName("GBK");
    private static final List<String> DANGEROUS = List.of(
            "00123",
            "1234567890123456789",
            "=1+1",
            "+86",
            "-7",
            "@SUM(A1)",
            "1E5",
            "3-12",
            "2026/1/2",
            "TRUE",
            "a\"b",
            "春茶,红",
            "TEA red",
            "'quoted");

    @Test
    void leadingZerosLongNumbersAndFormulasComeBackByteForByteInBothEncodings() {
        for (boolean gbk : List.of(true, false)) {
            var bytes = MappingFile.write(
                    DANGEROUS.stream().map(MappingFileTest::row).toList(), column -> column, gbk);
            assertThat(new String(bytes, gbk ? GBK : StandardCharsets.UTF_8).startsWith("\uFEFF"))
                    .isEqualTo(!gbk);
            var back = MappingFile.read(bytes, List.of());
            assertThat(back).extracting(MappingFile.Row::code).containsExactlyElementsOf(DANGEROUS);
            assertThat(back).extracting(MappingFile.Row::erpSku).containsExactlyElementsOf(DANGEROUS);
            assertThat(back).extracting(MappingFile.Row::line).startsWith(2, 3);
        }
    }

    @Test
    void whatASpreadsheetWouldTurnIntoANumberADateOrAFormulaIsWrittenAsText() {
        var text = new String(
                MappingFile.write(DANGEROUS.stream().map(MappingFileTest::row).toList(), column -> column, false),
                StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\"=\"\"00123\"\"\"", "\"=\"\"1234567890123456789\"\"\"", "\"=\"\"=1+1\"\"\"")
                .contains("\"TEA red\"");
        // no cell begins with a sign that a spreadsheet would work out, but for the text in quotation marks
        assertThat(text.lines().flatMap(line -> List.of(line.split("\",\"")).stream()))
                .noneMatch(cell -> cell.replaceFirst("^\uFEFF?\"", "").matches("[=+@-](?!\"\").*"));
    }

    /** As Excel saves it: the text alone, semicolons or tabs, and its own quotation. */
    @Test
    void whatTheSpreadsheetSavesIsReadInItsWordsOfEitherLanguage() {
        var chinese = Words.in("zh");
        Function<String, String> head = column -> chinese.say("map.column." + column.replace('_', '-'));
        var saved = "店铺;商家编码;备注;ERP SKU\r\ntaobao-one;00123;see mail;10001\r\n;;;\r\ntaobao-one;T-2;;\r\n";
        for (var charset : List.of(GBK, StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertThat(MappingFile.read(saved.getBytes(charset), List.of(head)))
                    .containsExactly(
                            new MappingFile.Row(2, "taobao-one", "00123", "10001"),
                            new MappingFile.Row(4, "taobao-one", "T-2", ""));
        }
    }

    @Test
    void aFileWithoutTheThreeColumnsIsRefusedAndSoIsACodeThatGbkLacks() {
        assertThatThrownBy(() -> MappingFile.read("shop,code\na,b\n".getBytes(StandardCharsets.UTF_8), List.of()))
                .isInstanceOf(VerbRefusedException.class)
                .hasMessageContaining("map-columns");
        assertThatThrownBy(() -> MappingFile.write(List.of(row("T-😀")), column -> column, true))
                .isInstanceOf(VerbRefusedException.class)
                .hasMessageContaining("map-not-gbk");
    }

    private static MappingSheetVerb.Row row(String code) {
        return new MappingSheetVerb.Row(
                "taobao-one",
                code,
                "=HYPERLINK(\"x\") " + code,
                "红色",
                3,
                Optional.of(code),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("manual"),
                Optional.of("wang"),
                Optional.of(Instant.parse("2026-11-23T04:00:00Z")));
    }
}
