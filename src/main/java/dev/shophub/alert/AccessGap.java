package dev.shophub.alert;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.StreamSource.Reach;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.ShopRow;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.StatusFacts.StreamFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What it means that a shop refuses access: since when, what waits, what shoppers see, and until when nothing is lost. */
final class AccessGap {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Set<String> ON_THEIR_WAY = Set.of("waiting", "sending");

    private final StatusFacts facts;
    private final OutboxFacts outbox;
    private final Connectors connectors;
    private final Words words;
    private final Supplier<MailSettings> settings;
    private final Clock clock;

    AccessGap(
            StatusFacts facts,
            OutboxFacts outbox,
            Connectors connectors,
            Words words,
            Supplier<MailSettings> settings,
            Clock clock) {
        this.facts = facts;
        this.outbox = outbox;
        this.connectors = connectors;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    List<String> lines(ShopRow shop) {
        var streams = facts.streams().stream()
                .filter(stream -> stream.shopId() == shop.id() && !stream.history())
                .toList();
        var lines = new ArrayList<String>();
        streams.stream()
                .map(StreamFact::lastGoodAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .ifPresentOrElse(
                        since -> lines.add(words.text(
                                "trouble.auth.unread",
                                time(since),
                                words.age(Duration.between(since, clock.instant())))),
                        () -> lines.add(words.text("trouble.auth.never-read")));
        var waiting = outbox.undelivered().stream()
                .filter(count -> count.shopId() == shop.id() && ON_THEIR_WAY.contains(count.state()))
                .mapToLong(OutboxFacts.Count::messages)
                .sum();
        lines.add(words.text("trouble.auth.waiting", Long.toString(waiting)));
        lines.add(words.text("trouble.auth.shown"));
        safeUntil(shop, streams).ifPresent(end -> lines.add(words.text("trouble.auth.safe-until", time(end))));
        lines.add(words.text("trouble.auth.frozen"));
        return lines;
    }

    /** The first moment at which the platform no longer shows the beginning of what was not read; empty: none is known. */
    private Optional<Instant> safeUntil(ShopRow shop, List<StreamFact> streams) {
        var now = clock.instant();
        var reaches = connectors.of(shop.key()).map(one -> reaches(one, now)).orElse(Map.of());
        return streams.stream()
                .filter(stream -> reaches.containsKey(stream.stream()))
                .filter(stream -> reaches.get(stream.stream()).reachesBackTo().isAfter(Instant.EPOCH))
                .map(stream -> stream.watermark()
                        .plus(Duration.between(reaches.get(stream.stream()).reachesBackTo(), now)))
                .min(Instant::compareTo);
    }

    private static Map<String, Reach> reaches(Connector connector, Instant now) {
        var reaches = new LinkedHashMap<String, Reach>();
        if (connector instanceof OrderSource orders) {
            reaches.put("orders", orders.ordersReach(now));
        }
        if (connector instanceof RefundSource refunds) {
            reaches.put("refunds", refunds.refundsReach(now));
        }
        if (connector instanceof ReviewSource reviews) {
            reaches.put("reviews", reviews.reviewsReach(now));
        }
        return reaches;
    }

    private String time(Instant at) {
        return MINUTE.format(at.atZone(settings.get().timeZone()));
    }
}
