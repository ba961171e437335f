package dev.shophub.simulator;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The demo's two schemas as a whole: forgotten on demand, and the simulators' sources shown in the hub's. */
public final class SchemaState {

    private final String user;
    private final String password;

    public SchemaState(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Removes a schema of the demo.
     *
     * @param url JDBC address of the schema
     * @throws IllegalStateException when it holds tables and no demo's stamp: it is somebody else's
     */
    public void forget(String url) {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            var tables = number(
                    connection, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()");
            if (tables > 0 && !isOfADemo(connection)) {
                throw new IllegalStateException(
                        "This schema is not a demo's and is left alone (schema=" + connection.getCatalog() + ")");
            }
            try (var statement = connection.createStatement()) {
                statement.execute("DROP DATABASE `" + connection.getCatalog().replace("`", "``") + "`");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("The demo's database could not be forgotten", broken);
        }
    }

    /** Shows {@code sim_source} of the simulators' schema in the hub's, under the same name. */
    public void showSources(String operationsUrl, String worldSchema) {
        try (var connection = DriverManager.getConnection(operationsUrl, user, password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE VIEW sim_source AS SELECT kind, source_id, source_line, platform_id,"
                    + " platform_line_id FROM `" + worldSchema.replace("`", "``") + "`.sim_source");
        } catch (SQLException broken) {
            throw new IllegalStateException("The view sim_source could not be made", broken);
        }
    }

    private static boolean isOfADemo(Connection connection) throws SQLException {
        return has(connection, "sim_world")
                || has(connection, "hub_stamp")
                        && number(connection, "SELECT COUNT(*) FROM hub_stamp WHERE mode <> 'demo'") == 0;
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, table, null)) {
            return tables.next();
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }
}
