package dev.shophub.camel;

import dev.shophub.store.RouteRevisions;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the route files one by one. A file that cannot be loaded runs as it last ran; with no such revision only what
 * depends on it stays down. Either way the admins hear of it.
 */
final class RouteFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String ENDING = ".camel.yaml";
    /** Others are built upon these. */
    private static final List<String> FIRST = List.of("errors" + ENDING, "poll" + ENDING, "intake" + ENDING);

    private final CamelContext context;
    private final Path folder;
    private final RouteRevisions revisions;
    private final TroubleBell troubles;

    RouteFiles(CamelContext context, Path folder, RouteRevisions revisions, TroubleBell troubles) {
        this.context = context;
        this.folder = folder;
        this.revisions = revisions;
        this.troubles = troubles;
    }

    /** Loads and starts all files of the folder, those first that others are built upon. */
    void load() throws IOException {
        for (var file : files()) {
            var name = file.getFileName().toString();
            var text = Files.readString(file);
            try {
                load(name, text);
                revisions.ran(name, text);
                troubles.cure("route/" + name);
            } catch (Exception broken) {
                fallBack(name, broken);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var listed = Files.list(folder)) {
            var files = new ArrayList<>(
                    listed.filter(file -> file.getFileName().toString().endsWith(ENDING))
                            .sorted()
                            .toList());
            files.sort((one, other) -> Integer.compare(rank(one), rank(other)));
            return files;
        }
    }

    private static int rank(Path file) {
        var rank = FIRST.indexOf(file.getFileName().toString());
        return rank < 0 ? FIRST.size() : rank;
    }

    private void load(String name, String text) throws Exception {
        var before = ids();
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
        } catch (Exception broken) {
            removeAllBut(before);
            throw broken;
        }
    }

    private Set<String> ids() {
        var ids = new HashSet<String>();
        context.getRoutes().stream().map(Route::getRouteId).forEach(ids::add);
        return ids;
    }

    /** A file that failed half-way leaves nothing behind. */
    private void removeAllBut(Set<String> before) throws Exception {
        for (var route : context.getRoutes()) {
            if (!before.contains(route.getRouteId())) {
                context.getRouteController().stopRoute(route.getRouteId());
                context.removeRoute(route.getRouteId());
            }
        }
    }

    private void fallBack(String name, Exception broken) {
        var why = reason(broken);
        var last = revisions.lastThatRan(name);
        if (last.isPresent()) {
            try {
                load(name, last.get());
                LOG.warn("{} cannot be loaded, it runs as it last ran: {}", folder.resolve(name), why);
                troubles.raise(
                        "route/" + name,
                        "route",
                        Optional.empty(),
                        folder.resolve(name) + ": " + why + " It runs as it last ran.");
                return;
            } catch (Exception alsoBroken) {
                LOG.error("The last revision of {} that ran cannot be loaded either", name, alsoBroken);
            }
        }
        LOG.error("{} cannot be loaded, its routes are down: {}", folder.resolve(name), why);
        troubles.raise(
                "route/" + name,
                "route",
                Optional.empty(),
                folder.resolve(name) + ": " + why + " Its routes are down.");
    }

    /** The innermost sentence, which names the line. */
    static String reason(Throwable broken) {
        var cause = broken;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip() + ".";
    }
}
