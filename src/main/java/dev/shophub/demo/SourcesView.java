package dev.shophub.demo;

import dev.shophub.simulator.SchemaState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** Shows the simulators' {@code sim_source} in the hub's schema too: where each row of a trade folder went. */
final class SourcesView {

    private final WorldAddresses world;

    SourcesView(WorldAddresses world) {
        this.world = world;
    }

    /** Once the hub's tables are there: a schema that is not empty would not be taken for a new one. */
    @EventListener(ApplicationStartedEvent.class)
    void show() {
        new SchemaState(world.databaseUser(), world.databasePassword())
                .showSources(world.operationsUrl(), WorldDatabase.schemaOf(world.worldUrl()));
    }
}
