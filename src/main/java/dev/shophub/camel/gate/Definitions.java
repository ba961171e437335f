package dev.shophub.camel.gate;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as Camel's model, freshly read: a definition that was added to a context cannot be added again. Its routes have the
 * configurations that the context had when they were read.
 */
record Definitions(
        List<RouteConfigurationDefinition> configurations,
        List<RouteTemplateDefinition> templates,
        List<RouteDefinition> routes) {

    /** @throws RefusedException when Camel cannot make routes of it */
    static Definitions read(CamelContext context, RouteFile file) throws RefusedException {
        var all = new Definitions(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            var resource = ResourceHelper.fromString(file.name(), file.text());
            for (var builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource)) {
                var routes = (RouteBuilder) builder;
                if (builder instanceof RouteConfigurationBuilder configurations) {
                    configurations.setCamelContext(context);
                    configurations.getRouteConfigurationCollection().setCamelContext(context);
                    configurations.configuration();
                    all.configurations.addAll(
                            configurations.getRouteConfigurationCollection().getRouteConfigurations());
                }
                all.routes.addAll(routes.configureRoutes(context).getRoutes());
                all.templates.addAll(routes.getRouteTemplateCollection().getRouteTemplates());
            }
            return all;
        } catch (Exception unreadable) {
            throw new RefusedException(Reasons.finding(file, unreadable));
        }
    }

    static Model model(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    RouteDefinition route(String id) {
        return routes.stream()
                .filter(route -> id.equals(route.getId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such route (id=" + id + ")"));
    }
}
