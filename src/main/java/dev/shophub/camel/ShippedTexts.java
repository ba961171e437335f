package dev.shophub.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The route files, queries and templates of mails in the jar, as the release ships them; the build lays them below {@code shipped/}. */
final class ShippedTexts {

    private static final String ROOT = "/shipped/";
    private static final String COMMENT = "#";

    private ShippedTexts() {}

    /** By name, {@code routes/deliver.camel.yaml}; none where the classes are in no jar. */
    static Map<String, byte[]> all() {
        var texts = new TreeMap<String, byte[]>();
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:shipped/**/*.*")) {
                var address = resource.getURL().toString();
                try (var in = resource.getInputStream()) {
                    texts.put(address.substring(address.lastIndexOf(ROOT) + ROOT.length()), in.readAllBytes());
                }
            }
            return texts;
        } catch (IOException broken) {
            throw new UncheckedIOException("The files of this release cannot be read", broken);
        }
    }

    /** SHA-256, hex, of the texts of releases that wrote down nowhere what they shipped; by name. */
    static Map<String, Set<String>> earlier() {
        try {
            var hashes = new TreeMap<String, Set<String>>();
            new ClassPathResource("shipped-before.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith(COMMENT))
                    .map(line -> line.split(" ", 2))
                    .forEach(line -> hashes.computeIfAbsent(line[1], name -> new TreeSet<>())
                            .add(line[0]));
            return hashes;
        } catch (IOException broken) {
            throw new UncheckedIOException("The texts of earlier releases cannot be read", broken);
        }
    }
}
