package dev.shophub.bench;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The ERP: one product, whose stock is told when it changed within the span that is asked for. */
final class ErpDesk {

    private final Clock clock;
    private volatile Level level;

    private record Level(long available, Instant since) {}

    ErpDesk(Clock clock) {
        this.clock = clock;
        this.level = new Level(1_000_000, Instant.parse("2026-01-05T02:00:00Z"));
    }

    void available(long pieces) {
        level = new Level(pieces, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    PlatformDesk.Answer answer(String method, String path, Map<String, String> query) {
        if (path.endsWith("/stock")) {
            var now = level;
            return !within(now.since(), query)
                    ? items("", List.of())
                    : items(
                            "{\"sku\":\"%s\",\"onHand\":%d,\"reserved\":0,\"available\":%d,\"modifiedAt\":\"%s\"}"
                                    .formatted(PlatformDesk.ITEM_CODE, now.available(), now.available(), now.since()),
                            List.of("erp-stock/" + now.available()));
        }
        if (path.endsWith("/products")) {
            var since = Instant.parse("2026-01-05T02:00:00Z");
            return items(
                    within(since, query)
                            ? "{\"sku\":\"%s\",\"title\":\"马克杯\",\"currency\":\"CNY\",\"costPrice\":\"20.00\",\"modifiedAt\":\"%s\"}"
                                    .formatted(PlatformDesk.ITEM_CODE, since)
                            : "",
                    List.of());
        }
        if (path.endsWith("/shipments")) {
            return items("", List.of());
        }
        return json(
                method.equals("PUT")
                        ? "{\"id\":\"" + path.substring(path.lastIndexOf('/') + 1) + "\"}"
                        : "{\"found\":[]}",
                List.of());
    }

    private static boolean within(Instant time, Map<String, String> query) {
        return !time.isBefore(Instant.parse(query.get("since"))) && !time.isAfter(Instant.parse(query.get("until")));
    }

    private static PlatformDesk.Answer items(String item, List<String> happened) {
        return json("{\"items\":[" + item + "],\"next\":\"\"}", happened);
    }

    private static PlatformDesk.Answer json(String text, List<String> happened) {
        return new PlatformDesk.Answer(200, text.getBytes(StandardCharsets.UTF_8), happened);
    }
}
