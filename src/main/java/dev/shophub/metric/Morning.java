package dev.shophub.metric;

import dev.shophub.metric.Briefing.Change;
import dev.shophub.metric.Briefing.Line;
import dev.shophub.store.FigureTables;
import dev.shophub.store.ReportBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what is to be said about a span: figures, comparisons, plan, split, items, what to do, what is missing. */
public final class Morning {

    private static final int TREND_DAYS = 28;
    private static final int MOST = 5;
    private static final int CORRECTED_DAYS = 35;
    private static final BigDecimal NOTICEABLE = new BigDecimal("0.02");
    /** The same figure as we and a console count it. */
    private static final Map<String, String> CONSOLE = Map.of(
            "paid-amount", "console-paid-amount",
            "paid-buyers", "console-paid-buyers",
            "paid-orders", "console-paid-orders",
            "paid-pieces", "console-paid-pieces",
            "refunds-by-refund-day", "console-refunds");

    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final FigureTables tables;
    private final Figures figures;
    private final Plans plans;
    private final ItemMoves items;
    private final Todos todos;
    private final ReportBook reports;
    private final Shops shops;
    private final Clock clock;

    Morning(
            Catalogue catalogue,
            Campaigns campaigns,
            FigureTables tables,
            Figures figures,
            Plans plans,
            ItemMoves items,
            Todos todos,
            ReportBook reports,
            Shops shops,
            Clock clock) {
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.tables = tables;
        this.figures = figures;
        this.plans = plans;
        this.items = items;
        this.todos = todos;
        this.reports = reports;
        this.shops = shops;
        this.clock = clock;
    }

    /** Every scope that is reported: each shop, and all together where there are several; empty while there is no shop. */
    public List<Scope> scopes() {
        var rows = shops.all().stream()
                .filter(shop -> shop.state() != ShopRow.State.OUT)
                .toList();
        var scopes = new ArrayList<Scope>();
        if (rows.size() > 1) {
            scopes.add(new Scope(rows, true));
        }
        rows.forEach(shop -> scopes.add(Scope.of(shop)));
        return scopes;
    }

    /** Whether our own books are read to the end of a span, of every shop of the scope. */
    public boolean booksComplete(Scope scope, Span span) {
        var book = new Book(catalogue, tables, figures, scope.shops()).load(span.first(), span.last());
        return scope.shops().stream().allMatch(shop -> book.booksComplete(shop, span));
    }

    /** All that is to be said about a span, from what is stored now. */
    public Briefing brief(Scope scope, Span span) {
        var now = clock.instant();
        var aligned = campaigns.lastYear(span.first());
        var lastYear = sameLength(span, aligned.day());
        var book = new Book(catalogue, tables, figures, scope.shops())
                .load(span.first().minusDays(62), span.last())
                .load(lastYear.first().minusDays(TREND_DAYS + 7), lastYear.last());
        var running =
                scope.shops().stream().anyMatch(shop -> span.to(shop.zone()).isAfter(now));
        var current = book.stored(span);
        var usual = span.kind() == Span.Kind.DAY ? Span.day(span.first().minusWeeks(1)) : span.before();
        var bases = new Bases(
                base(book, span, span.before(), running, now),
                base(book, span, usual, running, now),
                base(book, span, lastYear, running, now));
        var comparable = !bases.usual().shops(catalogue.figure("line-paid")).isEmpty() && !running;
        var moves = items.of(scope, book.currency(), span, usual, comparable, MOST);
        var lines = lines(catalogue.lines(), current, bases, span, scope, now);
        var profit = lines(catalogue.profit(), current, bases, span, scope, now);
        var missing = missing(scope, span, current, book);
        return new Briefing(
                scope,
                span,
                now,
                running,
                book.currency(),
                aligned,
                lines,
                profit,
                plans.of(scope, span, book),
                why(current, bases.usual()),
                moves.top(),
                moves.falling(),
                moves.movers(),
                todos.of(scope, span, current, now, MOST),
                missing,
                sides(current),
                corrections(scope, span, book),
                trend(span, lastYear, book),
                book.channels(Span.day(span.last()), "visitors"));
    }

