package dev.shophub.camel;

import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Requeue;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Shops;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What every poll needs beside its shop.
 *
 * @param room whether there is room on the disk for what is read
 */
record Polls(
        ShopDirectory directory,
        Checkpoints checkpoints,
        Shops shops,
        SyncRuns runs,
        TroubleBell troubles,
        MeterRegistry meters,
        Bell bell,
        Requeue requeue,
        Clock clock,
        BooleanSupplier room) {

    /** Where there is always room. */
    Polls(
            ShopDirectory directory,
            Checkpoints checkpoints,
            Shops shops,
            SyncRuns runs,
            TroubleBell troubles,
            MeterRegistry meters,
            Bell bell,
            Requeue requeue,
            Clock clock) {
        this(directory, checkpoints, shops, runs, troubles, meters, bell, requeue, clock, () -> true);
    }

    /** Whether what is read can still be written: before a disk is full nothing more is read. */
    boolean haveRoom() {
        return room.getAsBoolean();
    }
}
