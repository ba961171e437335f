package dev.shophub.report;

import dev.shophub.metric.Briefing;
import dev.shophub.metric.Figures;
import dev.shophub.metric.Morning;
import dev.shophub.metric.Scope;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks for the morning reports: the bean {@code morning-report} of the report routes. A first edition goes at its hour with
 * what is there; one second edition follows when an export has been read since, and no third.
 */
public final class MorningReport {

    /** The kind of the morning's mails. */
    static final String KIND = "report";

    /** Our own books wait for no file, but a hub that was down reads them first. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(30);

    private static final Duration FIRST_READING = Duration.ofHours(2);

    private final Supplier<ReportSettings.Morning> settings;
    private final Supplier<ZoneId> zone;
    private final Supplier<Collection<String>> admins;
    private final Morning morning;
    private final Figures figures;
    private final ReportBook book;
    private final Outbox outbox;
    private final Runnable bell;
    private final Clock clock;
    private final Instant started;

    /**
     * @param zone whose mornings count
     * @param admins read figures where nobody is named
     * @param bell wakes the deliveries
     */
    MorningReport(
            Supplier<ReportSettings.Morning> settings,
            Supplier<ZoneId> zone,
            Supplier<Collection<String>> admins,
            Morning morning,
            Figures figures,
            ReportBook book,
            Outbox outbox,
            Runnable bell,
            Clock clock) {
        this.settings = settings;
        this.zone = zone;
        this.admins = admins;
        this.morning = morning;
        this.figures = figures;
        this.book = book;
        this.outbox = outbox;
        this.bell = bell;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** How often {@link #look} is called, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /**
     * Asks for what is due now: yesterday's reports, on Mondays last week's, on the first last month's. Yesterday is over in the
     * shop's own zone; of all shops together it is over in one at least.
     */
    public void look() {
        var now = clock.instant();
        var here = LocalDate.ofInstant(now, zone.get());
        if (now.isBefore(
                here.atTime(settings.get().firstAt()).atZone(zone.get()).toInstant())) {
            return;
        }
        var fresh = new HashSet<Long>();
        for (var scope : morning.scopes()) {
            for (var span : spans(today(scope, here, now))) {
                var last = book.lastEdition(scope.id(), span);
                if (last.isEmpty() && mayFirst(scope, span, now)) {
                    refresh(scope, fresh);
                    send(scope, span, 1, Set.of());
                } else if (last.isPresent() && maySecond(scope, span, last.get(), now)) {
                    refresh(scope, fresh);
                    second(scope, span, last.get(), now);
                }
            }
        }
    }

    /** @param fresh shops that were computed in this look */
    private void refresh(Scope scope, Set<Long> fresh) {
        figures.computeNow(
                scope.shops().stream().filter(shop -> fresh.add(shop.id())).toList());
    }

    private static LocalDate today(Scope scope, LocalDate here, Instant now) {
        var there = scope.shops().stream()
                .map(shop -> LocalDate.ofInstant(now, shop.zone()))
                .max(LocalDate::compareTo)
                .orElse(here);
        return there.isBefore(here) ? there : here;
    }

    private static List<Span> spans(LocalDate today) {
        var spans = new ArrayList<Span>();
        for (var kind : Span.Kind.values()) {
            var span = Span.of(kind, today).before();
            if (span.end().equals(today)) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** Only what is said of our books is asked first: to compute figures of days that are still being read would be for nothing. */
    private boolean mayFirst(Scope scope, Span span, Instant now) {
        figures.judge(scope.shops());
        var reading = started.plus(FIRST_READING);
        if (morning.booksComplete(scope, span)) {
            return now.isAfter(reading) || !morning.readsPast(scope, span);
        }
        var patience = dueAt(scope, span, now).plus(CATCHING_UP);
        return now.isAfter(patience) && now.isAfter(reading) && span.kind() == Span.Kind.DAY;
    }

    /** Its hour, or the end of the span where that is later because the shop's days end later. */
    private Instant dueAt(Scope scope, Span span, Instant now) {
        var hour = LocalDate.ofInstant(now, zone.get())
                .atTime(settings.get().firstAt())
                .atZone(zone.get())
                .toInstant();
        return scope.shops().stream()
                .map(shop -> span.to(shop.zone()))
                .min(Instant::compareTo)
                .filter(end -> end.isAfter(hour))
                .orElse(hour);
    }

    private boolean maySecond(Scope scope, Span span, ReportBook.Edition last, Instant now) {
        return last.number() == 1
                && !last.complete()
                && span.kind() == Span.Kind.DAY
                && now.isBefore(until(last).plus(CATCHING_UP))
                && book.lastExport(scope.id(), span.first())
                        .filter(read -> read.isAfter(last.at())
                                && !now.isBefore(read.plus(settings.get().together())))
                        .isPresent();
    }

    private void second(Scope scope, Span span, ReportBook.Edition last, Instant now) {
        var briefing = morning.brief(scope, span);
        var heard = book.lastExport(scope.id(), span.first()).orElse(now);
        var usual = briefing.usualIsThere()
                && !now.isBefore(heard.plus(settings.get().unheard()));
        if (briefing.complete() || usual || !now.isBefore(until(last))) {
            send(scope, span, 2, changed(briefing));
        }
    }

    /** Until when a second edition waits for files; as long after a first one that went later, because the shop's day ended later. */
    private Instant until(ReportBook.Edition last) {
        var until = LocalDate.ofInstant(last.at(), zone.get())
                .atTime(settings.get().secondUntil())
                .atZone(zone.get())
                .toInstant();
        var waits = Duration.between(settings.get().firstAt(), settings.get().secondUntil());
        return last.at().isAfter(until) ? last.at().plus(waits) : until;
    }

    /** Figures that the first edition did not have, or had otherwise. */
    private Set<String> changed(Briefing briefing) {
        var said = book
                .mailed(
                        briefing.scope().id(),
                        briefing.span().kind(),
                        briefing.span().first(),
                        briefing.span().first())
                .stream()
                .collect(Collectors.toMap(ReportBook.Mailed::figure, ReportBook.Mailed::mailed));
        return briefing.lines().stream()
                .filter(line -> line.value()
                        .filter(value -> differs(said.get(line.figure().key()), value))
                        .isPresent())
                .map(line -> line.figure().key())
                .collect(Collectors.toSet());
    }

    /** Stored with six decimals. */
    private static boolean differs(BigDecimal before, BigDecimal now) {
        return before == null || before.subtract(now).abs().compareTo(new BigDecimal("0.000001")) > 0;
    }

    private void send(Scope scope, Span span, int edition, Set<String> changed) {
        var briefing = morning.brief(scope, span);
        if (!book.begin(scope.id(), span, edition, briefing.complete())) {
            return;
        }
        var subject = ReportSubject.of(scope, span);
        var profit = settings.get().profit().values();
        outbox.write(readers().stream()
                .map(reader -> NewMessage.mail(
                        KIND,
                        0,
                        KIND + "/" + subject,
                        subject.toString(),
                        reader,
                        Map.of(
                                "edition", Integer.toString(edition),
                                "profit", Boolean.toString(profit.contains(reader)),
                                "changed", String.join(",", changed),
                                "corrections", ReportSubject.write(briefing.corrections())),
                        clock.instant()))
                .toList());
        morning.remember(briefing);
        bell.run();
    }

    private Collection<String> readers() {
        var readers = new LinkedHashSet<>(settings.get().figures().values());
        readers.addAll(settings.get().profit().values());
        readers.removeIf(String::isBlank);
        return readers.isEmpty() ? admins.get() : readers;
    }
}
