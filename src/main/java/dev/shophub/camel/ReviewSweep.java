package dev.shophub.camel;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Window;
import dev.shophub.intake.RawPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.intake.VanishedReviews;
import dev.shophub.intake.VanishedReviews.Reread;
import dev.shophub.model.Stream;
import dev.shophub.settings.ReviewSweepSettings;
import dev.shophub.store.Checkpoint;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads past reviews of each shop again: the bean {@code reviewSweep} of the poll routes. What changed goes the way of every
 * page; what a whole sweep did not show is judged to be deleted, or not. It runs beside the live polls, on the thread that
 * reads a shop's past, and takes the shop's quota as they do. One that is cut short goes on with the slice it was in;
 * after a restart of the hub it begins anew.
 */
public final class ReviewSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewSweep.class);
    private static final String NAME = Stream.REVIEWS.name() + "-sweep";
    private static final String INTAKE = "intake-" + Stream.REVIEWS.name();
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** Older than this a sweep is begun anew: what it asked for first may be shown no longer for its age. */
    private static final Duration STALE = Duration.ofDays(1);

    private final Polls polls;
    private final VanishedReviews vanished;
    private final ProducerTemplate routes;
    private final Supplier<ReviewSweepSettings> settings;
    private final Map<Long, Sweep> open = new ConcurrentHashMap<>();
    private final Map<Long, Instant> notBefore = new ConcurrentHashMap<>();
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    ReviewSweep(
            Polls polls, VanishedReviews vanished, ProducerTemplate routes, Supplier<ReviewSweepSettings> settings) {
        this.polls = polls;
        this.vanished = vanished;
        this.routes = routes;
        this.settings = settings;
    }

    /** Hands what is due to the shops' own threads; a sweep still running is not queued behind. */
    public void begin() {
        for (var shop : polls.directory().all()) {
            var id = shop.row().id();
            if (shop.paces().containsKey(Stream.REVIEWS) && running.add(id)) {
                shop.lane().history().execute(() -> {
                    try {
                        sweep(shop);
                    } finally {
                        running.remove(id);
                    }
                });
            }
        }
    }

    /** Sweeps a shop in the caller's thread, if it is due. */
    void sweep(ActiveShop shop) {
        var id = shop.row().id();
        try {
            var found = Door.of(shop.connector(), Stream.REVIEWS).flatMap(door -> due(shop, door));
            if (found.isEmpty()) {
                return;
            }
            var sweep = found.get();
            while (!sweep.left.isEmpty()) {
                if (!read(shop, sweep)) {
                    return;
                }
            }
            end(shop, sweep);
            open.remove(id);
            notBefore.remove(id);
        } catch (RuntimeException failure) {
            var described = PollFailures.describe(failure);
            notBefore.put(id, polls.clock().instant().plus(pause(failure)));
            if (PollFailures.isBug(failure)) {
                LOG.error("{}: reading past reviews again failed", shop.row().title(), failure);
            } else {
                LOG.info("{}: reading past reviews again waits ({})", shop.row().title(), described);
            }
            polls.checkpoints().failed(id, NAME, described);
        }
    }

    /** The sweep that is under way, or a new one when its time has come and all past reviews were read once. */
    private Optional<Sweep> due(ActiveShop shop, Door door) {
        var id = shop.row().id();
        var now = polls.clock().instant();
        if (now.isBefore(notBefore.getOrDefault(id, Instant.EPOCH)) || paused(id) || !polls.haveRoom()) {
            return Optional.empty();
        }
        var begun = Optional.ofNullable(open.get(id));
        if (begun.filter(sweep -> sweep.began.plus(STALE).isAfter(now)).isPresent()) {
            return begun;
        }
        var past = polls.checkpoints().find(id, Stream.REVIEWS.name() + "-history");
        var live = polls.checkpoints().find(id, Stream.REVIEWS.name());
        var last = polls.checkpoints().find(id, NAME).flatMap(Checkpoint::lastGoodAt);
        if (live.isEmpty()
                || !past.map(Checkpoint::complete).orElse(false)
                || last.map(at -> at.plus(settings.get().every()).isAfter(now)).orElse(false)) {
            return Optional.empty();
        }
        // up to where the live polls are done with: what is younger may still be missing in the platform's index
        var to = live.get().watermark().minus(shop.paces().get(Stream.REVIEWS).lookback());
        var reach = door.reach().apply(now);
        var from =
                latest(to.minus(settings.get().depth()), reach.reachesBackTo().plus(STALE));
        if (!from.isBefore(to)) {
            return Optional.empty();
        }
        polls.checkpoints().begin(id, NAME, from, Optional.empty());
        var sweep = new Sweep(door, now.truncatedTo(ChronoUnit.MILLIS), to, slices(from, to, reach.longest()));
        open.put(id, sweep);
        return Optional.of(sweep);
    }

    private boolean paused(long shopId) {
        return polls.shops().find(shopId).map(ShopRow::state).orElse(ShopRow.State.OUT) == ShopRow.State.PAUSED;
    }

    private static Deque<Window> slices(Instant from, Instant to, Duration longest) {
        var span = Duration.between(from, to);
        var number = (span.toMillis() + longest.toMillis() - 1) / longest.toMillis();
        var slices = new ArrayDeque<Window>();
        for (long i = 0; i < number; i++) {
            slices.add(new Window(
                    from.plus(span.multipliedBy(i).dividedBy(number)),
                    from.plus(span.multipliedBy(i + 1).dividedBy(number))));
        }
        return slices;
    }

    /** All pages of the next slice; false when the hub stops meanwhile. */
    private boolean read(ActiveShop shop, Sweep sweep) {
        var window = sweep.left.element();
        var shown = 0;
        var setAside = 0;
        var next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            if (shop.lane().history().isShutdown()) {
                return false;
            }
            var page = sweep.door.past().apply(window, next.get());
            shown += page.records().size();
            setAside += sweep.add(page, store(shop, page));
            next = page.next();
        }
        sweep.left.remove();
        sweep.read.add(new Reread(window, shown, setAside));
        return true;
    }

    private Optional<SavedPage> store(ActiveShop shop, Page page) {
        if (page.records().isEmpty()) {
            return Optional.empty();
        }
        try {
            var raw = new RawPage(shop.row(), shop.connector(), Stream.REVIEWS, page.records());
            if (routes.requestBody("direct:" + INTAKE, raw) instanceof SavedPage saved) {
                return Optional.of(saved);
            }
        } catch (CamelExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        throw new IllegalStateException(
                "Route " + INTAKE + " ended without storing the page: its steps must end in bean:intake");
    }

    private void end(ActiveShop shop, Sweep sweep) {
        var id = shop.row().id();
        var verdict = vanished.judge(shop.row(), sweep.began, sweep.read);
        polls.checkpoints().reached(id, NAME, sweep.to, sweep.records);
        polls.checkpoints().good(id, NAME);
        if (verdict.doubts().isEmpty()) {
            polls.troubles().cure(troubleKey(shop));
        } else {
            var doubts = verdict.doubts().stream()
                    .map(VanishedReviews.Doubt::sentence)
                    .collect(Collectors.joining("; "));
            polls.checkpoints().failed(id, NAME, doubts);
            polls.troubles()
                    .raise(
                            troubleKey(shop),
                            "silence",
                            Optional.of(id),
                            Said.of(
                                    "silence",
                                    doubts + ": none counts as deleted, the next sweep looks again",
                                    verdict.doubts().stream()
                                            .mapToInt(VanishedReviews.Doubt::missing)
                                            .sum(),
                                    verdict.doubts().get(0).window().from(),
                                    verdict.doubts()
                                            .get(verdict.doubts().size() - 1)
                                            .window()
                                            .to()));
        }
        if (verdict.deleted() > 0 || sweep.changed > 0) {
            LOG.info(
                    "{}: past reviews read again ({} shown, {} changed, {} deleted)",
                    shop.row().title(),
                    sweep.records,
                    sweep.changed,
                    verdict.deleted());
            polls.runs()
                    .add(
                            id,
                            NAME,
                            sweep.began,
                            sweep.pages,
                            sweep.records,
                            sweep.changed + verdict.deleted(),
                            sweep.setAside,
                            "good",
                            "");
        }
    }

    private Duration pause(RuntimeException failure) {
        if (failure instanceof RateLimitedException limited) {
            return limited.waitTime();
        }
        return settings.get().every().compareTo(LONGEST_PAUSE) < 0
                ? settings.get().every()
                : LONGEST_PAUSE;
    }

    private static String troubleKey(ActiveShop shop) {
        return shop.row().key() + "/" + NAME;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** How far a sweep has come. */
    private static final class Sweep {
        private final Door door;
        private final Instant began;
        private final Instant to;
        private final Deque<Window> left;
        private final List<Reread> read = new ArrayList<>();
        private int pages;
        private int records;
        private int changed;
        private int setAside;

        private Sweep(Door door, Instant began, Instant to, Deque<Window> left) {
            this.door = door;
            this.began = began;
            this.to = to;
            this.left = left;
        }

        /** Counts a page; answers how many of its records were set aside. */
        private int add(Page page, Optional<SavedPage> stored) {
            pages++;
            records += page.records().size();
            changed += stored.map(SavedPage::changed).orElse(0);
            var aside = stored.map(SavedPage::quarantined).orElse(0);
            setAside += aside;
            return aside;
        }
    }
}
