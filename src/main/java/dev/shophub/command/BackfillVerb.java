package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.reconcile.Rereading;
import dev.shophub.store.Backfill;
import dev.shophub.store.Backfill.State;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Has a part of a shop's past read again, tells how far it is, stops it. */
final class BackfillVerb {

    static final VerbCall<Request, Progress> CALL =
            new VerbCall<>("backfill", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<ListRequest, List<Progress>> LIST =
            new VerbCall<>("backfill-list", ListRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<StopRequest, Progress> STOP =
            new VerbCall<>("backfill-stop", StopRequest.class, new TypeReference<>() {}, false);

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Shops shops;
    private final BackfillBook book;
    private final Rereading rereading;
    private final Clock clock;

    BackfillVerb(Shops shops, BackfillBook book, Rereading rereading, Clock clock) {
        this.shops = shops;
        this.book = book;
        this.rereading = rereading;
        this.clock = clock;
    }

    Progress begin(Request request) {
        var shop = new ShopArgument(shops).one(request.shop());
        var from = GoLiveVerb.moment(request.from(), shop.zone());
        var to = end(request.to(), shop);
        var reach = rereading
                .reach(shop.key())
                .orElseThrow(
                        () -> VerbRefusedException.cannot("shop-out", shop.key().value(), shop.pausedReason()));
        var oldest = reach.get(request.stream());
        if (oldest == null) {
            throw VerbRefusedException.cannot(
                            "no-stream", request.stream(), shop.key().value())
                    .near(List.copyOf(reach.keySet()));
        }
        if (!from.isBefore(to)) {
            throw VerbRefusedException.wrongUse("no-range", request.from(), request.to());
        }
        if (from.isBefore(oldest)) {
            throw VerbRefusedException.cannot(
                    "before-reach",
                    shop.key().value(),
                    request.stream(),
                    MINUTE.format(oldest.atZone(shop.zone()).plusMinutes(1)));
        }
        long id = book.add(shop.id(), request.stream(), from, to, request.author());
        rereading.goOn();
        return progress(book.find(id).orElseThrow());
    }

    /** A day is meant whole; nothing lies after now. */
    private Instant end(String typed, ShopRow shop) {
        var moment = GoLiveVerb.moment(typed, shop.zone());
        var day = typed.strip().matches("\\d{4}-\\d{2}-\\d{2}");
        var end = day ? moment.atZone(shop.zone()).plusDays(1).toInstant() : moment;
        var now = clock.instant();
        return end.isAfter(now) ? now : end;
    }

    List<Progress> list(ListRequest request) {
        return request.id()
                .map(id -> List.of(progress(found(id))))
                .orElseGet(() -> book.newest(request.limit()).stream()
                        .map(BackfillVerb::progress)
                        .toList());
    }

    Progress stop(StopRequest request) {
        found(request.id());
        book.end(request.id(), State.STOPPED, "");
        return progress(found(request.id()));
    }

    private Backfill found(long id) {
        return book.find(id).orElseThrow(() -> VerbRefusedException.cannot("unknown-backfill", Long.toString(id)));
    }

    private static Progress progress(Backfill backfill) {
        return new Progress(
                backfill.id(),
                backfill.shop(),
                backfill.stream(),
                backfill.from(),
                backfill.to(),
                backfill.state().name().toLowerCase(Locale.ROOT),
                backfill.reason(),
                backfill.author(),
                backfill.askedAt(),
                backfill.endedAt(),
                backfill.readTo(),
                (int) (backfill.share() * 100),
                backfill.left().map(Duration::toSeconds),
                backfill.records(),
                backfill.changed(),
                backfill.quarantined());
    }

    /**
     * @param from a day or time in the shop's zone
     * @param to the same; a day is meant whole
     * @param author the operating system's user who typed it
     */
    record Request(String shop, String stream, String from, String to, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop);
        }

        @Override
        public String words() {
            return stream + " " + from + " " + to;
        }
    }

    /** @param id only this one; empty: the newest */
    record ListRequest(Optional<Long> id, int limit) {}

    record StopRequest(long id) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(Long.toString(id));
        }
    }

    /**
     * @param state {@code open}, {@code done}, {@code stopped} or {@code refused}
     * @param reason why it waits or was refused
     * @param readTo all up to here is stored, UTC
     * @param percent of the range's time that is read
     * @param secondsLeft at the pace it had so far; empty while not known and at its end
     */
    record Progress(
            long id,
            String shop,
            String stream,
            Instant from,
            Instant to,
            String state,
            String reason,
            String author,
            Instant askedAt,
            Optional<Instant> endedAt,
            Instant readTo,
            int percent,
            Optional<Long> secondsLeft,
            long records,
            long changed,
            long quarantined) {

        boolean ended() {
            return !state.equals("open");
        }

        boolean well() {
            return state.equals("done") && quarantined == 0;
        }
    }
}
