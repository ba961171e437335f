package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.stock.Sellable;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.DriftBook;
import dev.shophub.store.DriftBook.Seen;
import dev.shophub.store.DriftBook.Which;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShopRow.State;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.store.ShownStock.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Our number of every variant beside the one that its shop shows: since when they differ, and why nothing moves. What differs for a
 * while and nobody had asked to be set right is asked for. The bean {@code drift} of the report routes.
 */
public final class StockDrift {

    private static final int PAGE = 500;
    /** So long the hub does not ask again for what its asking did not set right, and tells of what it did. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final Tables tables;
    private final Predicate<ShopKey> takesStock;
    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final Supplier<Pace> pace;
    private final Clock clock;

    /** @param takesStock whether the platform of a shop does: what it shows can be set */
    public StockDrift(
            Tables tables,
            Predicate<ShopKey> takesStock,
            Outbox outbox,
            TransactionOperations transaction,
            Supplier<Pace> pace,
            Clock clock) {
        this.tables = tables;
        this.takesStock = takesStock;
        this.outbox = outbox;
        this.transaction = transaction;
        this.pace = pace;
        this.clock = clock;
    }

    /** The tables it looks at. */
    public record Tables(Shops shops, ShownStock stock, DriftBook book, OutboxFacts outbox) {}

    /**
     * @param every how often numbers are compared
     * @param after what differs for less is on its way, and not told
     */
    public record Pace(Duration every, Duration after) {}

    /**
     * What a comparison found.
     *
     * @param shops those compared, by key
     * @param mended what the hub asked for within a day and is the same again; at most as many rows as were wanted
     */
    public record Found(List<ShopDrift> shops, DailyFacts.Listed<DriftBook.Mended> mended) {}

    /** Every how many milliseconds numbers are compared. */
    public long everyMillis() {
        return pace.get().every().toMillis();
    }

    /** Compares, keeps since when what differs, and asks for what nobody asked for. */
    public void look() {
        keep(compare());
    }

    /** The same, and tells what was found. */
    public Found lookAndTell(int most) {
        look();
        return tell(most);
    }

    /** Compares and tells; changes nothing. */
    public Found tell(int most) {
        var now = clock.instant();
        return new Found(
                compare().stream().map(shop -> told(shop, now)).toList(),
                tables.book().mended(now.minus(A_DAY), most));
    }

    private record Compared(
            ShopRow shop, long compared, long unmapped, long silent, long unread, List<Shown> differing) {

        private List<Seen> seen() {
            return differing.stream()
                    .map(one -> new Seen(
                            which(shop, one),
                            Sellable.of(one.variant()).orElseThrow(),
                            one.variant().shown().orElseThrow()))
                    .toList();
        }
    }

    private static Which which(ShopRow shop, Shown one) {
        return new Which(shop.id(), one.itemId(), one.variant().skuId());
    }

    private List<Compared> compare() {
        Supplier<ShownStock.Pieces> pieces = new Once<>(tables.stock()::pieces);
        return tables.shops().all().stream()
                .filter(StockDrift::isWrittenTo)
                .map(shop -> compare(shop, pieces))
                .toList();
    }

    /** One that was refused access is read and written to again once it is let in. */
    private static boolean isWrittenTo(ShopRow shop) {
        return shop.state() == State.LIVE
                || shop.state() == State.PAUSED && shop.goLiveFrom().isPresent();
    }

    private Compared compare(ShopRow shop, Supplier<ShownStock.Pieces> pieces) {
        long compared = 0;
        long unmapped = 0;
        long silent = 0;
        long unread = 0;
        var differing = new ArrayList<Shown>();
        var after = Optional.<ExternalId>empty();
        List<Shown> page;
        do {
            page = tables.stock().page(shop.id(), after, PAGE, pieces);
            for (var one : page) {
                var ours = Sellable.of(one.variant());
                if (one.variant().erpSku().isEmpty()) {
                    unmapped++;
                } else if (ours.isEmpty()) {
                    silent++;
                } else if (one.variant().shown().isEmpty()) {
                    unread++;
                } else {
                    compared++;
                    if (!ours.equals(one.variant().shown())) {
                        differing.add(one);
                    }
                }
            }
            after = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).itemId());
        } while (after.isPresent());
        return new Compared(shop, compared, unmapped, silent, unread, differing);
    }

    private void keep(Collection<Compared> compared) {
        var now = clock.instant();
        var writable = compared.stream()
                .map(Compared::shop)
                .filter(shop -> shop.state() == State.LIVE && takesStock.test(shop.key()))
                .map(ShopRow::id)
                .toList();
        transaction.executeWithoutResult(status -> {
            tables.book()
                    .look(
                            compared.stream()
                                    .flatMap(shop -> shop.seen().stream())
                                    .toList(),
                            now);
            if (tables.book().ask(writable, now.minus(pace.get().after()), now.minus(A_DAY), now) > 0) {
                outbox.requeue().bringToLevel(now);
            }
            tables.book().forget(now.minus(REMEMBERED));
        });
    }

    private ShopDrift told(Compared compared, Instant now) {
        var shop = compared.shop();
        var kept = tables.book().differing(shop.id());
        var lasting = compared.differing().stream()
                .filter(one -> Optional.ofNullable(kept.get(which(shop, one)))
                        .filter(row -> !row.since().isAfter(now.minus(pace.get().after())))
                        .isPresent())
                .toList();
        var standing = tables.outbox()
                .standing(
                        shop.id(),
                        "listing",
                        lasting.stream().map(Shown::itemId).distinct().toList());
        var why = new DriftReason.OfShop(
                shop, takesStock.test(shop.key()), tables.stock().ordersReadAt(shop.id()));
        var named = new DailyFacts.Shop(shop.key(), shop.title());
        return new ShopDrift(
                named,
                compared.compared(),
                compared.differing().size() - lasting.size(),
                compared.unmapped(),
                compared.silent(),
                compared.unread(),
                lasting.stream()
                        .map(one -> Difference.of(
                                named,
                                one,
                                kept.get(which(shop, one)),
                                why.of(
                                        one,
                                        kept.get(which(shop, one)),
                                        Optional.ofNullable(standing.get(one.itemId())))))
                        .sorted(Difference.MOST_PRESSING)
                        .toList());
    }

    /** Asked for by the first who wants it. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> source;
        private T value;

        private Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            if (value == null) {
                value = source.get();
            }
            return value;
        }
    }
}
