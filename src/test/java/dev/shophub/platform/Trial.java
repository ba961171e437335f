package dev.shophub.platform;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Rehearsal;
import java.util.function.Function;

/**
 * What contracts are tried with: a played platform, the trade that is rehearsed on it, and a new connector each time one is asked for,
 * by the names the contracts have for it.
 */
public abstract class Trial<C extends Connector, R extends Rehearsal> {

    private final PlatformWorld<C> world;
    private final R rehearsal;

    protected Trial(PlatformWorld<C> world, Function<PlatformWorld<C>, R> played) {
        this.world = world;
        this.rehearsal = played.apply(world);
    }

    public PlatformWorld<C> world() {
        return world;
    }

    public R rehearsal() {
        return rehearsal;
    }

    public C source() {
        return world.connect();
    }

    public C history() {
        return world.connect();
    }

    public C census() {
        return world.connect();
    }

    /** That all connectors made so far. */
    public int calls() {
        return world.usage().calls();
    }

    public C detail() {
        return world.connect();
    }

    public C stock() {
        return world.connect();
    }

    public C sink() {
        return world.connect();
    }

    public C listingSink() {
        return world.connect();
    }

    public C webhooks() {
        return world.connect();
    }

    public C priceSink() {
        return world.connect();
    }

    public C titleSink() {
        return world.connect();
    }

    public C shipmentSink() {
        return world.connect();
    }

    public C permissionSource() {
        return world.connect();
    }

    public C replySink() {
        return world.connect();
    }
}
