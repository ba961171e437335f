package dev.shophub.camel;

import dev.shophub.outbox.Bell;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Shops;
import dev.shophub.store.SyncRuns;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What every poll needs beside its shop. */
record Polls(
        ShopDirectory directory,
        Checkpoints checkpoints,
        Shops shops,
        SyncRuns runs,
        Troubles troubles,
        MeterRegistry meters,
        Bell bell,
        Clock clock) {

    /** Tells the admins what is in trouble, and that it is cured. */
    interface Troubles {

        /** @param key what is in trouble, for instance {@code taobao-flagship/orders} */
        void raise(String key, String kind, long shopId, String message);

        void cure(String key);
    }
}
