package dev.shophub.metric;

import dev.shophub.settings.MetricSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.Span;
import dev.shophub.store.TouchedDays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Keeps the figures of our own books up to date: the bean {@code figures} of the report routes. */
public final class Figures {

    private static final int MARKS_AT_ONCE = 10_000;
    private static final long LONG = Duration.ofSeconds(1).toNanos();
    private static final Duration WHILE_PAST_IS_READ = Duration.ofMinutes(10);

    private final Catalogue catalogue;
    private final FigureTables tables;
    private final TouchedDays touched;
    private final Shops shops;
    private final ReadDays read;
    private final Supplier<MetricSettings> settings;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();
    private final LongSupplier nanos;
    private final Rest rest;
    private final Map<Long, Pass> passes = new HashMap<>();
    private final Map<Long, LocalDate> today = new ConcurrentHashMap<>();
    private final Map<Long, Instant> computed = new ConcurrentHashMap<>();

    public Figures(
            Catalogue catalogue,
            FigureTables tables,
            TouchedDays touched,
            Shops shops,
            Checkpoints checkpoints,
            Supplier<MetricSettings> settings,
            Clock clock) {
        this(catalogue, tables, touched, shops, checkpoints, settings, clock, System::nanoTime);
    }

    /** @param nanos a clock that nobody sets, nanoseconds: how long computing takes */
    Figures(
            Catalogue catalogue,
            FigureTables tables,
            TouchedDays touched,
            Shops shops,
            Checkpoints checkpoints,
            Supplier<MetricSettings> settings,
            Clock clock,
            LongSupplier nanos) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.touched = touched;
        this.shops = shops;
        this.read = new ReadDays(tables, checkpoints);
        this.settings = settings;
        this.clock = clock;
        this.nanos = nanos;
        this.rest = new Rest(nanos);
    }

    /** How often {@link #refresh} is called, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /**
     * Computes the days that changed since the last time; one caller at a time. A shop whose past is still being read is computed at
     * longer intervals: each page of it would have the same days computed again. One whose figures take long, such as those of a day
     * of a million orders, is computed piece by piece, a pause after each: the database is there for orders first.
     */
    public void refresh() {
        one.lock();
        try {
            for (var shop : shops.all()) {
                var now = clock.instant();
                if (passes.containsKey(shop.id()) || mayCompute(shop, now)) {
                    compute(shop, now, () -> rest.lasts(shop.id()));
                }
                read.judge(shop, now);
            }
        } finally {
            one.unlock();
        }
    }

    /** Computes what changed of some shops, whatever of them is still being read and however long it takes; one caller at a time. */
    public void computeNow(Collection<ShopRow> some) {
        one.lock();
        try {
            for (var shop : some) {
                var now = clock.instant();
                passes.remove(shop.id());
                compute(shop, now, () -> false);
                read.judge(shop, now);
            }
        } finally {
            one.unlock();
        }
    }

    /** Says anew how far the days of some shops are read; computes nothing. */
    public void judge(Collection<ShopRow> some) {
        some.forEach(shop -> read.judge(shop, clock.instant()));
    }

    /** Whether what these shops held before first contact is still being read, as far as figures are made of it. */
    public boolean readPast(Collection<ShopRow> some) {
        return some.stream().anyMatch(read::pastIsBeingRead);
    }

    private boolean mayCompute(ShopRow shop, Instant now) {
        return !read.pastIsBeingRead(shop)
                || !now.isBefore(computed.computeIfAbsent(shop.id(), id -> now).plus(WHILE_PAST_IS_READ));
    }

    /** What comes meanwhile is for the next time: while orders arrive there is always some. */
    private void compute(ShopRow shop, Instant now, BooleanSupplier tired) {
        boolean more = true;
        while (more && !tired.getAsBoolean()) {
            var pass = passes.computeIfAbsent(shop.id(), id -> begin(shop, now));
            while (!pass.isDone() && !tired.getAsBoolean()) {
                rest.after(shop.id(), () -> step(shop, pass));
            }
            more = pass.isDone() && pass.marks().size() == MARKS_AT_ONCE;
            if (pass.isDone()) {
                touched.done(pass.marks());
                passes.remove(shop.id());
            }
        }
    }

    private Pass begin(ShopRow shop, Instant now) {
        computed.put(shop.id(), now);
        var day = LocalDate.ofInstant(now, shop.zone());
        if (!day.equals(today.put(shop.id(), day))) {
            touched.days(
                    shop.id(),
                    day.minusDays(settings.get().again())
                            .datesUntil(day.plusDays(1))
                            .toList());
        }
        var pass = new Pass(touched.marks(shop.id(), MARKS_AT_ONCE));
        if (!pass.marks().isEmpty()) {
            var days = localDays(shop, pass.marks());
            pass.addChanged(catalogue.queries(), days, tables.daysAfter(shop.id(), days.first()));
        }
        addSnapshots(pass, shop, day);
        return pass;
    }

    /** The days of the shop's zone that lie in these days of UTC. */
    private static TreeSet<LocalDate> localDays(ShopRow shop, Collection<TouchedDays.Mark> marks) {
        var days = new TreeSet<LocalDate>();
        for (var mark : marks) {
            var from = mark.day().atStartOfDay().toInstant(ZoneOffset.UTC);
            days.add(LocalDate.ofInstant(from, shop.zone()));
            days.add(LocalDate.ofInstant(from.plus(Duration.ofDays(1)).minusMillis(1), shop.zone()));
        }
        return days;
    }

    /** The queries of a span in one transaction, or of a long one as many as take a second. */
    private void step(ShopRow shop, Pass pass) {
        var step = pass.next();
        var now = clock.instant();
        long began = nanos.getAsLong();
        pass.answered(tables.compute(
                shop.id(),
                step.span(),
                step.queries().stream().map(Catalogue.Query::query).toList(),
                asked(shop, step.span(), now, now),
                () -> nanos.getAsLong() - began > LONG));
    }

    /** What every query of figures may ask for. */
    private Map<String, Object> asked(ShopRow shop, Span span, Instant asOf, Instant now) {
        var rates = settings.get().of(shop.key().value());
        var asked = new HashMap<String, Object>();
        asked.put("from", span.from(shop.zone()));
        asked.put("to", span.to(shop.zone()));
        asked.put("as_of", asOf);
        asked.put("now", now);
        asked.put("since_14_days", now.minus(Duration.ofDays(14)));
        asked.put("promise_hours", rates.shipWithin().toHours());
        asked.put("fee_rate", rates.feeRate());
        asked.put("freight", rates.freight());
        return asked;
    }

    /**
     * Computed figures of a span as they stood at a moment: what succeeded later does not count. Only queries that ask for
     * {@code :as_of} answer differently from what is stored.
     */
    public List<FigureTables.Value> asOf(ShopRow shop, Span span, Collection<Figure> figures, Instant asOf) {
        return ask(shop, span, figures, asked(shop, span, asOf, clock.instant()));
    }

    /** Computed figures of the part of a span that ends at a moment. */
    List<FigureTables.Value> begun(ShopRow shop, Span span, Collection<Figure> figures, Instant until) {
        var asked = asked(shop, span, until, clock.instant());
        asked.put("to", until);
        return ask(shop, span, figures, asked);
    }

    private List<FigureTables.Value> ask(
            ShopRow shop, Span span, Collection<Figure> figures, Map<String, Object> asked) {
        return figures.stream()
                .flatMap(figure -> catalogue.queryOf(figure).stream())
                .distinct()
                .flatMap(query -> tables.ask(shop.id(), span, query.query(), asked).stream())
                .toList();
    }

    /** The stock of the running day; yesterday's too when nothing looked at it while it ran. */
    private void addSnapshots(Pass pass, ShopRow shop, LocalDate day) {
        for (var query : catalogue.queries()) {
            if (query.snapshot()) {
                pass.add(Span.day(day), List.of(query));
                var known = query.query().figures().get(0);
                if (!tables.has(shop.id(), day.minusDays(1), FigureTables.BOOKS, known)) {
                    pass.add(Span.day(day.minusDays(1)), List.of(query));
                }
            }
        }
    }
}
