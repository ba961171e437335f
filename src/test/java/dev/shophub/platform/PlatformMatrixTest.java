package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shophub.connector.Connector;
import dev.shophub.connector.StreamSource;
import dev.shophub.support.CheckedAgainst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The matrix of docs/platforms/README.md tells what the code offers and what the tests hold it against. Nothing is listed here: a
 * platform is a connector in a package of its own, a capability an interface of {@code connector}, what it was checked against its
 * contract and {@link CheckedAgainst}. A platform adds its row and nothing else.
 */
class PlatformMatrixTest {

    private static final Path PAGE = Path.of("docs", "platforms", "README.md");
    private static final String PLATFORMS = "dev.shophub.platform.";
    private static final Pattern NAME = Pattern.compile("\\[([a-z0-9-]+)]\\(\\1\\.md\\)");
    private static final Pattern BUILT = Pattern.compile("(works|unconfirmed) ([SVCR](?: [SVCR])*)");
    private static final Pattern NOT_BUILT = Pattern.compile("not offered|unconfirmed");

    private final List<JavaClass> main = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.shophub").stream()
                    .toList();
    private final List<JavaClass> tests = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                    .importPackages("dev.shophub.platform", "dev.shophub.simulator")
                    .stream()
                    .toList();

    @Test
    void theMatrixTellsWhatTheCodeOffersAndWhatItWasCheckedAgainst() throws IOException {
        assertThat(rows()).isEqualTo(expected(rows()));
    }

    /** A cell of what is built: the row's own word, works or unconfirmed, is a judgement that no code knows. */
    private Map<String, Map<String, String>> expected(Map<String, Map<String, String>> told) {
        var capabilities = capabilities();
        var all = new TreeMap<String, Map<String, String>>();
        for (var connector : connectors().entrySet()) {
            var row = new TreeMap<String, String>();
            for (var capability : capabilities) {
                var cell = told.getOrDefault(connector.getKey(), Map.of()).getOrDefault(capability.getSimpleName(), "");
                row.put(
                        capability.getSimpleName(),
                        connector.getValue().isAssignableTo(capability.getName())
                                ? built(cell, evidence(connector.getKey(), capability))
                                : NOT_BUILT.matcher(cell).matches() ? cell : "not offered");
            }
            all.put(connector.getKey(), row);
        }
        return all;
    }

    private static String built(String cell, String evidence) {
        var told = BUILT.matcher(cell);
        return (told.matches() ? told.group(1) : "works") + " " + evidence;
    }

    /** S: a contract against the simulator, without which nothing counts as built; then what else says so itself. */
    private String evidence(String platform, JavaClass capability) {
        var contract = "dev.shophub.connector." + capability.getSimpleName() + "Contract";
        var letters = new ArrayList<String>();
        letters.add(
                testsOf(platform).anyMatch(test -> !test.isInterface() && test.isAssignableTo(contract))
                        ? "S"
                        : "(no test implements " + capability.getSimpleName() + "Contract)");
        for (var other : CheckedAgainst.Other.values()) {
            boolean checked = testsOf(platform)
                    .filter(test -> test.isAnnotatedWith(CheckedAgainst.class))
                    .map(test -> test.getAnnotationOfType(CheckedAgainst.class))
                    .filter(by -> by.value() == other)
                    .anyMatch(by -> by.of().length == 0
                            || Arrays.stream(by.of())
                                    .anyMatch(of -> of.getName().equals(capability.getName())));
            if (checked) {
                letters.add(other.letter());
            }
        }
        return String.join(" ", letters);
    }

    private Stream<JavaClass> testsOf(String platform) {
        var packages = List.of(PLATFORMS + platform, "dev.shophub.simulator." + platform);
        return tests.stream().filter(test -> packages.contains(test.getPackageName()));
    }

    /** What a platform may offer; what only an ERP does is the ERP's. */
    private List<JavaClass> capabilities() {
        return main.stream()
                .filter(type -> type.isInterface() && type.getPackageName().equals("dev.shophub.connector"))
                .filter(type -> type.isAssignableTo(Connector.class))
                .filter(type -> !type.isEquivalentTo(Connector.class) && !type.isEquivalentTo(StreamSource.class))
                .filter(type -> main.stream()
                        .noneMatch(other -> other.getPackageName().startsWith("dev.shophub.erp")
                                && other.isAssignableTo(type.getName())))
                .toList();
    }

    private Map<String, JavaClass> connectors() {
        return main.stream()
                .filter(type -> type.getPackageName().startsWith(PLATFORMS))
                .filter(type -> !type.isInterface() && type.isAssignableTo(Connector.class))
                .filter(type -> !type.getEnclosingClass().isPresent())
                .collect(Collectors.toMap(
                        type -> type.getPackageName().substring(PLATFORMS.length()),
                        type -> type,
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The first table of the page: platforms, and by capability the cell. */
    private static Map<String, Map<String, String>> rows() throws IOException {
        var lines = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| platform"))
                .takeWhile(line -> line.startsWith("|"))
                .map(PlatformMatrixTest::cells)
                .toList();
        var heads = lines.get(0).stream().map(head -> head.replace("`", "")).toList();
        assertThat(new TreeSet<>(heads)).as("columns").hasSameSizeAs(heads);
        var rows = new TreeMap<String, Map<String, String>>();
        for (var line : lines.subList(2, lines.size())) {
            var name = NAME.matcher(line.get(0));
            assertThat(name.find()).as("name and page of %s", line).isTrue();
            assertThat(PAGE.resolveSibling(name.group(1) + ".md")).exists();
            assertThat(line).as(name.group(1)).hasSameSizeAs(heads);
            var row = new TreeMap<String, String>();
            for (int i = 1; i < heads.size(); i++) {
                row.put(heads.get(i), line.get(i));
            }
            rows.put(name.group(1), row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
