package dev.shophub.camel.gate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The files that run, and how they become others. Knows what {@code {{…}}} stood for when each route was built. */
final class Running {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

    private final RouteSwap swap;
    private final UnaryOperator<String> placeholders;
    private final Map<String, String> builtWith = new HashMap<>();
    private RouteSet files = RouteSet.NONE;

    /** @param placeholders the value of one {@code {{…}}} now; what it does not know it leaves alone */
    Running(RouteSwap swap, UnaryOperator<String> placeholders) {
        this.swap = swap;
        this.placeholders = placeholders;
    }

    RouteSet files() {
        return files;
    }

    /**
     * @param edited blamed when it fails
     * @return ids of the routes that were swapped, stopped or started
     * @throws RefusedException when it could not be done; then everything runs as before
     */
    Set<String> become(RouteSet other, RouteFile edited) throws RefusedException {
        var touched = swap.swap(files.files(), other.files(), edited);
        files = other;
        builtWith.clear();
        builtWith.putAll(values());
        return touched;
    }

    /** Ids of routes whose placeholders stand for something else than when they were built: a schedule was edited. */
    Collection<String> outdated() {
        var outdated = new TreeSet<String>();
        values().forEach((id, value) -> {
            if (!value.equals(builtWith.get(id))) {
                outdated.add(id);
            }
        });
        return outdated;
    }

    /** Ids of routes whose text is so. */
    private Collection<String> routes(Predicate<String> text) {
        var found = new TreeSet<String>();
        for (var file : files.files()) {
            for (var block : file.blocks()) {
                if (block.kind() == RouteFile.Kind.ROUTE
                        && text.test(block.content().toString())) {
                    found.add(block.id());
                }
            }
        }
        return found;
    }

    /**
     * Builds routes anew from the same text.
     *
     * @throws RefusedException naming the first that does not start again
     */
    void rebuild(Collection<String> routes) throws RefusedException {
        swap.rebuild(routes, files.files());
        builtWith.putAll(values());
    }

    /** Builds routes anew that ask the query of a file, with its new text. */
    void rebuildAsking(String file) throws RefusedException {
        swap.forgetEndpoints("sql:", file);
        rebuild(routes(text -> text.contains("sql:") && text.contains(file)));
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        for (var file : files.files()) {
            for (var block : file.blocks()) {
                if (block.kind() == RouteFile.Kind.ROUTE) {
                    values.put(
                            block.id(),
                            PLACEHOLDER
                                    .matcher(block.content().toString())
                                    .results()
                                    .map(found -> placeholders.apply(found.group()))
                                    .toList()
                                    .toString());
                }
            }
        }
        return values;
    }
}
