package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a shop go live, or takes it back to being only read. */
final class GoLiveVerb {

    static final VerbCall<Request, Live> CALL =
            new VerbCall<>("go-live", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<ObserveRequest, Observing> OBSERVE =
            new VerbCall<>("observe", ObserveRequest.class, new TypeReference<>() {}, false);

    private static final Logger LOG = LoggerFactory.getLogger(GoLiveVerb.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Shops shops;
    private final OutboxFacts outbox;
    private final Outbox orders;
    private final Patience patience;
    private final Runnable wake;
    private final Clock clock;

    GoLiveVerb(Shops shops, OutboxFacts outbox, Outbox orders, Patience patience, Runnable wake, Clock clock) {
        this.shops = shops;
        this.outbox = outbox;
        this.orders = orders;
        this.patience = patience;
        this.wake = wake;
        this.clock = clock;
    }

    /** Writes to the shop, the ERP and support from now on; what lies before the moment is never pushed. */
    Live goLive(Request request) {
        var shop = new ShopArgument(shops).one(request.shop());
        refuseOut(shop);
        // what waited while the shop was only read again is kept for now: it goes on from the moment it had
        var from = request.from()
                .map(text -> moment(text, shop.zone()))
                .or(shop::goLiveFrom)
                .orElseGet(clock::instant);
        shops.goLive(shop.key(), from);
        orders.requeue().enqueueOrdersSince(shop.id(), from);
        long waiting = waiting(shop);
        LOG.info("Shop goes live (shop={}, from={}, waiting={})", shop.key(), from, waiting);
        wake.run();
        return new Live(shop.key().value(), from, shop.zone().getId(), waiting);
    }

    /**
     * Only reads from the moment this returns: what was being sent is waited for, what waits is kept. Two looks in a row must
     * find nothing being sent, as a delivery may just have claimed what it read before the change.
     */
    Observing observe(ObserveRequest request) {
        var shop = new ShopArgument(shops).one(request.shop());
        refuseOut(shop);
        shops.observe(shop.key());
        var quiet = new Quiet();
        boolean done = patience.until(() -> quiet.look(outbox.sending(shop.id())), LONGEST_WAIT);
        long kept = waiting(shop);
        LOG.info("Shop is only read (shop={}, kept={}, quiet={})", shop.key(), kept, done);
        return new Observing(shop.key().value(), kept, done ? 0 : outbox.sending(shop.id()));
    }

    private long waiting(ShopRow shop) {
        return outbox.undelivered().stream()
                .filter(count -> count.shopId() == shop.id())
                .filter(count ->
                        count.state().equals("waiting") || count.state().equals("sending"))
                .mapToLong(OutboxFacts.Count::messages)
                .sum();
    }

    private static void refuseOut(ShopRow shop) {
        if (shop.state() == State.OUT) {
            throw VerbRefusedException.cannot("shop-out", shop.key().value(), shop.pausedReason());
        }
    }

    /** A day, a local time of the shop, or a time with its own offset. */
    static Instant moment(String text, ZoneId zone) {
        var typed = text.strip().replace(' ', 'T');
        List<Function<String, Instant>> forms = List.of(
                value -> LocalDateTime.parse(value).atZone(zone).toInstant(),
                value -> LocalDate.parse(value).atStartOfDay(zone).toInstant(),
                value -> OffsetDateTime.parse(value).toInstant());
        for (var form : forms) {
            var parsed = parse(typed, form);
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        throw VerbRefusedException.wrongUse("no-moment", text, zone.getId());
    }

    private static Optional<Instant> parse(String text, Function<String, Instant> form) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    /** Remembers whether the look before found nothing either. */
    private static final class Quiet {

        private int looks;

        boolean look(long sending) {
            looks = sending == 0 ? looks + 1 : 0;
            return looks >= 2;
        }
    }

    /** @param from a day or time in the shop's zone; empty: now */
    record Request(String shop, Optional<String> from) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop);
        }

        @Override
        public String words() {
            return from.map(moment -> "--from " + moment).orElse("");
        }
    }

    record ObserveRequest(String shop) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(shop);
        }
    }

    /**
     * @param from what was paid or written before is never pushed, UTC
     * @param zone of the shop
     * @param waiting messages that go out now
     */
    record Live(String shop, Instant from, String zone, long waiting) {}

    /**
     * @param kept messages that wait for the next go-live
     * @param sending messages whose delivery had not ended in time; 0: from now on nothing is sent
     */
    record Observing(String shop, long kept, long sending) {}
}