    /** What a report is compared with: the span before, the usual one, and last year's. */
    private record Bases(SpanFigures previous, SpanFigures usual, SpanFigures lastYear) {}

    private static Span sameLength(Span span, LocalDate first) {
        return switch (span.kind()) {
            case DAY -> Span.day(first);
            case WEEK -> Span.of(Span.Kind.WEEK, first);
            case MONTH -> Span.of(Span.Kind.MONTH, span.first().minusYears(1));
        };
    }

    /** What lies before, as far elapsed as a running span, and as old as an over one is. */
    private SpanFigures base(Book book, Span span, Span before, boolean running, Instant now) {
        if (running) {
            return book.begun(before, shop -> {
                var elapsed = Duration.between(span.from(shop.zone()), now);
                var until = before.from(shop.zone()).plus(elapsed.isNegative() ? Duration.ZERO : elapsed);
                return until.isAfter(before.to(shop.zone())) ? before.to(shop.zone()) : until;
            });
        }
        var zone = book.zone();
        return book.aged(before, Duration.between(span.to(zone), now));
    }

    private List<Line> lines(
            List<Figure> wanted, SpanFigures current, Bases bases, Span span, Scope scope, Instant now) {
        var age = ChronoUnit.DAYS.between(
                span.end(), LocalDate.ofInstant(now, scope.shops().get(0).zone()));
        return wanted.stream()
                .map(figure -> new Line(
                        figure,
                        current.value(figure),
                        current.shops(figure).size(),
                        age >= figure.ripens(),
                        change(figure, current, bases.previous(), age),
                        change(figure, current, bases.usual(), age),
                        change(figure, current, bases.lastYear(), age)))
                .toList();
    }

    /** Only shops of which both are known; an export's figure that still ripens is not compared with a ripe one. */
    private Optional<Change> change(Figure figure, SpanFigures current, SpanFigures before, long age) {
        if (age < figure.ripens() && exported(figure)) {
            return Optional.empty();
        }
        Set<Long> common = new LinkedHashSet<>(current.shops(figure));
        common.retainAll(before.shops(figure));
        return current.value(figure, common)
                .flatMap(value -> before.value(figure, common).map(base -> new Change(value, base)));
    }

    private boolean exported(Figure figure) {
        return figure.origin() instanceof Figure.Exported
                || figure.formula().stream()
                        .flatMap(formula -> formula.figures().stream())
                        .anyMatch(part -> catalogue.figure(part).origin() instanceof Figure.Exported);
    }

    /** With a console's visitors in three factors, else our buyers and their order value in two. */
    private Optional<Briefing.Why> why(SpanFigures now, SpanFigures before) {
        return why(now, before, true, List.of("visitors", "conversion", "console-aov"), "console-paid-amount")
                .or(() -> why(now, before, false, List.of("paid-buyers", "aov"), "paid-amount"));
    }

    private Optional<Briefing.Why> why(
            SpanFigures now, SpanFigures before, boolean console, List<String> names, String money) {
        Set<Long> common = new LinkedHashSet<>(now.shops(catalogue.figure(money)));
        names.forEach(name -> {
            common.retainAll(now.shops(catalogue.figure(name)));
            common.retainAll(before.shops(catalogue.figure(name)));
        });
        var factors = new ArrayList<Split.Factor>();
        for (var name : names) {
            var figure = catalogue.figure(name);
            var was = before.value(figure, common);
            var is = now.value(figure, common);
            if (was.isEmpty() || is.isEmpty()) {
                return Optional.empty();
            }
            factors.add(new Split.Factor(name, was.get(), is.get()));
        }
        var was = before.value(catalogue.figure(money), common).orElseThrow();
        var is = now.value(catalogue.figure(money), common).orElseThrow();
        return Optional.of(new Briefing.Why(console, was, is, Split.of(was, is, factors, 2)));
    }

