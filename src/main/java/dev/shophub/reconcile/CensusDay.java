package dev.shophub.reconcile;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.Failure;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.reconcile.CensusDoor.Visit;
import dev.shophub.store.AuditFacts.Span;
import dev.shophub.store.CensusBook;
import dev.shophub.store.CensusBook.Found;
import dev.shophub.store.CensusBook.Row;
import dev.shophub.store.CensusBook.Which;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ShopRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Holds one day of one shop against its platform's list, page by page, and reads again what is missing. */
final class CensusDay {

    /** The history of orders is not read that far: {@code ./hub status}. */
    static final String FIRST_READING = "first-reading";
    /** The polls are not past that day. */
    static final String POLLS_BEHIND = "polls-behind";
    /** The platform shows the day no more, or not whole. */
    static final String OUT_OF_REACH = "out-of-reach";
    /** The platform lists no orders by their ids. */
    static final String NO_LIST = "no-list";
    /** The hub stopped, or the shop was paused. */
    static final String STOPPED = "stopped";

    /** Something of ours, or our database: the log tells. */
    static final String INTERNAL = "internal";

    /** More are not asked for one by one: the day is read again as a whole. */
    private static final int MOST_BY_NUMBER = 500;

    /** The platform's time of placing and ours may differ at the day's borders, as may what counts as placed. */
    private static final Duration BORDER = Duration.ofHours(1);

    private static final Duration LONGEST_SLICE = Duration.ofDays(1);
    private static final String ORDERS = "orders";

    private final CensusBook book;
    private final Checkpoints checkpoints;
    private final Clock clock;

    CensusDay(CensusBook book, Checkpoints checkpoints, Clock clock) {
        this.book = book;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * One look; whatever becomes of it stands in the book.
     *
     * @param night the shop's own day now
     * @param before the last look at this day
     * @throws RuntimeException what was in the way, after it was noted
     */
    void look(ShopRow shop, LocalDate day, LocalDate night, Optional<Row> before, Visit visit) {
        var which = new Which(shop.id(), day);
        var begun = clock.instant();
        book.begin(which, night, begun);
        try {
            var reason = compare(shop, which, begun, before, visit);
            reason.ifPresent(why -> book.failed(which, why));
        } catch (RuntimeException failure) {
            // a failure's own sentence carries no buyer's data
            book.failed(which, failure instanceof Failure ? failure.getMessage() : INTERNAL);
            throw failure;
        }
    }

    /** @return why it did not come to its end */
    private Optional<String> compare(ShopRow shop, Which which, Instant begun, Optional<Row> before, Visit visit) {
        var list = visit.list();
        if (list.isEmpty()) {
            return Optional.of(NO_LIST);
        }
        var day = new Window(
                which.day().atStartOfDay(shop.zone()).toInstant(),
                which.day().plusDays(1).atStartOfDay(shop.zone()).toInstant().minusSeconds(1));
        var polls = checkpoints.find(shop.id(), ORDERS);
        var pollsReached = polls.map(at -> at.watermark()).orElse(Instant.MIN);
        if (pollsReached.isBefore(day.to())) {
            return Optional.of(POLLS_BEHIND);
        }
        var history = checkpoints.find(shop.id(), ORDERS + "-history");
        if (history.filter(past -> !past.complete() && past.watermark().isBefore(day.to()))
                .isPresent()) {
            return Optional.of(FIRST_READING);
        }
        if (day.from().isBefore(list.get().ordersPlacedReach(begun).reachesBackTo())) {
            return Optional.of(OUT_OF_REACH);
        }
        if (!read(list.get(), which, day, begun, visit)) {
            return Optional.of(STOPPED);
        }
        var backfill = book.markMissed(which) > 0 ? readAgain(which, day, before, visit) : Optional.<Long>empty();
        if (visit.over()) {
            return Optional.of(STOPPED);
        }
        var found = book.compare(
                which,
                pollsReached,
                begun,
                new Span(day.from().plus(BORDER), day.to().minus(BORDER)));
        book.end(which, withEarlier(found, before), backfill, clock.instant());
        return Optional.empty();
    }

    /** @return whether it came to the end */
    private boolean read(OrderCensus list, Which which, Window day, Instant now, Visit visit) {
        var longest = list.ordersPlacedReach(now).longest();
        var length = longest.compareTo(LONGEST_SLICE) < 0 ? longest : LONGEST_SLICE;
        for (var from = day.from(); !from.isAfter(day.to()); ) {
            var to = from.plus(length).isBefore(day.to()) ? from.plus(length) : day.to();
            for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
                var page = list.ordersListed(new Window(from, to), next.get());
                book.list(which, page.ids());
                if (visit.over()) {
                    return false;
                }
                next = page.next();
            }
            from = to.plusSeconds(1);
        }
        return true;
    }

    /**
     * By their numbers at once; where there are too many, or the platform knows no numbers, as a backfill of the day.
     *
     * @return the backfill that was begun now: after it one that is missing still stays so
     */
    private Optional<Long> readAgain(Which which, Window day, Optional<Row> before, Visit visit) {
        if (book.missing(which, Optional.empty(), MOST_BY_NUMBER + 1).size() > MOST_BY_NUMBER) {
            return backfillOnce(day, before, visit);
        }
        var after = Optional.<ExternalId>empty();
        while (!visit.over()) {
            var ids = book.missing(which, after, OrderDetail.MOST);
            if (ids.isEmpty()) {
                break;
            }
            if (visit.orders(ids).isEmpty()) {
                return backfillOnce(day, before, visit);
            }
            after = Optional.of(ids.get(ids.size() - 1));
        }
        return Optional.empty();
    }

    private static Optional<Long> backfillOnce(Window day, Optional<Row> before, Visit visit) {
        return readAsAWhole(before)
                ? Optional.empty()
                : Optional.of(visit.backfill(day.from(), day.to().plusSeconds(1)));
    }

    private static boolean readAsAWhole(Optional<Row> before) {
        return before.flatMap(Row::backfill).isPresent();
    }

    /** What a backfill of the day has brought since the last look was missed then. */
    private static Found withEarlier(Found now, Optional<Row> before) {
        return readAsAWhole(before)
                ? now.withMissed(Math.max(now.missed(), before.get().found().missed()))
                : now;
    }
}
