package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.UnavailableException;
import dev.shophub.settings.HeartbeatSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final String ADDRESS = "https://hc.example.com/ping/abc";

    private final List<HttpCalls.Request> calls = new ArrayList<>();
    private boolean fresh = true;

    @Test
    void itBeatsWhileAllIsFreshAndIsSilentElse() {
        var heartbeat = heartbeat(ADDRESS);
        heartbeat.beat();
        fresh = false;
        heartbeat.beat();
        fresh = true;
        heartbeat.beat();
        assertThat(calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.uri()).hasToString(ADDRESS);
        });
        assertThat(heartbeat.everyMillis()).isEqualTo(300_000);
    }

    @Test
    void withoutAnAddressNobodyIsCalled() {
        heartbeat("").beat();
        assertThat(calls).isEmpty();
    }

    @Test
    void whoeverDoesNotListenStopsNothing() {
        new Heartbeat(() -> new HeartbeatSettings(ADDRESS, Duration.ofMinutes(5)), () -> true, request -> {
                    calls.add(request);
                    throw new UnavailableException("No answer");
                })
                .beat();
        assertThat(calls).hasSize(1);
    }

    private Heartbeat heartbeat(String url) {
        return new Heartbeat(() -> new HeartbeatSettings(url, Duration.ofMinutes(5)), () -> fresh, request -> {
            calls.add(request);
            return new HttpCalls.Response(200, Map.of(), new byte[0]);
        });
    }
}