    private List<Briefing.Missing> missing(Scope scope, Span span, SpanFigures current, Book book) {
        var missing = new ArrayList<Briefing.Missing>();
        var told = current.shops(catalogue.figure("visitors"));
        for (var shop : scope.shops()) {
            var paid = current.shops(catalogue.figure("paid-amount")).contains(shop.id());
            if (!paid || !book.booksComplete(shop, span)) {
                missing.add(new Briefing.Missing(
                        FigureTables.BOOKS, shop.title(), shop.key().value(), paid));
            }
            if (!told.contains(shop.id())) {
                missing.add(
                        new Briefing.Missing("traffic", shop.title(), shop.key().value(), false));
            }
        }
        return missing;
    }

    private List<Briefing.TwoSides> sides(SpanFigures current) {
        var sides = new ArrayList<Briefing.TwoSides>();
        CONSOLE.forEach((ours, console) -> {
            var figure = catalogue.figure(ours);
            var other = catalogue.figure(console);
            Set<Long> common = new LinkedHashSet<>(current.shops(figure));
            common.retainAll(current.shops(other));
            current.value(figure, common)
                    .ifPresent(value -> sides.add(new Briefing.TwoSides(
                            figure, value, current.value(other, common).orElseThrow())));
        });
        sides.sort(java.util.Comparator.comparing(side -> side.figure().key()));
        return sides;
    }

    /** What was mailed of earlier days and has moved since; figures that ripen count once they are ripe. */
    private List<Briefing.Correction> corrections(Scope scope, Span span, Book book) {
        var corrections = new ArrayList<Briefing.Correction>();
        if (span.kind() != Span.Kind.DAY) {
            return corrections;
        }
        var earlier = reports.mailed(
                scope.id(),
                span.kind(),
                span.first().minusDays(CORRECTED_DAYS),
                span.first().minusDays(1));
        for (var mailed : earlier) {
            var figure = catalogue.find(mailed.figure());
            if (figure.isEmpty()
                    || figure.get().basis() == Figure.Basis.SNAPSHOT
                    || ChronoUnit.DAYS.between(mailed.day(), span.first())
                            < figure.get().ripens()) {
                continue;
            }
            book.stored(Span.day(mailed.day()))
                    .value(figure.get())
                    .filter(value -> moved(mailed.mailed(), value))
                    .ifPresent(value -> corrections.add(
                            new Briefing.Correction(figure.get(), mailed.day(), mailed.mailed(), value)));
        }
        return corrections;
    }

    private static boolean moved(BigDecimal mailed, BigDecimal now) {
        var difference = now.subtract(mailed).abs();
        return mailed.signum() == 0
                ? difference.signum() != 0
                : difference.divide(mailed.abs(), MathContext.DECIMAL64).compareTo(NOTICEABLE) > 0;
    }

    private List<Briefing.TrendDay> trend(Span span, Span lastYear, Book book) {
        var days =
                span.kind() == Span.Kind.MONTH ? (int) ChronoUnit.DAYS.between(span.first(), span.end()) : TREND_DAYS;
        var trend = new ArrayList<Briefing.TrendDay>();
        for (int back = days - 1; back >= 0; back--) {
            var day = span.last().minusDays(back);
            trend.add(new Briefing.TrendDay(
                    day,
                    book.stored(Span.day(day)).value("paid-amount"),
                    book.stored(Span.day(lastYear.last().minusDays(back))).value("paid-amount")));
        }
        return trend;
    }

    /** What a briefing says, to be remembered when it is mailed. */
    public void remember(Briefing briefing) {
        var said = new LinkedHashMap<String, BigDecimal>();
        briefing.lines().forEach(line -> line.value()
                .ifPresent(value -> said.put(line.figure().key(), value)));
        reports.say(briefing.scope().id(), briefing.span(), said);
        briefing.corrections()
                .forEach(correction -> reports.say(
                        briefing.scope().id(),
                        Span.day(correction.day()),
                        Map.of(correction.figure().key(), correction.now())));
    }
}
