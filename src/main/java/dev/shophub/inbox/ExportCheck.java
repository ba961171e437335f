package dev.shophub.inbox;

import dev.shophub.inbox.Layout.Grain;
import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.Value;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.InboxBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Whether what a file tells can be of this shop and these days; what is only unlikely may be confirmed by the file's name. */
final class ExportCheck {

    private static final BigDecimal KNOWN = new BigDecimal("0.9");
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal DOUBLE = new BigDecimal("2");
    private static final BigDecimal MOST_SPENT = new BigDecimal("3");
    /** Below this an order more or less doubles a day. */
    private static final BigDecimal ENOUGH = new BigDecimal("1000");

    private static final int FEW_ITEMS = 10;
    private static final int OLDEST_YEARS = 3;
    private static final List<String> CONFIRMED = List.of("确认", "confirmed");

    private final InboxBook book;
    private final FigureTables figures;
    private final Clock clock;

    ExportCheck(InboxBook book, FigureTables figures, Clock clock) {
        this.book = book;
        this.figures = figures;
        this.clock = clock;
    }

    /** @throws KeptOutException saying what does not agree */
    void check(ShopRow shop, String fileName, Export export) {
        days(shop, fileName, export);
        items(shop, export);
        if (CONFIRMED.stream().noneMatch(fileName.toLowerCase(Locale.ROOT)::contains)) {
            half(shop, export);
            ownBooks(shop, export);
        }
    }

    private void days(ShopRow shop, String fileName, Export export) {
        var today = LocalDate.ofInstant(clock.instant(), shop.zone());
        var first = export.days().first();
        var last = export.days().last();
        if (!last.isBefore(today)) {
            throw new KeptOutException("day-not-over", last);
        }
        if (first.isBefore(today.minusYears(OLDEST_YEARS))) {
            throw new KeptOutException("day-too-old", first);
        }
        var named = Cells.days(fileName);
        var agrees =
                switch (named.size()) {
                    case 0 -> true;
                    case 1 -> export.days().size() == 1
                            ? named.get(0).equals(first)
                            : !named.get(0).isBefore(last);
                    default -> !first.isBefore(named.get(0)) && !last.isAfter(named.get(named.size() - 1));
                };
        if (!agrees) {
            throw new KeptOutException("day-differs", named.get(0), first, last);
        }
    }

    private void items(ShopRow shop, Export export) {
        if (export.items().isEmpty()
                || shop.platform().equals(Layout.FILE)
                || export.layout().kind().equals("rivals")) {
            return;
        }
        var known = book.known(shop.id(), export.items());
        var needed = KNOWN.multiply(BigDecimal.valueOf(export.items().size())).setScale(0, RoundingMode.CEILING);
        if (needed.compareTo(BigDecimal.valueOf(known)) > 0) {
            throw new KeptOutException("items-unknown", known, export.items().size());
        }
    }

    private void half(ShopRow shop, Export export) {
        if (export.layout().grain() != Grain.ITEM) {
            return;
        }
        for (var day : export.days()) {
            var told = BigDecimal.valueOf(export.itemsOf(day));
            book.usualItems(shop.id(), export.layout().name(), day)
                    .filter(usual -> usual.intValue() >= FEW_ITEMS && told.compareTo(usual.multiply(HALF)) < 0)
                    .ifPresent(usual -> {
                        throw new KeptOutException("half", day, told, usual.setScale(0, RoundingMode.HALF_UP));
                    });
        }
    }

    /** What a console says was paid is near what we know was paid; a unit, a shop or a day that is not meant shows here. */
    private void ownBooks(ShopRow shop, Export export) {
        var first = export.days().first();
        var last = export.days().last();
        var read = figures.sourceDays(List.of(shop.id()), first, last).stream()
                .filter(day -> day.source().equals(FigureTables.BOOKS) && day.verdict() == Verdict.COMPLETE)
                .map(FigureTables.SourceDay::day)
                .toList();
        figures.values(List.of(shop.id()), Span.Kind.DAY, first, last).stream()
                .filter(value -> value.source().equals(FigureTables.BOOKS)
                        && value.figure().equals("paid-amount")
                        && value.currency().equals(export.layout().currency())
                        && value.value().compareTo(ENOUGH) > 0
                        && read.contains(value.day()))
                .forEach(ours -> compare(export, ours));
    }

    private static void compare(Export export, Value ours) {
        export.sum("console-paid-amount", ours.day())
                .filter(told -> told.compareTo(ours.value().multiply(HALF)) < 0
                        || told.compareTo(ours.value().multiply(DOUBLE)) > 0)
                .ifPresent(told -> refuse("off-books", ours, told));
        export.sum("ad-spend", ours.day())
                .filter(told -> told.compareTo(ours.value().multiply(MOST_SPENT)) > 0)
                .ifPresent(told -> refuse("spent-too-much", ours, told));
    }

    private static void refuse(String reason, Value ours, BigDecimal told) {
        throw new KeptOutException(
                reason,
                ours.day(),
                told.setScale(2, RoundingMode.HALF_UP),
                ours.value().round(new MathContext(12)).setScale(2, RoundingMode.HALF_UP));
    }
}
