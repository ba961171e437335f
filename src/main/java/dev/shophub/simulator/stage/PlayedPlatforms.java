package dev.shophub.simulator.stage;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.lang.reflect.Constructor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** All platforms that can be played: whatever stands in the simulators' folders. */
public final class PlayedPlatforms {

    private static final List<PlayedPlatform> ALL = found();

    private PlayedPlatforms() {}

    /** By name. */
    public static List<PlayedPlatform> all() {
        return ALL;
    }

    public static Optional<PlayedPlatform> named(String name) {
        return ALL.stream().filter(platform -> platform.name().equals(name)).findFirst();
    }

    /** The platform on which this shop of the demo is played. */
    public static Optional<PlayedPlatform> of(ShopKey shop) {
        return ALL.stream()
                .filter(platform -> platform.shop().key().equals(shop))
                .findFirst();
    }

    private static List<PlayedPlatform> found() {
        var folders = new ClassPathScanningCandidateComponentProvider(false);
        folders.addIncludeFilter(new AssignableTypeFilter(PlayedPlatform.class));
        return folders.findCandidateComponents(State.class.getPackageName()).stream()
                .map(found -> made(found.getBeanClassName()))
                .sorted(Comparator.comparing(PlayedPlatform::name))
                .toList();
    }

    private static PlayedPlatform made(String name) {
        Class<?> type = ClassUtils.resolveClassName(name, PlayedPlatforms.class.getClassLoader());
        Constructor<?> constructor = ClassUtils.getConstructorIfAvailable(type);
        if (constructor == null) {
            throw new IllegalStateException("A played platform is made without parameters (type=" + name + ")");
        }
        return (PlayedPlatform) BeanUtils.instantiateClass(constructor);
    }
}
