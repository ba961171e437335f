package dev.shophub.demo;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.simulator.SchemaState;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/**
 * A look into the simulators' schema, for audits and for people; no bean of type {@code DataSource}, of which the hub has
 * exactly one.
 */
final class WorldView implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final WorldAddresses world;
    private final HikariDataSource dataSource;

    WorldView(WorldAddresses world) {
        this.world = world;
        this.dataSource =
                WorldDatabase.pool(world.worldUrl(), world.databaseUser(), world.databasePassword(), CONNECTIONS);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** {@code sim_source} shows in the hub's schema too, where its tables are. */
    @EventListener(ApplicationStartedEvent.class)
    void showSources() {
        new SchemaState(world.databaseUser(), world.databasePassword())
                .showSources(world.operationsUrl(), WorldDatabase.schemaOf(world.worldUrl()));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
