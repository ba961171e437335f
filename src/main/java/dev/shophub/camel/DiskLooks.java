package dev.shophub.camel;

import dev.shophub.alert.DiskWatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at the room on this machine; on a thread of its own, for a volume over the network may not answer. */
@Component
class DiskLooks {

    private static final Logger LOG = LoggerFactory.getLogger(DiskLooks.class);

    private final DiskWatch disk;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "disk");
        thread.setDaemon(true);
        return thread;
    });

    DiskLooks(DiskWatch disk) {
        this.disk = disk;
    }

    @EventListener
    void begin(HubStart.HubRuns runs) {
        looks.schedule(this::look, 1, TimeUnit.SECONDS);
    }

    @EventListener
    void end(ContextClosedEvent closed) {
        looks.shutdownNow();
    }

    /** Whatever fails, the next look comes. */
    private void look() {
        try {
            disk.look();
        } catch (RuntimeException bug) {
            LOG.error("Looking at the disk failed", bug);
        }
        if (!looks.isShutdown()) {
            looks.schedule(this::look, disk.everyMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
