package dev.shophub.listing;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.BrakeBook.Outlook;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps numbers that cannot be right from emptying a shop: when too many listings would fall to 0, or the shop would lose half of
 * its pieces, what falls is held until a person releases it or the numbers are back.
 */
public final class Brake {

    /** The kind of the trouble. */
    public static final String KIND = "brake";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final int PIECES = 6;

    /** How long an outlook is good: what was written meanwhile is counted when the next one is made. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final BrakeBook book;
    private final TroubleBell troubles;
    private final Supplier<Limits> limits;
    private final Clock clock;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    /** @param limits those in force each time it is asked */
    public Brake(BrakeBook book, TroubleBell troubles, Supplier<Limits> limits, Clock clock) {
        this.book = book;
        this.troubles = troubles;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * When it holds.
     *
     * @param listings more of a shop's listings falling to 0 within the window
     * @param percent or more than this part of them
     * @param atLeast fewer falling, or a shop with fewer listings, are judged by {@code listings} alone
     * @param totalPercent the shop would lose this part of its pieces or more, within a sixth of the window
     * @param window what fell within it counts together
     */
    public record Limits(int listings, BigDecimal percent, int atLeast, BigDecimal totalPercent, Duration window) {

        boolean holds(Outlook outlook) {
            return outlook.falling() > listings
                    || (outlook.listed() >= atLeast && (tooMany(outlook) || halves(outlook)));
        }

        /** Whether it would hold, were all shown that the ERP has: else it is the formula that lets stock fall. */
        boolean holdsByErpAlone(Outlook outlook) {
            var alone = outlook.erpAlone();
            return holds(new Outlook(
                    outlook.listed(),
                    alone.falling(),
                    alone.before(),
                    alone.after(),
                    alone,
                    outlook.formulaChangedAt()));
        }

        private boolean tooMany(Outlook outlook) {
            return outlook.falling() >= atLeast
                    && BigDecimal.valueOf(outlook.falling())
                                    .multiply(HUNDRED)
                                    .compareTo(percent.multiply(BigDecimal.valueOf(outlook.listed())))
                            > 0;
        }

        private boolean halves(Outlook outlook) {
            return outlook.before() > outlook.after()
                    && BigDecimal.valueOf(outlook.before() - outlook.after())
                                    .multiply(HUNDRED)
                                    .compareTo(totalPercent.multiply(BigDecimal.valueOf(outlook.before())))
                            >= 0;
        }
    }

    /** Whether an item that would go from so many pieces to so many has to wait. */
    boolean holds(long shopId, ShopKey shop, ExternalId item, long shown, long wanted) {
        if (!falls(shown, wanted) || book.isReleased(shopId, item, since())) {
            return false;
        }
        if (book.holds(shopId)) {
            return true;
        }
        var outlook = outlook(shopId);
        if (!limits.get().holds(outlook)) {
            return false;
        }
        book.hold(shopId);
        troubles.raise(key(shop), KIND, Optional.of(shopId), said(shop, outlook));
        return true;
    }

    /** It was written: a fall counts for those that follow. */
    void wrote(long shopId, ExternalId item, long shown, long wanted) {
        if (falls(shown, wanted) && !book.isReleased(shopId, item, since())) {
            book.fell(shopId, item, shown, wanted);
        }
    }

    /** Whether the shop's numbers still are what they are held for. */
    boolean stillHolds(long shopId) {
        return limits.get().holds(look(shopId));
    }

    /** Since when falls count, UTC. */
    Instant since() {
        return clock.instant().minus(limits.get().window());
    }

    static String key(ShopKey shop) {
        return shop + "/" + KIND;
    }

    private static boolean falls(long shown, long wanted) {
        return shown > 0 && wanted * 2 <= shown;
    }

    /** Pieces count over a part of the window: what an ERP tells at once arrives within minutes. */
    private Outlook look(long shopId) {
        return book.outlook(
                shopId, since(), clock.instant().minus(limits.get().window().dividedBy(PIECES)));
    }

    private Outlook outlook(long shopId) {
        var now = clock.instant();
        var last = seen.get(shopId);
        if (last == null || !now.isBefore(last.at().plus(FRESH))) {
            last = new Seen(look(shopId), now);
            seen.put(shopId, last);
        }
        return last.outlook();
    }

    private Said said(ShopKey shop, Outlook outlook) {
        var changed = outlook.formulaChangedAt().filter(at -> !at.isBefore(since()));
        return changed.isPresent() && !limits.get().holdsByErpAlone(outlook)
                ? saidOfFormula(shop, outlook, changed.get())
                : saidOfErp(shop, outlook);
    }

    private static Said saidOfErp(ShopKey shop, Outlook outlook) {
        return Said.of(
                "brake",
                ("Stock would fall too far and is held (shop=%s, listings falling to 0=%d of %d, pieces=%d, afterwards=%d):"
                                + " look at the ERP's stock; ./hub release %s lets it go on")
                        .formatted(shop, outlook.falling(), outlook.listed(), outlook.before(), outlook.after(), shop),
                outlook.falling(),
                outlook.listed(),
                outlook.before(),
                outlook.after());
    }

    private static Said saidOfFormula(ShopKey shop, Outlook outlook, Instant changedAt) {
        return Said.of(
                "brake-formula",
                ("Stock would fall too far by an edited formula and is held (shop=%s, formula changed=%s, listings falling to 0=%d"
                                + " of %d, pieces=%d, afterwards=%d, by the ERP's stock alone=%d): look at hub.shops.%s.stock and"
                                + " config/stock-formula.csv; ./hub release %s lets it go on")
                        .formatted(
                                shop,
                                changedAt,
                                outlook.falling(),
                                outlook.listed(),
                                outlook.before(),
                                outlook.after(),
                                outlook.erpAlone().after(),
                                shop,
                                shop),
                outlook.falling(),
                outlook.listed(),
                outlook.before(),
                outlook.after(),
                changedAt,
                outlook.erpAlone().after());
    }

    private record Seen(Outlook outlook, Instant at) {}
}
