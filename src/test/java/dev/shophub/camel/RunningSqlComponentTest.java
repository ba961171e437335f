package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.store.Queries;
import java.nio.file.Path;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Routes that name a query's file ask the text that was let in. */
class RunningSqlComponentTest {

    private static final Path FOLDER = Path.of("config", "sql");

    @Test
    void theTextInForceIsAskedNotTheFile() throws Exception {
        var queries = new Queries();
        queries.replace("low-stock.sql", "-- what runs low\nSELECT 7\nWHERE :#body = 1");
        try (var context = new DefaultCamelContext()) {
            context.getRegistry().bind("nowhere", new SimpleDriverDataSource());
            context.addComponent("sql", new RunningSqlComponent(FOLDER, queries));
            assertThat(query(context, "low-stock.sql")).isEqualTo("SELECT 7\nWHERE :?body = 1");
            assertThat(query(context, "late-orders.sql")).startsWith("file:");
        }
    }

    private static String query(DefaultCamelContext context, String name) {
        return context.getEndpoint("sql:file:" + FOLDER.resolve(name) + "?dataSource=#nowhere", SqlEndpoint.class)
                .getQuery();
    }
}
