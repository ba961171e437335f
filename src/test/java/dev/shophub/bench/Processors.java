package dev.shophub.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of the processes that take part, since the last look: what an order costs, however busy the machine is. */
final class Processors {

    private final Map<String, Long> pids;
    private final Map<String, Double> before = new LinkedHashMap<>();

    /** @param pids processes by what they are called */
    Processors(Map<String, Long> pids) {
        this.pids = pids;
        look();
    }

    /** Seconds by process. */
    Map<String, Double> look() {
        var used = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) -> {
            double now = ProcessHandle.of(pid)
                            .flatMap(process -> process.info().totalCpuDuration())
                            .orElse(Duration.ZERO)
                            .toNanos()
                    / 1e9;
            used.put(name, now - before.getOrDefault(name, 0.0));
            before.put(name, now);
        });
        return used;
    }
}
