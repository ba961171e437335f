package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.review.Masking;
import dev.shophub.review.Why;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageBundlesTest {

    private static final Pattern IN_A_TEMPLATE =
            Pattern.compile("#\\{([a-z][a-z0-9.-]*)|messages\\.msg\\('([a-z0-9.-]+)'");
    private static final Pattern IN_CODE = Pattern.compile("words\\.(?:text|second)\\(\\s*\"([a-z0-9.-]+[a-z0-9])\"");

    @Test
    void bothLanguagesKnowTheSameKeysWithTheSameValues() throws IOException {
        var chinese = bundle("zh");
        var english = bundle("en");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        for (var key : chinese.stringPropertyNames()) {
            assertThat(values(english.getProperty(key))).as(key).isEqualTo(values(chinese.getProperty(key)));
        }
    }

    @Test
    void everyKeyThatATemplateOrTheCodeNamesIsThere() throws IOException {
        var known = bundle("zh").stringPropertyNames();
        var named = new TreeSet<String>();
        for (var folder : java.util.List.of(
                Path.of("config/mail"),
                Path.of("src/main/java/dev/shophub/alert"),
                Path.of("src/main/java/dev/shophub/report"))) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    var text = Files.readString(file);
                    var matcher = (folder.startsWith("config") ? IN_A_TEMPLATE : IN_CODE).matcher(text);
                    while (matcher.find()) {
                        named.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                    }
                }
            }
        }
        for (var why : Why.values()) {
            for (var part : java.util.List.of("badge", "heading", "why", "do", "subject.digest")) {
                named.add("review." + part + "." + why.word());
            }
        }
        for (var kind : Masking.Kind.values()) {
            named.add("masked." + kind.name().toLowerCase());
        }
        assertThat(named).hasSizeGreaterThan(80);
        assertThat(known).containsAll(named);
    }

    private static Properties bundle(String language) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(
                MessageBundlesTest.class.getResourceAsStream("/messages/mail_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    /** The numbers of the values a text takes. */
    private static java.util.Set<String> values(String text) {
        new MessageFormat(text);
        return Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
