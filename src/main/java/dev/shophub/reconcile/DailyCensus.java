package dev.shophub.reconcile;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Backfill;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Row;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every night, by each live shop's own clock, the days just over are held against the platform's list of orders: what is missing is read
 * again at once, what is missing still is a trouble. A day that could not be compared is tried again until the night's own day ends, and
 * one with something missing every night until it is found. The bean {@code census} of the report routes.
 */
public final class DailyCensus {

    private static final Logger LOG = LoggerFactory.getLogger(DailyCensus.class);
    private static final Duration REST = Duration.ofMinutes(10);
    /** So long a day with something missing is looked at again. */
    private static final int LOOKED_FOR = 30;

    private static final String KIND = "census";
    private static final String TYPED = "[0-9A-Za-z][0-9A-Za-z_-]*";

    private final Tables tables;
    private final CensusDoor door;
    private final TroubleBell troubles;
    private final Supplier<Pace> pace;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CensusDay census;
    private final Map<ShopKey, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<ShopKey, AtomicLong> missing = new ConcurrentHashMap<>();

    public DailyCensus(
            Tables tables,
            CensusDoor door,
            TroubleBell troubles,
            Supplier<Pace> pace,
            MeterRegistry meters,
            Clock clock) {
        this.tables = tables;
        this.door = door;
        this.troubles = troubles;
        this.pace = pace;
        this.meters = meters;
        this.clock = clock;
        this.census = new CensusDay(tables.book(), tables.checkpoints(), clock);
    }

    /** The tables it looks at. */
    public record Tables(Shops shops, CensusBook book, Checkpoints checkpoints, BackfillBook backfills) {}

    /**
     * @param at by the clock of each shop
     * @param days of those just over; 0: none
     */
    public record Pace(LocalTime at, int days) {}

    /** Begins what is due; does not wait for it. */
    public void look() {
        tables.shops().all().stream()
                .filter(shop -> shop.state() == State.LIVE && shop.role().equals("shop"))
                .forEach(this::look);
    }

    private void look(ShopRow shop) {
        gauge(shop);
        var now = clock.instant();
        if (now.isBefore(notBefore.getOrDefault(shop.key(), Instant.EPOCH))) {
            return;
        }
        var due = due(shop, now);
        if (!due.isEmpty()) {
            door.begin(shop.key(), visit -> visit(shop, due, visit));
        }
    }

    /** The newest first. */
    private List<LocalDate> due(ShopRow shop, Instant now) {
        var local = now.atZone(shop.zone());
        if (pace.get().days() == 0 || local.toLocalTime().isBefore(pace.get().at())) {
            return List.of();
        }
        var night = local.toLocalDate();
        var rows = tables.book().find(shop.id(), night.minusDays(LOOKED_FOR), night.minusDays(1));
        var due = new ArrayList<LocalDate>();
        for (int back = 1; back <= LOOKED_FOR; back++) {
            var day = night.minusDays(back);
            var row = row(rows, day);
            boolean looksFor = row.filter(known -> known.found().missing() > 0).isPresent();
            if ((back <= pace.get().days() || looksFor) && isDue(row, night)) {
                due.add(day);
            }
        }
        return due;
    }

    private boolean isDue(Optional<Row> row, LocalDate night) {
        return row.isEmpty()
                || row.get().night().isBefore(night)
                || row.get().endedAt().isEmpty()
                || isReadAgain(row.get())
                || tables.book().anyStored(row.get().which(), row.get().found().missingIds());
    }

    /** Its backfill is over: what is there now is seen by another look. */
    private boolean isReadAgain(Row row) {
        return row.backfill().filter(id -> !isOpen(id)).isPresent();
    }

    private boolean isOpen(long backfill) {
        return tables.backfills()
                .find(backfill)
                .filter(one -> one.state() == Backfill.State.OPEN)
                .isPresent();
    }

    private static Optional<Row> row(List<Row> rows, LocalDate day) {
        return rows.stream().filter(row -> row.which().day().equals(day)).findFirst();
    }

