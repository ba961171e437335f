package dev.shophub.listing;

import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.outbox.Requeue;
import dev.shophub.stock.SkuFormulas;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFormulas;
import dev.shophub.store.StockFormulas.Terms;
import dev.shophub.store.TroubleBell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings in force what admins write of how much of the stock a shop shows, in the settings and in {@code config/stock-formula.csv}, and
 * has every listing concerned brought to its new level: the formulas and the messages are one transaction.
 */
public final class FormulaWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FormulaWatch.class);
    private static final String FILE = "stock-formula";
    private static final String SHOPS = "stock-formula/shops";

    private final Shops shops;
    private final StockFormulas formulas;
    private final SkuFormulas file;
    private final Supplier<Map<ShopKey, StockFormula>> configured;
    private final Requeue requeue;
    private final TransactionOperations transaction;
    private final TroubleBell troubles;
    private final Runnable wake;
    private Optional<Written> seen = Optional.empty();
    private Optional<Written> inForce = Optional.empty();

    /**
     * @param configured the shops' own formulas as the settings in force have them, each time it is asked; a shop that is not
     *     configured, or with a fault, is missing and keeps what it had
     * @param wake tells the deliveries that something is due
     */
    public FormulaWatch(
            Shops shops,
            StockFormulas formulas,
            SkuFormulas file,
            Supplier<Map<ShopKey, StockFormula>> configured,
            Requeue requeue,
            TransactionOperations transaction,
            TroubleBell troubles,
            Runnable wake) {
        this.shops = shops;
        this.formulas = formulas;
        this.file = file;
        this.configured = configured;
        this.requeue = requeue;
        this.transaction = transaction;
        this.troubles = troubles;
        this.wake = wake;
    }

    /** @param lines empty: the file cannot be used, what was read of it before stays in force, over restarts too */
    private record Written(
            Map<ShopKey, StockFormula> configured,
            Map<ShopKey, Long> shops,
            Optional<SkuFormulas.Lines> lines,
            Optional<String> problem) {}

    /**
     * Looks once; called again and again. A save counts once it stood still between two looks, so that no half of one is taken for the
     * whole; the first look, before anything is delivered, takes what is there.
     */
    public synchronized void look() {
        var now = Optional.of(new Written(configured.get(), ids(), file.lines(), file.problem()));
        var stoodStill = seen.isEmpty() || now.equals(seen);
        seen = now;
        if (stoodStill && !now.equals(inForce)) {
            follow(now.get());
            inForce = now;
        }
    }

    private Map<ShopKey, Long> ids() {
        return shops.all().stream().collect(Collectors.toMap(ShopRow::key, ShopRow::id));
    }

    private void follow(Written written) {
        tell(written);
        written.configured()
                .forEach((shop, own) -> Optional.ofNullable(written.shops().get(shop))
                        .ifPresent(id -> follow(id, shop, own, written.lines())));
    }

    private void follow(long shopId, ShopKey shop, StockFormula own, Optional<SkuFormulas.Lines> lines) {
        var before = formulas.of(shopId);
        var after = new HashMap<>(lines.map(all -> all.of(shop)).orElse(before));
        after.put(StockFormulas.SHOPS_OWN, Terms.of(own));
        var gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        var changed = new HashMap<>(after);
        changed.entrySet().removeIf(one -> one.getValue().equals(before.get(one.getKey())));
        if (!gone.isEmpty() || !changed.isEmpty()) {
            int compared = transaction.execute(status -> change(shopId, changed, gone, Terms.of(own)));
            LOG.info("The shop {} shows stock by another formula now; {} listings are compared", shop, compared);
            wake.run();
        }
    }

    private int change(long shopId, Map<String, Terms> changed, Set<String> gone, Terms own) {
        formulas.change(shopId, changed, gone, own);
        if (changed.containsKey(StockFormulas.SHOPS_OWN)) {
            return requeue.compareShop(shopId);
        }
        var skus = new HashSet<>(changed.keySet());
        skus.addAll(gone);
        return requeue.compareSkus(shopId, skus);
    }

    private void tell(Written written) {
        written.problem()
                .ifPresentOrElse(
                        problem -> troubles.raise(
                                FILE,
                                "config",
                                Optional.empty(),
                                Said.of("formula-file", problem + ". What was in force before stays in force")
                                        .quoting(problem)),
                        () -> troubles.cure(FILE));
        if (written.lines().isPresent()) {
            stranger(written)
                    .ifPresentOrElse(
                            line -> troubles.raise(
                                    SHOPS,
                                    "config",
                                    Optional.empty(),
                                    Said.of(
                                            "formula-shop",
                                            ("config/%s:%d names the shop '%s', which the hub does not know: correct it, or take the"
                                                            + " line out; it does nothing")
                                                    .formatted(SkuFormulas.NAME, line.getValue(), line.getKey()),
                                            line.getValue(),
                                            line.getKey())),
                            () -> troubles.cure(SHOPS));
        }
    }

    /** The first line about a shop that is none of ours. */
    private static Optional<Map.Entry<String, Integer>> stranger(Written written) {
        var ours = written.shops().keySet().stream().map(ShopKey::value).collect(Collectors.toSet());
        return written.lines().stream()
                .flatMap(lines -> lines.shops().entrySet().stream())
                .filter(line -> !ours.contains(line.getKey()))
                .min(Map.Entry.comparingByValue());
    }
}
