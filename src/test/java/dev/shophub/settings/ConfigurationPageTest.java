package dev.shophub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** docs/configuration.md tells every key with the default it really has. */
class ConfigurationPageTest {

    @Test
    void everyKeyStandsOnThePageWithItsDefault() throws IOException {
        var page = Files.readString(Path.of("docs", "configuration.md"));
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(page).contains(row));
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
                rows.add("| `%s` | %s |".formatted(name, standard(record, component.getName())));
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
