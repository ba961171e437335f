package dev.shophub.settings;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveRawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** docs/configuration.md tells every key with the default it really has. */
class ConfigurationPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z][a-z0-9.-]*)(?:\\.[<*][^`]*)?`[^|]*\\| [^|]* \\| (yes|restart) \\|");

    @Test
    void everyKeyStandsOnThePageWithItsDefault() throws IOException {
        var page = Files.readString(Path.of("docs", "configuration.md"));
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(page).contains(row));
    }

    @Test
    void whatThePageCallsLiveIsLive() throws IOException {
        var told = new TreeMap<String, Boolean>();
        var prefix = "";
        for (var line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
            if (line.startsWith("## ")) {
                prefix = line.contains("`hub.erp`")
                        ? "hub.erp."
                        : line.contains("`hub.shops.<key>`") ? "hub.shops.one." : "";
            }
            var row = ROW.matcher(line);
            if (row.find()) {
                told.put(prefix + row.group(1), row.group(2).equals("yes"));
            }
        }
        assertThat(told).hasSizeGreaterThan(80);
        assertThat(told).allSatisfy((key, live) -> assertThat(LiveKeys.isLive(ConfigurationPropertyName.of(key)))
                .as(key)
                .isEqualTo(live));
    }

    /** A record that is kept, or handed over once, would not see the next save. */
    @Test
    void nobodyKeepsALiveRecord() {
        var live = new ArrayList<Class<?>>();
        for (var record : HubNames.records()) {
            if (LiveKeys.isLive(record)) {
                live.add(record);
                Arrays.stream(record.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .forEach(live::add);
            }
        }
        assertThat(live).contains(MailSettings.class, AlertSettings.LowStock.class);
        var hub = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.shophub");
        for (var type : live) {
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage("dev.shophub.settings..")
                    .should()
                    .haveRawType(type)
                    .check(hub);
            noMethods()
                    .that()
                    .areAnnotatedWith(Bean.class)
                    .should(haveRawParameterTypes(including(type)))
                    .check(hub);
        }
    }

    private static DescribedPredicate<List<JavaClass>> including(Class<?> type) {
        return DescribedPredicate.describe("including " + type.getSimpleName(), parameters -> parameters.stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(type)));
    }

    private static List<String> rows() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.shophub").stream()
                .map(found -> load(found.getBeanClassName()))
                .flatMap(type ->
                        rows(type.getAnnotation(ConfigurationProperties.class).prefix(), type).stream())
                .sorted()
                .collect(Collectors.toList());
    }

    private static List<String> rows(String prefix, Class<?> record) {
        var rows = new ArrayList<String>();
        for (var component : record.getRecordComponents()) {
            var name = prefix + "."
                    + component
                            .getName()
                            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                            .toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                rows.addAll(rows(name, component.getType()));
            } else {
                var live = LiveKeys.isLive(ConfigurationPropertyName.of(name)) ? "yes" : "restart";
                rows.add("| `%s` | %s | %s |".formatted(name, standard(record, component.getName()), live));
            }
        }
        return rows;
    }

    /** The annotation stands on the constructor's parameters, not on the components. */
    private static String standard(Class<?> record, String component) {
        var parameters = record.getDeclaredConstructors()[0].getParameters();
        return Arrays.stream(parameters)
                .filter(parameter -> parameter.getName().equals(component))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(annotation -> annotation != null)
                .map(annotation -> String.join(",", annotation.value()))
                .map(value -> value.isEmpty() ? "none" : "`" + value + "`")
                .findFirst()
                .orElse("none");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
