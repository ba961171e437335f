package dev.shophub.simulator.stage;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How many calls an application may make within one second of the platform's clock. */
public final class CallQuota {

    private final int callsPerSecond;
    private final Clock clock;
    private final Map<String, Integer> calls = new HashMap<>();
    private long second;

    public CallQuota(int callsPerSecond, Clock clock) {
        this.callsPerSecond = callsPerSecond;
        this.clock = clock;
    }

    /** Counts a call; the seconds to wait when it is one too many. */
    public synchronized OptionalLong take(String appKey) {
        if (callsPerSecond == 0) {
            return OptionalLong.empty();
        }
        var now = clock.instant().getEpochSecond();
        if (now != second) {
            calls.clear();
            second = now;
        }
        return calls.merge(appKey, 1, Integer::sum) > callsPerSecond ? OptionalLong.of(1) : OptionalLong.empty();
    }
}
