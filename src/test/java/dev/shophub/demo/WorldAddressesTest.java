package dev.shophub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Platform;
import dev.shophub.model.Stream;
import dev.shophub.simulator.stage.PlayedPlatforms;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The settings by which the demo's shops are read. */
class WorldAddressesTest {

    private static final Pattern POLLED = Pattern.compile("demo\\.shops\\.shop\\.poll\\.([a-z]+)\\.every");

    /** A stream that a platform has not keeps its shop out of the demo; one it has and is not named goes at its own, slow pace. */
    @Test
    void everyPlayedShopIsReadInTheStreamsThatItsPlatformHas() throws Exception {
        var platforms = platforms();
        for (var played : PlayedPlatforms.all()) {
            assertThat(polled(played.name())).as(played.name()).isEqualTo(platforms.get(played.name()));
        }
    }

    private static Set<String> polled(String platform) {
        var token = new DemoShop.FirstToken("a", "r", Instant.EPOCH, Instant.EPOCH, "1", "n");
        var shop = new DemoShop("shop", "Shop", platform, "http://127.0.0.1", "UTC", Map.of(), token);
        var settings = new WorldAddresses(
                        "o", "w", "u", "p", "e", "t", Map.of("smtp", 1, "imap", 2, platform, 3), List.of(shop))
                .settings();
        return settings.keySet().stream()
                .map(POLLED::matcher)
                .filter(key -> key.matches())
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By name, the streams that a platform reads. */
    private static Map<String, Set<String>> platforms() throws ReflectiveOperationException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Platform.class));
        var found = new HashMap<String, Set<String>>();
        for (var candidate : scan.findCandidateComponents("dev.shophub.platform")) {
            var platform = made(Class.forName(candidate.getBeanClassName()));
            found.put(
                    platform.name(),
                    platform.paces().keySet().stream()
                            .map(Stream::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return found;
    }

    private static Platform made(Class<?> type)
            throws NoSuchMethodException, InstantiationException, IllegalAccessException, InvocationTargetException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Platform) constructor.newInstance();
    }
}
