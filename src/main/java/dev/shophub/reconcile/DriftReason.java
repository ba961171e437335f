package dev.shophub.reconcile;

import dev.shophub.outbox.OutboxFacts.Standing;
import dev.shophub.stock.Sellable;
import dev.shophub.store.DriftBook.Kept;
import dev.shophub.store.ShopRow;
import dev.shophub.store.ShownStock.Shown;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a number does not move, as far as the tables tell.
 *
 * @param word {@code paused} (the shop refuses access), {@code no-sink} (its platform takes no stock), {@code parked}, {@code dead},
 *     {@code retried} (a write failed and is tried again), {@code erp-stock-first} (a rise waits until the ERP's stock is read),
 *     {@code orders-first} (until the shop's orders are), {@code waiting}, {@code asked} (nobody had asked, the hub did now),
 *     {@code in-vain} (it asked, and the shop shows the other number still), {@code unasked}
 * @param reason of what is parked or dead, a word
 * @param detail particulars, perhaps in the other side's words, or nothing
 * @param message its number, 0 when none stands for the item
 */
public record DriftReason(String word, String reason, String detail, long message) {

    private static DriftReason of(String word) {
        return new DriftReason(word, "", "", 0);
    }

    private static DriftReason of(String word, Standing message) {
        return new DriftReason(word, message.reason(), message.detail(), message.id());
    }

    /**
     * What holds for all of a shop.
     *
     * @param takesStock its platform does
     * @param ordersReadAt when they were last read to their end, UTC
     */
    record OfShop(ShopRow shop, boolean takesStock, Optional<Instant> ordersReadAt) {

        /** @param message that stands for the item */
        DriftReason of(Shown one, Kept kept, Optional<Standing> message) {
            if (shop.state() == ShopRow.State.PAUSED) {
                return new DriftReason("paused", "", shop.pausedReason(), 0);
            }
            if (!takesStock) {
                return DriftReason.of("no-sink");
            }
            return message.map(standing -> of(one, kept, standing))
                    .orElseGet(() -> DriftReason.of(kept.askedAt().isPresent() ? "in-vain" : "unasked"));
        }

        private DriftReason of(Shown one, Kept kept, Standing message) {
            if (message.state().equals("parked") || message.state().equals("dead")) {
                return DriftReason.of(message.state(), message);
            }
            if (message.attempts() > 0) {
                return DriftReason.of("retried", message);
            }
            var variant = one.variant();
            if (!Sellable.sure(variant).equals(Sellable.of(variant))) {
                return DriftReason.of("erp-stock-first", message);
            }
            var rises = Sellable.of(variant).orElse(0L) > variant.shown().orElse(0L);
            // a waiting message also stands for what was read after it was written
            var learnt = variant.shownReadAt()
                    .filter(read -> read.isAfter(message.createdAt()))
                    .orElse(message.createdAt());
            if (rises && ordersReadAt.filter(read -> !read.isBefore(learnt)).isEmpty()) {
                return DriftReason.of("orders-first", message);
            }
            var asked = kept.askedAt()
                    .filter(at -> !at.isAfter(message.createdAt()))
                    .isPresent();
            return DriftReason.of(asked ? "asked" : "waiting", message);
        }
    }
}
