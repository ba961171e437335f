package dev.shophub.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route files as they ship, for tests: never a copy. */
final class ShippedRoutes {

    private static final Path FOLDER = Path.of("routes");
    private static final String FAILURES = "errors.camel.yaml";

    private ShippedRoutes() {}

    /** One file, behind the one that says what happens to failures. */
    static RoutesBuilder[] of(CamelContext context, String file) throws Exception {
        return edited(context, file, UnaryOperator.identity());
    }

    /** The same as an admin edited it. */
    static RoutesBuilder[] edited(CamelContext context, String file, UnaryOperator<String> edit) throws Exception {
        var builders = new ArrayList<RoutesBuilder>();
        var loader = PluginHelper.getRoutesLoader(context);
        for (var name : List.of(FAILURES, file)) {
            var text = name.equals(file) ? edit.apply(read(name)) : read(name);
            builders.addAll(loader.findRoutesBuilders(ResourceHelper.fromString(name, text)));
        }
        return builders.toArray(RoutesBuilder[]::new);
    }

    private static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
