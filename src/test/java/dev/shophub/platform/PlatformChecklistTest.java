package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every platform that has a page passes every contract of {@link EveryPlatform}, or its page names the contract as exempt or todo, with
 * the reason.
 */
class PlatformChecklistTest {

    private static final Path PAGES = Path.of("docs", "platforms");
    private static final Pattern NAME = Pattern.compile("\\| \\[([a-z0-9-]+)]\\(\\1\\.md\\) \\|");

    private final List<JavaClass> tests = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                    .importPackages("dev.shophub.platform")
                    .stream()
                    .toList();

    @Test
    void everyPlatformPassesEveryContractOrSaysWhyNot() throws IOException {
        var contracts = tests.stream()
                .filter(type -> type.isInterface()
                        && type.isAssignableTo(EveryPlatform.class)
                        && !type.isEquivalentTo(EveryPlatform.class))
                .toList();
        assertThat(contracts).hasSizeGreaterThan(7);
        var open = new ArrayList<String>();
        for (var platform : platforms()) {
            var page = Files.readAllLines(PAGES.resolve(platform + ".md"));
            for (var contract : contracts) {
                if (passes(platform, contract) == isExempt(page, contract)) {
                    open.add(platform + ": " + contract.getSimpleName()
                            + (passes(platform, contract)
                                    ? " is passed, and the page says otherwise"
                                    : " is neither passed nor exempt"));
                }
            }
        }
        assertThat(open).isEmpty();
    }

    private boolean passes(String platform, JavaClass contract) {
        return tests.stream()
                .anyMatch(test -> !test.isInterface()
                        && test.getPackageName().equals("dev.shophub.platform." + platform)
                        && test.isAssignableTo(contract.getName()));
    }

    /** {@code | `TwoCurrenciesContract` | exempt: a shop sells in yuan only |} */
    private static boolean isExempt(List<String> page, JavaClass contract) {
        return page.stream()
                .anyMatch(line ->
                        line.matches("\\| [^|]*`" + contract.getSimpleName() + "`[^|]*\\| (exempt|todo): .{10,} \\|"));
    }

    private static List<String> platforms() throws IOException {
        return Files.readAllLines(PAGES.resolve("README.md")).stream()
                .map(NAME::matcher)
                .filter(name -> name.find())
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }
}
