package dev.shophub.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much room the database takes, and where on this machine. */
public final class DatabaseSize {

    private final JdbcClient jdbc;

    public DatabaseSize(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param bytes data and indexes, as the server last counted */
    public record TableSize(String name, long bytes) {}

    /** The largest tables of the hub's schema, the largest first. */
    public List<TableSize> tables(int most) {
        return jdbc.sql("SELECT table_name, data_length + index_length AS bytes FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
                        + " ORDER BY data_length + index_length DESC, table_name LIMIT :most")
                .param("most", most)
                .query((row, number) -> new TableSize(row.getString(1), row.getLong(2)))
                .list();
    }

    /** The server's folder; empty when the server runs on another machine. */
    public Optional<Path> folder() {
        return jdbc
                .sql("SELECT @@hostname, @@datadir")
                .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
                .list()
                .stream()
                .filter(server -> server[1] != null && here(server[0]))
                .map(server -> Path.of(server[1]))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static boolean here(String host) {
        try {
            return InetAddress.getLocalHost().getHostName().equalsIgnoreCase(host);
        } catch (UnknownHostException nameless) {
            return false;
        }
    }
}
