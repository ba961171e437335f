package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Parking;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.OrderHold;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Keeps orders from the ERP until a person lets them go. */
final class HoldVerb {

    static final VerbCall<Request, Held> CALL = new VerbCall<>("hold", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<ListRequest, List<Hold>> LIST =
            new VerbCall<>("hold-list", ListRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<UnholdRequest, Unheld> UNHOLD =
            new VerbCall<>("unhold", UnholdRequest.class, new TypeReference<>() {}, false);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int NAMED = 500;

    private final Shops shops;
    private final OrderHolds holds;
    private final OutboxFacts outbox;
    private final Parking parking;
    private final Patience patience;
    private final Runnable wake;
    private final Clock clock;

    HoldVerb(
            Shops shops,
            OrderHolds holds,
            OutboxFacts outbox,
            Parking parking,
            Patience patience,
            Runnable wake,
            Clock clock) {
        this.shops = shops;
        this.holds = holds;
        this.outbox = outbox;
        this.parking = parking;
        this.patience = patience;
        this.wake = wake;
        this.clock = clock;
    }

    /** What matches is parked from now on; what was being sent is waited for, and what the ERP has is named. */
    Held hold(Request request) {
        var shop = shop(request.target());
        var zone = shop.map(ShopRow::zone).orElse(ZoneId.of(request.zone()));
        if (shop.isEmpty() && !holds.knowsOrder(request.target()) && !holds.knowsItem(request.target())) {
            throw VerbRefusedException.cannot("nothing-to-hold", request.target())
                    .near(Nearest.to(
                            request.target(),
                            shops.all().stream().map(row -> row.key().value()).toList()));
        }
        var hold = new OrderHold(
                shop.map(ShopRow::id),
                shop.isPresent() ? "" : request.target(),
                request.below().map(HoldVerb::price),
                request.from().map(text -> GoLiveVerb.moment(text, zone)),
                request.to().map(text -> GoLiveVerb.moment(text, zone)),
                name(request.target(), shop),
                request.author(),
                clock.instant());
        holds.hold(hold);
        boolean quiet = patience.until(() -> sending(shop) == 0, LONGEST_WAIT);
        var inErp = holds.inErp(hold, NAMED).stream()
                .map(one ->
                        new InErp(one.shop().value(), one.order().value(), one.erpId(), one.status(), one.placedAt()))
                .toList();
        return new Held(request.target(), inErp, quiet);
    }

    private long sending(Optional<ShopRow> shop) {
        return shop.map(List::of).orElseGet(shops::all).stream()
                .mapToLong(row -> outbox.sending(row.id()))
                .sum();
    }

    List<Hold> list(ListRequest request) {
        return holds.all().stream()
                .map(hold -> new Hold(
                        hold.typed(),
                        hold.below().map(BigDecimal::toPlainString),
                        hold.from(),
                        hold.to(),
                        hold.author(),
                        hold.madeAt()))
                .toList();
    }

    /** Orders that were held go on, unless another hold keeps them. */
    Unheld unhold(UnholdRequest request) {
        if (holds.unhold(name(request.target(), shop(request.target()))) == 0) {
            throw VerbRefusedException.cannot("not-held", request.target())
                    .near(Nearest.to(
                            request.target(),
                            holds.all().stream().map(OrderHold::typed).toList()));
        }
        int tried = parking.release(parking.parked(Parking.HELD));
        wake.run();
        return new Unheld(request.target(), tried);
    }

    private Optional<ShopRow> shop(String target) {
        return new ShopArgument(shops).find(target);
    }

    /** A shop is held by one name, however it was typed. */
    private static String name(String target, Optional<ShopRow> shop) {
        return shop.map(row -> row.key().value()).orElse(target);
    }

    private static BigDecimal price(String typed) {
        try {
            var price = new BigDecimal(typed.strip());
            if (price.signum() > 0 && price.scale() <= 4 && price.precision() <= 15) {
                return price;
            }
        } catch (NumberFormatException noNumber) {
            throw VerbRefusedException.wrongUse("no-price", typed);
        }
        throw VerbRefusedException.wrongUse("no-price", typed);
    }

    /**
     * @param target a shop, an item (merchant code, SKU of the ERP), or an order
     * @param below only orders with a line cheaper than this a piece
     * @param from only placed since then
     * @param to only placed before
     * @param zone of times typed, where the target is no shop
     * @param author the operating system's user
     */
    record Request(
            String target,
            Optional<String> below,
            Optional<String> from,
            Optional<String> to,
            String zone,
            String author)
            implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(target);
        }

        @Override
        public String words() {
            return (below.map(price -> "--below " + price + " ").orElse("")
                            + from.map(moment -> "--from " + moment + " ").orElse("")
                            + to.map(moment -> "--to " + moment).orElse(""))
                    .strip();
        }
    }

    /** Asks which holds there are. */
    record ListRequest() {}

    record UnholdRequest(String target) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(target);
        }
    }

    /**
     * @param inErp open orders that match and the ERP has: a person stops them there
     * @param quiet false: something was still being sent after a minute, and may be missing in the list
     */
    record Held(String target, List<InErp> inErp, boolean quiet) {}

    /** @param status the platform's word */
    record InErp(String shop, String order, String erpId, String status, Instant placedAt) {}

    record Hold(
            String target,
            Optional<String> below,
            Optional<Instant> from,
            Optional<Instant> to,
            String author,
            Instant since) {}

    /** @param tried orders that are on their way again; those that another hold keeps are parked again */
    record Unheld(String target, int tried) {}
}
