package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.SourceDay;
import dev.shophub.store.FigureTables.Value;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stored figures of some shops, as they are read for one report: of our own books absent means 0 on a day that was read, of
 * exports it means unknown.
 */
final class Book {

    private record Key(long shop, Span.Kind kind, LocalDate day) {}

    private final Catalogue catalogue;
    private final FigureTables tables;
    private final Figures figures;
    private final List<ShopRow> shops;
    private final Exports exports = new Exports();
    private final Map<Key, Set<Value>> values = new HashMap<>();
    private final Map<Key, Map<String, SourceDay>> verdicts = new HashMap<>();
    private final Map<Long, String> currencies = new HashMap<>();
    private String currency = "";

    Book(Catalogue catalogue, FigureTables tables, Figures figures, List<ShopRow> shops) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.figures = figures;
        this.shops = shops;
    }

    /** Reads a stretch of days, both ends included. */
    Book load(LocalDate first, LocalDate last) {
        var ids = shops.stream().map(ShopRow::id).toList();
        for (var kind : Span.Kind.values()) {
            tables.values(ids, kind, Span.of(kind, first).first(), last).forEach(value -> values.computeIfAbsent(
                            new Key(value.shopId(), kind, value.day()), one -> new LinkedHashSet<>())
                    .add(value));
        }
        tables.sourceDays(ids, first, last).forEach(day -> verdicts.computeIfAbsent(
                        new Key(day.shopId(), Span.Kind.DAY, day.day()), one -> new HashMap<>())
                .put(day.source(), day));
        currencies.clear();
        currencies.putAll(Currencies.ofShops(values.values()));
        currency = Currencies.mostUsed(currencies.values());
        return this;
    }

    /** The currency of most shops. Amounts of shops of another one are unknown here: different currencies are never added. */
    String currency() {
        return currency;
    }

    /** A shop's own currency. */
    String currency(ShopRow shop) {
        return currencies.getOrDefault(shop.id(), currency);
    }

    /** A figure of the catalogue. */
    Figure figure(String key) {
        return catalogue.figure(key);
    }

    /** The figures of a span as they are stored. */
    SpanFigures stored(Span span) {
        var known = new LinkedHashMap<Long, Map<String, BigDecimal>>();
        for (var shop : shops) {
            known.put(shop.id(), known(shop, span));
        }
        return new SpanFigures(catalogue, span, known, people(span));
    }

    /** What each shop's export counts as a visitor, as of the last day of which one tells. */
    private Map<Long, String> people(Span span) {
        var people = new HashMap<Long, String>();
        for (var shop : shops) {
            for (var day = span.first(); day.isBefore(span.end()); day = day.plusDays(1)) {
                var at = day;
                exports.leading(of(shop, Span.day(day)))
                        .flatMap(source -> verdict(shop, at, source))
                        .ifPresent(told -> people.put(shop.id(), told.people()));
            }
        }
        return people;
    }

    private Set<Value> of(ShopRow shop, Span span) {
        return values.getOrDefault(new Key(shop.id(), span.kind(), span.first()), Set.of());
    }

    private Map<String, BigDecimal> known(ShopRow shop, Span span) {
        var known = new LinkedHashMap<String, BigDecimal>();
        for (var figure : catalogue.figures()) {
            if (figure.formula().isEmpty()) {
                value(shop, span, figure).ifPresent(value -> known.put(figure.key(), value));
            }
        }
        return known;
    }

    private Optional<BigDecimal> value(ShopRow shop, Span span, Figure figure) {
        return figure.unit() == Unit.MONEY && !currency(shop).equals(currency)
                ? Optional.empty()
                : own(shop, span, figure);
    }

    /** A figure that is computed or read, in the shop's own currency. */
    Optional<BigDecimal> own(ShopRow shop, Span span, Figure figure) {
        if (figure.basis() == Figure.Basis.SNAPSHOT) {
            return told(shop, Span.day(span.last()), figure);
        }
        if (span.kind() != Span.Kind.DAY
                && catalogue
                        .queryOf(figure)
                        .filter(query -> query.periods().contains(span.kind()))
                        .isPresent()) {
            return readThroughout(shop, span)
                    ? Optional.of(told(shop, span, figure).orElse(BigDecimal.ZERO))
                    : Optional.empty();
        }
        var total = BigDecimal.ZERO;
        for (var day = span.first(); day.isBefore(span.end()); day = day.plusDays(1)) {
            var value = ofDay(shop, Span.day(day), figure);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            total = total.add(value.get());
        }
        return Optional.of(total);
    }

    private Optional<BigDecimal> ofDay(ShopRow shop, Span day, Figure figure) {
        return told(shop, day, figure)
                .or(() -> figure.origin() instanceof Figure.Computed
                                && !Consoles.standFor(shop)
                                && isRead(shop, day.first())
                        ? Optional.of(BigDecimal.ZERO)
                        : Optional.empty());
    }

    /** What our books say, or the exports; of a shop that has no books its console. */
    private Optional<BigDecimal> told(ShopRow shop, Span span, Figure figure) {
        if (Consoles.standFor(shop) && figure.origin() instanceof Figure.Computed) {
            return Consoles.of(figure.key()).flatMap(console -> told(shop, span, catalogue.figure(console)));
        }
        var mayCount = of(shop, span).stream()
                .filter(value -> value.channel().isEmpty()
                        && (value.currency().isEmpty() || value.currency().equals(currency(shop))))
                .collect(Collectors.toSet());
        if (figure.origin() instanceof Figure.Exported) {
            return exports.value(mayCount, figure);
        }
        return mayCount.stream()
                .filter(value -> value.source().equals(FigureTables.BOOKS)
                        && value.figure().equals(figure.key()))
                .map(Value::value)
                .reduce(BigDecimal::add);
    }

    private boolean readThroughout(ShopRow shop, Span span) {
        return span.first().datesUntil(span.end()).allMatch(day -> isRead(shop, day));
    }

    /** Whether anything can be said of our books of a day; days that nobody judged count when they have figures. */
    private boolean isRead(ShopRow shop, LocalDate day) {
        var verdict = verdict(shop, day, FigureTables.BOOKS);
        return verdict.map(one -> one.verdict() != Verdict.MISSING)
                .orElseGet(() -> values.getOrDefault(new Key(shop.id(), Span.Kind.DAY, day), Set.of()).stream()
                        .anyMatch(value -> value.source().equals(FigureTables.BOOKS)));
    }

    /** How complete a source's day is; empty: nothing of it was ever read. */
    Optional<SourceDay> verdict(ShopRow shop, LocalDate day, String source) {
        return Optional.ofNullable(verdicts.getOrDefault(new Key(shop.id(), Span.Kind.DAY, day), Map.of())
                .get(source));
    }

    /** Whether our books of all of a span are read to its end. */
    boolean booksComplete(ShopRow shop, Span span) {
        return span.first().datesUntil(span.end()).allMatch(day -> verdict(shop, day, FigureTables.BOOKS)
                .filter(one -> one.verdict() == Verdict.COMPLETE)
                .isPresent());
    }

    /** A figure of each channel over a span, in the sources' own words; of each shop's first source that tells any. */
    Map<String, BigDecimal> channels(Span span, String figure) {
        var channels = new LinkedHashMap<String, BigDecimal>();
        for (var shop : shops) {
            channels(shop, span, figure).forEach((name, value) -> channels.merge(name, value, BigDecimal::add));
        }
        return channels;
    }

    /** The same of one shop. */
    Map<String, BigDecimal> channels(ShopRow shop, Span span, String figure) {
        var channels = new LinkedHashMap<String, BigDecimal>();
        for (var day = span.first(); day.isBefore(span.end()); day = day.plusDays(1)) {
            exports.channels(of(shop, Span.day(day)), figure)
                    .forEach((name, value) -> channels.merge(name, value, BigDecimal::add));
        }
        return channels;
    }

    /** Sources beside our own books that told a day of the span or of the fortnight before, with their kind. */
    Map<String, String> expected(ShopRow shop, Span span) {
        var expected = new TreeMap<String, String>();
        for (var day = span.first().minusDays(14); day.isBefore(span.end()); day = day.plusDays(1)) {
            verdicts.getOrDefault(new Key(shop.id(), Span.Kind.DAY, day), Map.of()).values().stream()
                    .filter(told -> !told.source().equals(FigureTables.BOOKS)
                            && !told.kind().equals("rivals"))
                    .forEach(told -> expected.put(told.source(), told.kind()));
        }
        return expected;
    }

    /** Whether a source told every day of a span. */
    boolean toldThroughout(ShopRow shop, Span span, String source) {
        return span.first().datesUntil(span.end()).allMatch(day -> verdict(shop, day, source)
                .filter(told -> told.verdict() == Verdict.COMPLETE)
                .isPresent());
    }

    /**
     * A span as it stood when it was as old as another one is now: only computed figures that ripen differ.
     *
     * @param age since the other one's end, in the shop's zone
     */
    SpanFigures aged(Span span, Function<ShopRow, Duration> age) {
        var ripening = catalogue.figures().stream()
                .filter(figure -> figure.ripens() > 0 && figure.origin() instanceof Figure.Computed)
                .toList();
        return stored(span)
                .with(asked(
                        shop -> figures.asOf(
                                shop, span, ripening, span.to(shop.zone()).plus(age.apply(shop))),
                        ripening,
                        span));
    }

    /** Only the first part of a span, as long as another one runs already. */
    SpanFigures begun(Span span, Function<ShopRow, Instant> until) {
        var computed = catalogue.figures().stream()
                .filter(figure -> figure.origin() instanceof Figure.Computed && figure.basis() != Figure.Basis.SNAPSHOT)
                .toList();
        var nothing = new SpanFigures(catalogue, span, Map.of(), Map.of());
        return nothing.with(asked(shop -> figures.begun(shop, span, computed, until.apply(shop)), computed, span));
    }

    private Map<Long, Map<String, BigDecimal>> asked(
            Function<ShopRow, List<Value>> ask, Collection<Figure> asked, Span span) {
        var known = new LinkedHashMap<Long, Map<String, BigDecimal>>();
        for (var shop : shops) {
            if (!readThroughout(shop, span)) {
                continue;
            }
            var values = new LinkedHashMap<String, BigDecimal>();
            asked.stream()
                    .filter(figure ->
                            figure.unit() != Unit.MONEY || currency(shop).equals(currency))
                    .forEach(figure -> values.put(figure.key(), BigDecimal.ZERO));
            for (var value : ask.apply(shop)) {
                if (values.containsKey(value.figure())
                        && (value.currency().isEmpty() || value.currency().equals(currency(shop)))) {
                    values.merge(value.figure(), value.value(), BigDecimal::add);
                }
            }
            known.put(shop.id(), values);
        }
        return known;
    }
}
