package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Catalogue SHIPPED = Catalogue.read(Path.of("config"));

    @Test
    void thePageDefinesEveryFigureAsTheCatalogueDoes() throws IOException {
        var page = Files.readString(Path.of("docs", "metrics.md"));
        for (var figure : SHIPPED.figures()) {
            assertThat(page.lines())
                    .as(figure.key())
                    .anyMatch(line -> line.startsWith("| `" + figure.key() + "` | " + figure.zh() + " | " + figure.en())
                            && figure.formula()
                                    .map(Formula::toString)
                                    .map(line::contains)
                                    .orElse(true));
        }
    }

    @Test
    void everyQueryAnswersFiguresAndEveryFileIsAsked() throws IOException {
        assertThat(SHIPPED.queries()).allSatisfy(query -> {
            assertThat(query.query().figures())
                    .isNotEmpty()
                    .allSatisfy(figure -> assertThat(query.query().sql()).contains("`" + figure + "`"));
            assertThat(query.query().sql()).doesNotContainPattern(";\\s*$");
        });
        try (var files = Files.list(Path.of("config", "sql", "metrics"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .containsExactlyInAnyOrderElementsOf(SHIPPED.queries().stream()
                            .map(query -> query.query().name())
                            .toList());
        }
    }

    @Test
    void bothPartsOfADivisionAreOfOneSource() {
        for (var figure : SHIPPED.figures()) {
            figure.formula().filter(Formula::isRatio).ifPresent(formula -> assertThat(formula.figures().stream()
                            .map(part -> SHIPPED.figure(part).origin() instanceof Figure.Exported exported
                                    ? exported.kind()
                                    : "books")
                            .distinct())
                    .as(figure.key())
                    .hasSize(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"a - b / c,2.5", "a - b,5", "a / d,", "a - missing,", "b,1", "a / a - b,1.2"})
    void aFormulaIsUnknownWhereAPartIsAndWhereItWouldDivideByZero(String text, BigDecimal expected) {
        var values = Map.of("a", "6", "b", "1", "c", "2", "d", "0");
        assertThat(Formula.parse(text)
                        .value(name -> Optional.ofNullable(values.get(name)).map(BigDecimal::new)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {zh: 甲, en: A, unit: euro, basis: paid, source: ads} | a has an unknown word euro",
                "a: {zh: 甲, en: A, unit: money, basis: paid} | figure a needs one of query, source and of",
                "a: {zh: 甲, en: A, unit: money, basis: paid, of: x / y} | figure a is made of x",
                "a: {zh: 甲, en: A, unit: money, basis: paid, query: q} | figure a names a query that is not there",
                "a: {zh: 甲, en: A, unit: money, basis: paid, source: ads, god: up} | a has an unknown key god",
            })
    void aMistakeIsNamed(String figure, String sentence, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("metrics"));
        Files.writeString(
                folder.resolve("metrics").resolve("catalogue.yaml"), "queries: {}\nfigures:\n  " + figure + "\n");
        assertThatThrownBy(() -> Catalogue.read(folder))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("catalogue.yaml")
                .hasMessageContaining(sentence);
    }
}
