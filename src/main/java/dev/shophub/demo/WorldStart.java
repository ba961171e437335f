package dev.shophub.demo;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts a world beside the hub, which waits for it only where it needs the world's addresses. */
final class WorldStart implements AutoCloseable {

    private final FutureTask<World> start;

    private WorldStart(FutureTask<World> start) {
        this.start = start;
    }

    static WorldStart begin(Callable<World> start) {
        var task = new FutureTask<>(start);
        new Thread(task, "demo-world").start();
        return new WorldStart(task);
    }

    /**
     * The world, once it runs.
     *
     * @throws dev.shophub.settings.StartRefusedException saying in one sentence why it does not
     */
    World world() {
        try {
            return start.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException("The demo's world did not start", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the demo's world started", stopped);
        }
    }

    /** Stops it, also one that is only just starting; one that did not start has stopped itself. */
    @Override
    public void close() {
        try {
            start.get().close();
        } catch (ExecutionException neverRan) {
            return;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
