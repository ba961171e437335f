package dev.shophub.camel.gate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the running routes from one set of files to another, route by route: the old one ends what it has begun, then the new one
 * starts. What templates and configurations changed is rebuilt with them. All or none: when one does not start, those before it
 * are put back.
 */
final class RouteSwap {

    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

    private final CamelContext context;
    private final Streams streams;
    private final Duration drain;

    /** @param drain how long a route may take to end what it has begun */
    RouteSwap(CamelContext context, Streams streams, Duration drain) {
        this.context = context;
        this.streams = streams;
        this.drain = drain;
    }

    /** Something that can be taken back. */
    private interface Step {
        void run() throws Exception;
    }

    /**
     * @param edited blamed when it fails
     * @return ids of the routes that were swapped, stopped or started
     * @throws RefusedException when it could not be done; then everything runs as before
     */
    Set<String> swap(Collection<RouteFile> before, Collection<RouteFile> after, RouteFile edited)
            throws RefusedException {
        var old = new Files(before);
        var fresh = new Files(after);
        var rebuildAll = old.differ(fresh, RouteFile.Kind.CONFIGURATION);
        var rebuildPolls = rebuildAll || old.differ(fresh, RouteFile.Kind.TEMPLATE);
        Deque<Step> undo = new ArrayDeque<>();
        var touched = new LinkedHashSet<String>();
        try {
            if (rebuildAll) {
                configurations(fresh);
                undo.push(() -> configurations(old));
            }
            if (rebuildPolls) {
                templates(fresh);
                undo.push(() -> templates(old));
            }
            for (var id : old.routes(fresh, rebuildAll)) {
                touched.add(id);
                undo.push(() -> replace(id, old));
                replace(id, fresh);
            }
            if (rebuildPolls) {
                for (var poll : streams.all()) {
                    touched.add(poll.id());
                    undo.push(() -> replace(poll, old));
                    replace(poll, fresh);
                }
            }
            return touched;
        } catch (Exception broken) {
            undo(undo);
            throw broken instanceof RefusedException refused
                    ? refused
                    : new RefusedException(Reasons.finding(edited, broken));
        }
    }

    /**
     * Builds routes anew from the same text.
     *
     * @throws RefusedException naming the first that does not start again
     */
    void rebuild(Collection<String> ids, Collection<RouteFile> files) throws RefusedException {
        var same = new Files(files);
        for (var id : ids) {
            try {
                replace(id, same);
            } catch (Exception broken) {
                throw new RefusedException(Reasons.finding(same.owner(id), broken));
            }
        }
    }

    private static void undo(Deque<Step> undo) {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (Exception alsoBroken) {
                LOG.error("A route could not be put back as it ran", alsoBroken);
            }
        }
    }

    private void configurations(Files files) throws Exception {
        var model = Definitions.model(context);
        for (var known : List.copyOf(model.getRouteConfigurationDefinitions())) {
            model.removeRouteConfiguration(known);
        }
        for (var file : files.all) {
            model.addRouteConfigurations(files.fresh(context, file).configurations());
        }
    }

    private void templates(Files files) throws Exception {
        var model = Definitions.model(context);
        for (var known : List.copyOf(model.getRouteTemplateDefinitions())) {
            model.removeRouteTemplateDefinition(known);
        }
        List<RouteTemplateDefinition> templates = new ArrayList<>();
        for (var file : files.all) {
            templates.addAll(files.fresh(context, file).templates());
        }
        model.addRouteTemplateDefinitions(templates);
    }

    private void replace(String id, Files files) throws Exception {
        stop(id);
        var file = files.owner(id);
        if (file != null) {
            RouteDefinition route = Definitions.read(context, file).route(id);
            if (streams.isPaused(id)) {
                route.setAutoStartup("false");
            }
            Definitions.model(context).addRouteDefinitions(List.of(route));
        }
    }

    private void replace(PollRoute poll, Files files) throws Exception {
        stop(poll.id());
        if (files.hasTemplate() && !streams.isPaused(poll.id())) {
            read(poll);
        }
    }

    /** Lets a stream be read. */
    void read(PollRoute poll) throws Exception {
        Definitions.model(context).addRouteFromTemplate(poll.id(), PollRoute.TEMPLATE, poll.parameters());
    }

    /** Ends a route after what it has begun; nothing happens when there is none. */
    void stop(String id) throws Exception {
        if (context.getRoute(id) == null) {
            forget(id);
            return;
        }
        var controller = context.getRouteController();
        if (!controller.stopRoute(id, drain.toMillis(), TimeUnit.MILLISECONDS, true)) {
            controller.startRoute(id);
            throw new IllegalStateException("The route " + id + " did not end what it has begun within "
                    + drain.toSeconds() + " s; save the file again");
        }
        context.removeRoute(id);
        forget(id);
    }

    /** The same, and forgets what it read from: the shop behind it may be another one when it is read again. */
    void end(String id) throws Exception {
        var route = context.getRoute(id);
        stop(id);
        if (route != null) {
            context.removeEndpoint(route.getEndpoint());
        }
    }

    /** The next route that names such an endpoint makes it anew. */
    void forgetEndpoints(String scheme, String part) {
        for (var endpoint : List.copyOf(context.getEndpoints())) {
            var uri = endpoint.getEndpointUri();
            if (uri.startsWith(scheme) && uri.contains(part)) {
                context.getEndpointRegistry().remove(endpoint.getEndpointKey());
            }
        }
    }

    private void forget(String id) throws Exception {
        var model = Definitions.model(context);
        var definition = model.getRouteDefinition(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
    }

    /** A set of files and who has which route. */
    private static final class Files {

        private final Collection<RouteFile> all;
        private final Map<String, RouteFile> owners = new HashMap<>();

        private Files(Collection<RouteFile> all) {
            this.all = List.copyOf(all);
            for (var file : all) {
                file.ids(RouteFile.Kind.ROUTE).forEach(id -> owners.put(id, file));
            }
        }

        private RouteFile owner(String route) {
            return owners.get(route);
        }

        private boolean hasTemplate() {
            return all.stream()
                    .anyMatch(file -> file.ids(RouteFile.Kind.TEMPLATE).contains(PollRoute.TEMPLATE));
        }

        private Definitions fresh(CamelContext context, RouteFile file) throws RefusedException {
            return Definitions.read(context, file);
        }

        private Set<?> contents(RouteFile.Kind kind) {
            var contents = new HashSet<Object>();
            for (var file : all) {
                for (var block : file.blocks()) {
                    if (block.kind() == kind) {
                        contents.add(List.of(block.id(), block.content()));
                    }
                }
            }
            return contents;
        }

        private boolean differ(Files other, RouteFile.Kind kind) {
            return !contents(kind).equals(other.contents(kind));
        }

        /** Routes to be replaced on the way from this set to the other, those that only go away first. */
        private List<String> routes(Files other, boolean every) {
            var same = contents(RouteFile.Kind.ROUTE);
            var wanted = new LinkedHashSet<String>();
            owners.keySet().stream()
                    .sorted()
                    .filter(id -> !other.owners.containsKey(id))
                    .forEach(wanted::add);
            for (var file : other.all) {
                for (var block : file.blocks()) {
                    if (block.kind() == RouteFile.Kind.ROUTE
                            && (every || !same.contains(List.of(block.id(), block.content())))) {
                        wanted.add(block.id());
                    }
                }
            }
            return List.copyOf(wanted);
        }
    }
}
