package dev.shophub.metric;

import dev.shophub.store.Checkpoint;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.SourceDay;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** How complete the days of our own books are, as far as a shop's orders are read. */
final class ReadDays {

    private static final int JUDGED_DAYS = 400;
    private static final List<String> PASTS = List.of("orders-history", "refunds-history", "reviews-history");

    private final FigureTables tables;
    private final Checkpoints checkpoints;

    ReadDays(FigureTables tables, Checkpoints checkpoints) {
        this.tables = tables;
        this.checkpoints = checkpoints;
    }

    /** Whether what the shop held before first contact is still being read, as far as figures are made of it. */
    boolean pastIsBeingRead(ShopRow shop) {
        return shop.state() != ShopRow.State.OUT
                && PASTS.stream()
                        .flatMap(past -> checkpoints.find(shop.id(), past).stream())
                        .anyMatch(past -> !past.complete());
    }

    /** Writes down of the last 400 days what is not known yet. */
    void judge(ShopRow shop, Instant now) {
        var today = LocalDate.ofInstant(now, shop.zone());
        var live = checkpoints.find(shop.id(), "orders");
        var past = checkpoints.find(shop.id(), "orders-history");
        if (live.isEmpty() || shop.state() == ShopRow.State.OUT) {
            return;
        }
        var read = live.get().watermark();
        var gapFrom = past.filter(history -> !history.complete()).map(Checkpoint::watermark);
        var gapTo = past.flatMap(Checkpoint::target);
        var first = past.flatMap(Checkpoint::startedFrom).orElse(read);
        var known = new HashSet<>(tables.sourceDays(List.of(shop.id()), today.minusDays(JUDGED_DAYS), today).stream()
                .map(day -> day.day() + " " + day.source() + " " + day.verdict() + " " + day.detail())
                .toList());
        var news = today.minusDays(JUDGED_DAYS)
                .datesUntil(today.plusDays(1))
                .map(day -> judged(shop, day, first, read, gapFrom, gapTo, now))
                .filter(day ->
                        !known.contains(day.day() + " " + day.source() + " " + day.verdict() + " " + day.detail()))
                .toList();
        if (!news.isEmpty()) {
            tables.judge(news);
        }
    }

    private static SourceDay judged(
            ShopRow shop,
            LocalDate day,
            Instant first,
            Instant read,
            Optional<Instant> gapFrom,
            Optional<Instant> gapTo,
            Instant now) {
        var span = Span.day(day);
        var from = span.from(shop.zone());
        var to = span.to(shop.zone());
        var inGap = gapFrom.isPresent()
                && to.isAfter(gapFrom.get())
                && gapTo.map(end -> from.isBefore(end)).orElse(true);
        if (!to.isAfter(first)) {
            return SourceDay.ofBooks(shop.id(), day, Verdict.MISSING, "before " + first, now);
        }
        if (inGap || from.isBefore(first) || to.isAfter(read)) {
            var until = inGap ? gapFrom.get() : read;
            return SourceDay.ofBooks(
                    shop.id(), day, Verdict.PARTIAL, "read until " + until.truncatedTo(ChronoUnit.HOURS), now);
        }
        return SourceDay.ofBooks(shop.id(), day, Verdict.COMPLETE, "", now);
    }
}
