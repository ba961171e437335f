package dev.shophub.camel;

import dev.shophub.camel.gate.FileChecks;
import dev.shophub.connector.Platform;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.route.CheckedConfiguration;
import dev.shophub.route.OfflineCheck;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.settings.CheckedFiles;
import dev.shophub.settings.StartRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code ./hub check-config} while no hub runs: reads what a start would read, and starts nothing. */
public final class FilesCheck implements OfflineCheck {

    @Override
    public CheckedConfiguration check(String... options) {
        try {
            var platforms = platforms();
            var files = CheckedFiles.read(
                    platforms.stream()
                            .filter(platform -> !(platform instanceof ErpPlatform))
                            .toList(),
                    platforms.stream().filter(ErpPlatform.class::isInstance).toList(),
                    options);
            var faults = new ArrayList<>(files.faults());
            files.routes()
                    .ifPresent(
                            routes -> faults.addAll(new FileChecks(files.config(), routes, files::property).faults()));
            return new CheckedConfiguration(
                    false,
                    files.config().toString(),
                    files.routesFolder().toString(),
                    faults,
                    files.notes(),
                    List.of());
        } catch (StartRefusedException refused) {
            throw new RouteRefusedException(refused.getMessage());
        }
    }

    /** Nothing lists the platforms: each is a component that needs nothing to be made. */
    private static List<Platform> platforms() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        scanner.resetFilters(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Platform.class));
        return scanner.findCandidateComponents("dev.shophub").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), FilesCheck.class.getClassLoader()))
                .map(type -> (Platform) BeanUtils.instantiateClass(type))
                .toList();
    }
}
