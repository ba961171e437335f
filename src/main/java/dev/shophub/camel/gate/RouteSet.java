package dev.shophub.camel.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Route files that run together, in the order in which they are built. */
final class RouteSet {

    static final String ENDING = ".camel.yaml";

    static final RouteSet NONE = new RouteSet(Map.of());

    private static final String ERRORS = "errors" + ENDING;
    private static final String POLL = "poll" + ENDING;
    private static final Set<String> SHIPPED =
            Set.of(ERRORS, POLL, "intake" + ENDING, "deliver" + ENDING, "report" + ENDING);

    private final Map<String, RouteFile> files;

    private RouteSet(Map<String, RouteFile> files) {
        this.files = files;
    }

    RouteSet with(RouteFile file) {
        var more = new TreeMap<>(files);
        more.put(file.name(), file);
        return new RouteSet(more);
    }

    RouteSet without(String name) {
        var fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new RouteSet(fewer);
    }

    Optional<RouteFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** In the order in which they are built. */
    List<RouteFile> files() {
        var ordered = new ArrayList<>(files.values());
        ordered.sort(
                Comparator.comparingInt((RouteFile file) -> rank(file.name())).thenComparing(RouteFile::name));
        return ordered;
    }

    /** Orders file names as they are built: what others name first, what begins by itself and needs the others last. */
    static int rank(String name) {
        return name.equals(ERRORS) ? 0 : name.equals(POLL) ? 2 : 1;
    }

    /** Whether a route stands in one of the shipped files. */
    boolean isShipped(String route) {
        return owner(RouteFile.Kind.ROUTE, route)
                .filter(file -> SHIPPED.contains(file.name()))
                .isPresent();
    }

    /** The file that has a block of this kind and name. */
    Optional<RouteFile> owner(RouteFile.Kind kind, String id) {
        return files().stream().filter(file -> file.ids(kind).contains(id)).findFirst();
    }

    /** The file of a route; of polls the one with their template. */
    Optional<RouteFile> ofRoute(String id) {
        return owner(RouteFile.Kind.ROUTE, id).or(() -> owner(RouteFile.Kind.TEMPLATE, PollRoute.TEMPLATE));
    }

    /**
     * Whether a file can stand beside the others: no id twice.
     *
     * @throws RefusedException naming both places
     */
    void mustFit(RouteFile file) throws RefusedException {
        for (var block : file.blocks()) {
            for (var other : files.values()) {
                if (!other.name().equals(file.name()) && other.ids(block.kind()).contains(block.id())) {
                    var there = other.name() + ":" + other.line(block.kind(), block.id());
                    throw new RefusedException(
                                    file.name(),
                                    block.line(),
                                    "the id " + block.id() + " stands in " + there + " too",
                                    "give a copy other ids, or a name that does not end in " + ENDING)
                            .known("id-elsewhere", block.id(), there, ENDING);
                }
            }
        }
    }
}
