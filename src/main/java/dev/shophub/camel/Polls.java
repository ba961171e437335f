package dev.shophub.camel;

import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Requeue;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Shops;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What every poll needs beside its shop. */
record Polls(
        ShopDirectory directory,
        Checkpoints checkpoints,
        Shops shops,
        SyncRuns runs,
        TroubleBell troubles,
        MeterRegistry meters,
        Bell bell,
        Requeue requeue,
        Clock clock) {}
