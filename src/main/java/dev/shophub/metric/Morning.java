package dev.shophub.metric;

import dev.shophub.metric.Briefing.Change;
import dev.shophub.metric.Briefing.Line;
import dev.shophub.store.FigureTables;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.ReportBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what is to be said about a span: figures, comparisons, plan, split, items, what to do, what is missing. */
public final class Morning {

    private static final int TREND_DAYS = 28;
    private static final int MOST = 5;
    private static final Duration REVIEWS = Duration.ofDays(45);

    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final FigureTables tables;
    private final Figures figures;
    private final Plans plans;
    private final ItemMoves items;
    private final Todos todos;
    private final MorningFacts facts;
    private final Rivals rivals;
    private final Explanation explanation;
    private final Completeness completeness;
    private final Consoles consoles;
    private final Corrections corrections;
    private final Shops shops;
    private final Clock clock;

    Morning(
            Catalogue catalogue,
            Campaigns campaigns,
            FigureTables tables,
            Figures figures,
            Plans plans,
            MorningFacts facts,
            ReportBook reports,
            Shops shops,
            Clock clock) {
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.tables = tables;
        this.figures = figures;
        this.plans = plans;
        this.items = new ItemMoves(tables, facts);
        this.todos = new Todos(catalogue, new ItemAlarms(tables, facts), facts);
        this.facts = facts;
        this.rivals = new Rivals(facts);
        this.explanation = new Explanation(catalogue, tables, facts);
        this.completeness = new Completeness(catalogue);
        this.consoles = new Consoles(catalogue);
        this.corrections = new Corrections(catalogue, reports);
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

    /** Whether our own books are read to the end of a span, of every shop of the scope that has any and where the span is over. */
    public boolean booksComplete(Scope scope, Span span) {
        var over = over(scope, span, clock.instant());
        return booksComplete(
                over, span, new Book(catalogue, tables, figures, over.shops()).load(span.first(), span.last()));
    }

    /** Whether refunds or reviews that lay before first contact are still being read, of shops where the span is over. */
    public boolean readsPast(Scope scope, Span span) {
        return figures.readPast(over(scope, span, clock.instant()).shops());
    }

    private static boolean booksComplete(Scope scope, Span span, Book book) {
        return scope.shops().stream().allMatch(shop -> Consoles.standFor(shop) || book.booksComplete(shop, span));
    }

    /** The shops in whose zone the span is over; all of them while it is over in none. */
    private static Scope over(Scope scope, Span span, Instant now) {
        var over = scope.shops().stream()
                .filter(shop -> !span.to(shop.zone()).isAfter(now))
                .toList();
        return over.isEmpty() ? scope : new Scope(over, scope.overall());
    }

    /** All that is to be said about a span, from what is stored now. */
    public Briefing brief(Scope all, Span span) {
        var now = clock.instant();
        var scope = over(all, span, now);
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
        var low = facts.low(scope.ids(), MOST);
        var open = openReviews(scope, now);
        var states = completeness.sources(scope, span, current, book);
        return new Briefing(
                all,
                span,
                now,
                running,
                book.currency(),
                aligned,
                lines(catalogue.lines(), current, bases, span, scope, now),
                lines(catalogue.profit(), current, bases, span, scope, now),
                plans.of(scope, span, book),
                explanation.why(current, bases.usual()),
                explanation.shifts(scope, book, current, bases.usual(), MOST),
                moves.top(),
                moves.falling(),
                moves.movers(),
                todos.of(scope, span, usual, book, current, low, open, now, MOST),
                low.stream()
                        .map(one -> new Briefing.AtRisk(
                                scope.get(one.shopId()).title(), one.code(), one.title(), one.sellable(), one.days()))
                        .toList(),
                open,
                rivals.of(scope, span, MOST),
                states,
                completeness.missing(all, scope, current, states),
                completeness.apart(scope, span, book),
                consoles.sides(scope, current, booksComplete(scope, span, book)),
                corrections.of(scope, span, book),
                trend(span, lastYear, book),
                book.channels(Span.day(span.last()), "visitors"));
    }

    private List<Briefing.OpenReviews> openReviews(Scope scope, Instant now) {
        return facts.openReviews(scope.ids(), now.minus(REVIEWS)).stream()
                .map(open -> new Briefing.OpenReviews(
                        scope.get(open.shopId()).title(),
                        open.count(),
                        Duration.between(open.oldest(), now).toDays(),
                        Todos.place(
                                scope.get(open.shopId()),
                                Place.Name.REVIEWS,
                                Map.of("review", open.review(), "item", open.item(), "order", open.order()))))
                .toList();
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
        return book.aged(before, shop -> Duration.between(span.to(shop.zone()), now));
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
        if (age < figure.ripens() && catalogue.isExported(figure)) {
            return Optional.empty();
        }
        Set<Long> common = new LinkedHashSet<>(current.shops(figure));
        common.retainAll(before.shops(figure));
        return current.value(figure, common)
                .flatMap(value -> before.value(figure, common).map(base -> new Change(value, base)));
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
        corrections.remember(briefing);
    }
}
