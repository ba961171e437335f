package dev.shophub.report;

import dev.shophub.alert.Draft;
import dev.shophub.alert.MailComposer;
import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.DailyFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The daily mail. It comes when there is nothing to tell, too: its absence is the alarm. */
final class DailyComposer implements MailComposer {

    private final DailySections sections;
    private final DriftSections drift;
    private final CensusSections census;
    private final DailyFacts facts;
    private final Words words;
    private final Supplier<MailSettings> settings;
    private final Clock clock;

    DailyComposer(
            DailySections sections,
            DriftSections drift,
            CensusSections census,
            DailyFacts facts,
            Words words,
            Supplier<MailSettings> settings,
            Clock clock) {
        this.sections = sections;
        this.drift = drift;
        this.census = census;
        this.facts = facts;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(DailyMail.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var now = clock.instant();
        var day = LocalDate.ofInstant(message.createdAt(), settings.get().timeZone());
        var from = day.minusDays(1).atStartOfDay(settings.get().timeZone()).toInstant();
        var to = day.atStartOfDay(settings.get().timeZone()).toInstant();
        var open = sections.all(now, drift.all(), census.section());
        var count = open.stream().mapToLong(DailySections.Section::count).sum();
        var state = count == 0 ? "good" : "open";
        var model = new HashMap<String, Object>();
        model.put("tone", count == 0 ? "green" : "blue");
        model.put("badge", words.text("daily.badge", day.toString()));
        model.put("heading", words.text("daily.heading." + state, count));
        model.put("secondHeading", words.second("daily.heading." + state, count));
        model.put("lead", words.text("daily.lead." + state));
        model.put("sections", open);
        model.put("days", facts.days(from, to).stream().map(DailyComposer::day).toList());
        model.put("delivered", delivered(from, to));
        model.put("freshness", freshness(now));
        return new Draft.Mail(
                words.text("daily.subject." + state, day.toString(), count),
                "daily",
                model,
                Draft.Severity.INFO,
                Optional.empty(),
                List.of(new Draft.Told(message, "", "")));
    }

    private String delivered(Instant from, Instant to) {
        return words.text(
                "daily.delivered",
                facts.delivered("erp", from, to),
                facts.delivered("listing", from, to),
                facts.mails(from, to));
    }

    private static Day day(DailyFacts.Day day) {
        return new Day(Outside.line(day.shop().title()), day.orders(), day.refunds(), day.reviews(), day.bad());
    }

    private List<Fresh> freshness(Instant now) {
        var byShop = new LinkedHashMap<DailyFacts.Shop, List<DailyFacts.Freshness>>();
        facts.freshness().forEach(one -> byShop.computeIfAbsent(one.shop(), shop -> new ArrayList<>())
                .add(one));
        var result = new ArrayList<Fresh>();
        byShop.forEach((shop, streams) -> result.add(new Fresh(
                Outside.line(shop.title()),
                String.join(" · ", streams.stream().map(one -> stream(one, now)).toList()),
                streams.stream()
                        .filter(one -> !one.lastFailure().isEmpty())
                        .map(one -> words.textOr("daily.stream." + one.stream(), one.stream()) + ": "
                                + Outside.line(failure(one.lastFailure()), 300))
                        .toList())));
        return result;
    }

    private String failure(String kept) {
        var told = words.told(kept);
        return (told.ours() + " " + told.foreign()).strip();
    }

    private String stream(DailyFacts.Freshness one, Instant now) {
        return words.textOr("daily.stream." + one.stream(), one.stream()) + " "
                + one.lastGoodAt()
                        .map(good -> words.age(Duration.between(good, now)))
                        .orElseGet(() -> words.text("daily.never"));
    }

    /** A shop's day as the mail shows it. */
    public record Day(String shop, long orders, long refunds, long reviews, long bad) {}

    /** A shop's streams as the mail shows them. */
    public record Fresh(String shop, String streams, List<String> failures) {}
}
