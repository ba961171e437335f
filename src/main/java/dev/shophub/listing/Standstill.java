package dev.shophub.listing;

import dev.shophub.model.ExternalId;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.Parking;
import dev.shophub.outbox.Parking.Parked;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.LeftEarly;
import dev.shophub.store.Mappings;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import dev.shophub.store.TroubleBell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the brake holds and what is frozen goes on here: because a person says so, because the numbers are back, because the recount
 * is over. The bean {@code standstill} of the report routes.
 */
public final class Standstill {

    private static final int ALL = 100_000;
    private static final Duration REMEMBERED = Duration.ofDays(2);
    /** Where the ERP is told late there may be many; what counts no more is no longer counted, whether its row is gone or not. */
    private static final Duration UNTIL_LEFT_EARLY_IS_LOOKED_AT = Duration.ofMinutes(5);

    private final Tables tables;
    private final Brake brake;
    private final PriceBrake prices;
    private final Outbox outbox;
    private final Parking parking;
    private final TroubleBell troubles;
    private final TransactionOperations transaction;
    private final Clock clock;
    private volatile Instant leftEarlyDue = Instant.MIN;

    public Standstill(
            Tables tables,
            Brake brake,
            PriceBrake prices,
            Outbox outbox,
            Parking parking,
            TroubleBell troubles,
            TransactionOperations transaction,
            Clock clock) {
        this.tables = tables;
        this.brake = brake;
        this.prices = prices;
        this.outbox = outbox;
        this.parking = parking;
        this.troubles = troubles;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The tables it looks at. */
    public record Tables(Shops shops, BrakeBook brake, StockFreezes freezes, Mappings mappings, LeftEarly leftEarly) {}

    /** Ends recounts whose time is over, and lets go what need not be held any more. */
    public void look() {
        endFreezes();
        var now = clock.instant();
        if (!now.isBefore(leftEarlyDue)) {
            leftEarlyDue = now.plus(UNTIL_LEFT_EARLY_IS_LOOKED_AT);
            boolean more;
            do {
                more = endLeftEarly(now);
            } while (more);
        }
        tables.brake().forget(now.minus(REMEMBERED));
        var held = parking.parked(Parking.BRAKE);
        for (var shopId : tables.brake().held()) {
            if (!brake.stillHolds(shopId)) {
                tables.shops().find(shopId).ifPresent(shop -> letStockGo(shop, held));
            }
        }
        var better = held.stream()
                .filter(one -> one.destination().equals(Destination.CHANGE))
                .filter(one -> prices.concern(one.shopId(), new ExternalId(one.subject()))
                        .isEmpty())
                .toList();
        parking.release(better);
        curePrices(better);
    }

    /** Ends recounts whose time is over; their listings are compared with what the ERP says. */
    public void endFreezes() {
        var now = clock.instant();
        for (var freeze : tables.freezes().all()) {
            if (!freeze.until().isAfter(now)) {
                transaction.executeWithoutResult(
                        status -> compare(tables.freezes().end(freeze.id()), now));
            }
        }
    }

    /**
     * Lines that left early and count no more. What the ERP has it tells by its stock; what it never gets, because the order was
     * closed after all, is compared at once. Returns whether there may be more.
     */
    private boolean endLeftEarly(Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var ended = tables.leftEarly().removeEnded(now);
            ended.stream()
                    .filter(line -> !line.inErp())
                    .collect(Collectors.groupingBy(
                            LeftEarly.Ended::shopId, Collectors.mapping(LeftEarly.Ended::code, Collectors.toSet())))
                    .forEach((shopId, codes) -> compareItems(tables.mappings().itemsSharing(shopId, codes), now));
            return ended.size() == LeftEarly.AT_ONCE;
        }));
    }

    private void compare(List<SkuCode> skus, Instant now) {
        compareItems(tables.mappings().itemsOf(skus), now);
    }

    private void compareItems(List<Mappings.Listed> items, Instant now) {
        outbox.write(items.stream()
                .map(item -> NewMessage.state(
                        Destination.LISTING, "stock", item.shopId(), item.itemId(), item.itemId(), now))
                .toList());
    }

    /** What a release let go. */
    public record Released(int listings, int prices) {}

    /**
     * A person lets go what the brake holds.
     *
     * @param shop of one shop; empty: of all
     * @param item of one item; empty: all that is held
     */
    public Released release(Optional<ShopRow> shop, Optional<ExternalId> item) {
        var held = parking.parked(Parking.BRAKE).stream()
                .filter(one -> shop.map(row -> row.id() == one.shopId()).orElse(true))
                .filter(one -> item.map(id -> id.value().equals(one.subject())).orElse(true))
                .toList();
        var stock = held.stream()
                .filter(one -> one.destination().equals(Destination.LISTING))
                .toList();
        var changes = held.stream()
                .filter(one -> one.destination().equals(Destination.CHANGE))
                .toList();
        byShop(stock).forEach(shopId -> tables.brake().release(shopId, itemsOf(shopId, stock)));
        byShop(changes).forEach(shopId -> prices.release(shopId, itemsOf(shopId, changes)));
        if (item.isEmpty()) {
            shop.map(ShopRow::id).map(List::of).orElseGet(tables.brake()::held).forEach(this::releaseAll);
        }
        parking.release(held);
        curePrices(changes);
        return new Released(stock.size(), changes.size());
    }

    /** Also what falls and was not tried yet. */
    private void releaseAll(long shopId) {
        var falling = tables.brake().falling(shopId, brake.since(), ALL);
        tables.brake()
                .release(shopId, falling.stream().map(BrakeBook.Falling::item).toList());
        tables.shops().find(shopId).ifPresent(this::cureStock);
    }

    private void letStockGo(ShopRow shop, List<Parked> held) {
        cureStock(shop);
        parking.release(held.stream()
                .filter(one -> one.shopId() == shop.id())
                .filter(one -> one.destination().equals(Destination.LISTING))
                .toList());
    }

    private void cureStock(ShopRow shop) {
        tables.brake().letGo(shop.id());
        troubles.cure(Brake.key(shop.key()));
    }

    /** Shops of which no price is held any more after these were let go. */
    private void curePrices(List<Parked> gone) {
        var left = byShop(parking.parked(Parking.BRAKE).stream()
                        .filter(one -> one.destination().equals(Destination.CHANGE))
                        .toList())
                .collect(Collectors.toSet());
        byShop(gone)
                .filter(shopId -> !left.contains(shopId))
                .flatMap(shopId -> tables.shops().find(shopId).stream())
                .forEach(shop -> prices.cured(shop.key()));
    }

    private static Stream<Long> byShop(List<Parked> held) {
        return held.stream().map(Parked::shopId).distinct();
    }

    private static List<ExternalId> itemsOf(long shopId, List<Parked> held) {
        return held.stream()
                .filter(one -> one.shopId() == shopId)
                .map(one -> new ExternalId(one.subject()))
                .toList();
    }
}
