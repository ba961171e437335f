package dev.shophub.camel;

import dev.shophub.store.Queries;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlHelper;

/** {@code sql:file:…}, asked with the text that the gate let in rather than with what is on disk. */
final class RunningSqlComponent extends SqlComponent {

    private static final String FILE = "file:";

    private final Path folder;
    private final Queries queries;

    /** @param folder of the queries */
    RunningSqlComponent(Path folder, Queries queries) {
        this.folder = folder.toAbsolutePath().normalize();
        this.queries = queries;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = super.createEndpoint(uri, remaining, parameters);
        if (endpoint instanceof SqlEndpoint sql && remaining.startsWith(FILE)) {
            var file =
                    Path.of(remaining.substring(FILE.length())).toAbsolutePath().normalize();
            if (file.startsWith(folder)) {
                // as camel-sql makes a file's text ready: a text of its own it takes as it is
                queries.find(folder.relativize(file).toString().replace('\\', '/'))
                        .map(text -> SqlHelper.resolvePlaceholders(text, sql.getPlaceholder()))
                        .ifPresent(sql::setQuery);
            }
        }
        return endpoint;
    }
}
