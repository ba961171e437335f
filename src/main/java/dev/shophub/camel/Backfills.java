package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Page;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Window;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.Stream;
import dev.shophub.store.Backfill;
import dev.shophub.store.Backfill.State;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.Checkpoint;
import dev.shophub.store.Pauses;
import dev.shophub.store.ShopRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parts of a shop's past again that a person asked for: the bean {@code backfills} of the poll routes. One at a time a shop,
 * beside the live polls, on a thread and within a part of the quota of its own. Its position is a checkpoint: a hub that was killed
 * goes on there.
 */
public final class Backfills {

    private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
    private static final Duration REST = Duration.ofSeconds(10);

    /** So many slices at least, as far as the advised window allows: progress is told by the slice. */
    private static final int SLICES = 100;

    private final Polls polls;
    private final BackfillBook book;
    private final Pauses pauses;
    private final PageDoor pages;
    private final Function<ActiveShop, Connector> beside;
    private final Map<Long, Instant> notBefore = new ConcurrentHashMap<>();
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    /** @param beside a connector of the shop that takes only a part of its quota */
    Backfills(Polls polls, BackfillBook book, Pauses pauses, PageDoor pages, Function<ActiveShop, Connector> beside) {
        this.polls = polls;
        this.book = book;
        this.pauses = pauses;
        this.pages = pages;
        this.beside = beside;
    }

    /** Hands what is open to the shops' own threads, the oldest of each shop; one still running is not queued behind. */
    public void goOn() {
        var standing = pauses.names(Pauses.Kind.SHOP);
        for (var backfill : book.open()) {
            polls.directory().all().stream()
                    .filter(shop -> shop.row().id() == backfill.shopId())
                    .filter(shop -> !standing.contains(shop.row().key().value()))
                    .findFirst()
                    .ifPresent(shop -> begin(shop, backfill));
        }
    }

    private void begin(ActiveShop shop, Backfill backfill) {
        var now = polls.clock().instant();
        if (now.isBefore(notBefore.getOrDefault(shop.row().id(), Instant.EPOCH))
                || paused(shop.row().id())
                || !running.add(shop.row().id())) {
            return;
        }
        shop.lane().backfill().execute(() -> {
            try {
                read(shop, backfill);
            } finally {
                running.remove(shop.row().id());
            }
        });
    }

    /** Reads on to the end, in the caller's thread, or until something is in the way. */
    void read(ActiveShop shop, Backfill backfill) {
        var run = new PollRun(
                shop.row().id(), backfill.checkpoint(), polls.clock().instant());
        try {
            polls.checkpoints()
                    .begin(run.shopId(), run.stream(), backfill.from(), java.util.Optional.of(backfill.to()));
            book.begun(backfill.id());
            if (readSlices(shop, backfill, run) && book.end(backfill.id(), State.DONE, "")) {
                LOG.info(
                        "{}: backfill {} of {} is done ({} records in this run)",
                        shop.row().title(),
                        backfill.id(),
                        backfill.stream(),
                        run.records());
            }
            notBefore.remove(shop.row().id());
        } catch (RejectedException refused) {
            book.end(backfill.id(), State.REFUSED, refused.getMessage());
            LOG.warn("{}: backfill {} was refused ({})", shop.row().title(), backfill.id(), refused.getMessage());
        } catch (RuntimeException failure) {
            rest(shop, backfill, failure);
        } finally {
            if (run.pages() > 0) {
                run.end(polls.runs(), "good", "");
            }
        }
    }

    private boolean readSlices(ActiveShop shop, Backfill backfill, PollRun run) {
        var door = Door.of(beside.apply(shop), new Stream(backfill.stream()))
                .orElseThrow(() -> new RejectedException(
                        "The platform offers no such stream (shop=" + shop.row().key() + ", stream=" + backfill.stream()
                                + ")",
                        "no-stream"));
        var storing = new Storing(shop, backfill);
        var windows = new WindowReader(
                polls.checkpoints(), shop.lane().ahead(), storing::store, () -> isOver(shop, backfill));
        var at = windows.checkpoint(run).orElseThrow();
        while (!at.complete()) {
            if (windows.stopping()) {
                return false;
            }
            if (at.open().isPresent()) {
                windows.readOn(run, door.past(), at.open().get());
            } else {
                windows.read(run, door.past(), slice(backfill, door, at));
            }
            storing.passed(0, 0);
            at = windows.checkpoint(run).orElseThrow();
        }
        return true;
    }

    private static Window slice(Backfill backfill, Door door, Checkpoint at) {
        var reach = door.pastReach().apply(backfill.to());
        var part = Duration.between(backfill.from(), backfill.to()).dividedBy(SLICES);
        var length = part.compareTo(reach.advised()) < 0 ? reach.advised() : part;
        var to = at.watermark().plus(length.compareTo(reach.longest()) < 0 ? length : reach.longest());
        return new Window(at.watermark(), to.isBefore(backfill.to()) ? to : backfill.to());
    }

    /** Looked at after every page: the hub stops, a person stopped it, or the shop stands still. */
    private boolean isOver(ActiveShop shop, Backfill backfill) {
        return shop.lane().backfill().isShutdown()
                || book.find(backfill.id()).map(Backfill::state).orElse(State.STOPPED) != State.OPEN
                || paused(shop.row().id())
                || pauses.names(Pauses.Kind.SHOP).contains(shop.row().key().value());
    }

    private boolean paused(long shopId) {
        return polls.shops()
                .find(shopId)
                .filter(row -> row.state() == ShopRow.State.PAUSED)
                .isPresent();
    }

    private void rest(ActiveShop shop, Backfill backfill, RuntimeException failure) {
        if (shop.lane().backfill().isShutdown()) {
            LOG.debug("Backfill {} was cut short by the stop", backfill.id(), failure);
            return;
        }
        notBefore.put(
                shop.row().id(),
                polls.clock()
                        .instant()
                        .plus(failure instanceof RateLimitedException limited ? limited.waitTime() : REST));
        if (PollFailures.isBug(failure)) {
            LOG.error(
                    "{}: backfill {} failed, it goes on where it was",
                    shop.row().title(),
                    backfill.id(),
                    failure);
        } else {
            LOG.info("{}: backfill {} waits ({})", shop.row().title(), backfill.id(), failure.getMessage());
        }
        book.waits(backfill.id(), PollFailures.describe(failure));
    }

    /** Stores pages and counts what came of them, with the time since the page before. */
    private final class Storing {

        private final ActiveShop shop;
        private final Backfill backfill;
        private long since = System.nanoTime();

        private Storing(ActiveShop shop, Backfill backfill) {
            this.shop = shop;
            this.backfill = backfill;
        }

        private SavedPage store(Page page) {
            var saved = pages.store(shop, new Stream(backfill.stream()), page.records());
            passed(saved.changed(), saved.quarantined());
            return saved;
        }

        private void passed(int changed, int quarantined) {
            long now = System.nanoTime();
            book.worked(backfill.id(), Duration.ofNanos(now - since), changed, quarantined);
            since = now;
        }
    }
}
