package dev.shophub.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The route and query files in the jar, as the release ships them; the build lays them below {@code shipped/}. */
final class ShippedTexts {

    private static final String ROOT = "/shipped/";

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
}
