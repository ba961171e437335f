package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands still by a person's word: held orders and recounts. Nothing of it is a fault, and all of it is easily forgotten. */
final class StandingStill {

    private final Shops shops;
    private final OrderHolds holds;
    private final StockFreezes freezes;

    StandingStill(Shops shops, OrderHolds holds, StockFreezes freezes) {
        this.shops = shops;
        this.holds = holds;
        this.freezes = freezes;
    }

    /** Holds before recounts, the oldest first; of one shop also what concerns every shop. */
    List<Standing> list(Optional<String> shop) {
        var standing = new ArrayList<Standing>();
        holds.all()
                .forEach(hold -> standing.add(new Standing(
                        "hold",
                        hold.typed(),
                        hold.below().map(BigDecimal::toPlainString),
                        hold.from(),
                        hold.to(),
                        hold.madeAt(),
                        hold.author())));
        freezes.all()
                .forEach(freeze -> standing.add(new Standing(
                        "freeze",
                        freeze.typed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(freeze.until()),
                        freeze.since(),
                        freeze.author())));
        var others = shops.all().stream()
                .map(row -> row.key().value())
                .filter(key -> shop.isPresent() && !key.equals(shop.get()))
                .toList();
        standing.removeIf(one -> others.contains(one.target()));
        return standing;
    }

    /**
     * One hold or recount.
     *
     * @param kind {@code hold} or {@code freeze}
     * @param target a shop, an item, a SKU, an order, or {@code all}, as typed
     * @param below of a hold: only orders with a piece cheaper than this
     * @param from of a hold: only orders placed since then, UTC
     * @param until of a hold: only orders placed before; of a recount: its end; UTC
     * @param since when it was typed, UTC
     */
    @JsonPropertyOrder({"kind", "target", "below", "from", "until", "since", "author"})
    record Standing(
            String kind,
            String target,
            Optional<String> below,
            Optional<Instant> from,
            Optional<Instant> until,
            Instant since,
            String author) {}
}