    /**
     * In a thread of the shop's own.
     *
     * @throws RuntimeException what is no failure of the platform
     */
    private void visit(ShopRow shop, List<LocalDate> days, CensusDoor.Visit visit) {
        try {
            for (var day : days) {
                if (visit.over()) {
                    return;
                }
                var night = clock.instant().atZone(shop.zone()).toLocalDate();
                var before = tables.book().find(shop.id(), day, day).stream().findFirst();
                census.look(shop, day, night, before, visit);
                rest(shop, day);
            }
        } catch (RateLimitedException limited) {
            notBefore.put(shop.key(), clock.instant().plus(longer(REST, limited.waitTime())));
            LOG.info("{}: its list of orders waits ({})", shop.title(), limited.getMessage());
        } catch (AuthFailedException toldByThePolls) {
            notBefore.put(shop.key(), clock.instant().plus(REST));
            LOG.info("{}: its orders cannot be listed ({})", shop.title(), toldByThePolls.getMessage());
        } catch (Failure away) {
            notBefore.put(shop.key(), clock.instant().plus(REST));
            LOG.warn("{}: its orders could not be listed ({})", shop.title(), away.getMessage());
        } catch (RuntimeException notTheirs) {
            notBefore.put(shop.key(), clock.instant().plus(REST));
            throw notTheirs;
        }
        tell(shop);
    }

    /** A day that could not be compared yet is not looked at every minute. */
    private void rest(ShopRow shop, LocalDate day) {
        boolean ended = tables.book().find(shop.id(), day, day).stream()
                .anyMatch(row -> row.endedAt().isPresent());
        if (!ended) {
            notBefore.put(shop.key(), clock.instant().plus(REST));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private List<Row> lacking(ShopRow shop) {
        var night = clock.instant().atZone(shop.zone()).toLocalDate();
        return tables.book().find(shop.id(), night.minusDays(LOOKED_FOR), night.minusDays(1)).stream()
                .filter(row -> row.found().missing() > 0
                        && row.backfill().filter(this::isOpen).isEmpty())
                .sorted(Comparator.comparing(row -> row.which().day()))
                .toList();
    }

    /** After a start what the book says. */
    private AtomicLong gauge(ShopRow shop) {
        return missing.computeIfAbsent(shop.key(), key -> {
            var known = new AtomicLong(lacking(shop).stream()
                    .mapToLong(row -> row.found().missing())
                    .sum());
            Gauge.builder("shophub.census.missing", known, AtomicLong::get)
                    .description(
                            "Orders that the platform lists and that are not stored, also after they were read again")
                    .tag("shop", key.value())
                    .register(meters);
            return known;
        });
    }

    /** What is still missing of any day, once nothing reads it any more, is a trouble of the shop; of nothing it is cured. */
    private void tell(ShopRow shop) {
        var lacking = lacking(shop);
        long missing = lacking.stream().mapToLong(row -> row.found().missing()).sum();
        gauge(shop).set(missing);
        var key = KIND + "/" + shop.key();
        if (lacking.isEmpty()) {
            troubles.cure(key);
            return;
        }
        var first = lacking.get(0);
        var command = command(shop.key(), first);
        troubles.raise(
                key,
                KIND,
                Optional.of(shop.id()),
                Said.of(
                        KIND,
                        "The platform lists orders that are not stored, also after they were read again (shop="
                                + shop.key()
                                + ", day=" + first.which().day() + ", platform="
                                + first.found().listed() + ", stored="
                                + first.found().stored() + ", missing=" + missing + "). See ./hub audit --census, then "
                                + command,
                        missing,
                        first.which().day(),
                        first.found().listed(),
                        first.found().stored(),
                        command));
    }

    /** By their numbers where they are few and can be typed, else the day. */
    public static String command(ShopKey shop, Row row) {
        var ids = row.found().missingIds();
        var day = row.which().day();
        return ids.size() == row.found().missing() && ids.stream().allMatch(id -> id.matches(TYPED))
                ? "./hub resync " + shop + " " + String.join(" ", ids)
                : "./hub backfill " + shop + " orders " + day + " " + day.plusDays(1);
    }
}
