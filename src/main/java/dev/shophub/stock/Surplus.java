package dev.shophub.stock;

import dev.shophub.store.OversoldFacts.OpenOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which orders to give up where more was sold than there is. */
public final class Surplus {

    private Surplus() {}

    /**
     * As few as cover the shortage: of the unpaid the newest first, for they can simply be closed; then of the paid the newest first, for
     * who ordered last has waited least. One that is not needed beside the others is left out again, the smallest first.
     *
     * @param open orders that may be given up: unpaid before paid, the newest first
     * @param missing pieces
     * @return in the same order; all of them where together they do not cover it
     */
    public static List<OpenOrder> toGiveUp(List<OpenOrder> open, long missing) {
        var chosen = new ArrayList<OpenOrder>();
        long covered = 0;
        for (var order : open) {
            if (covered >= missing) {
                break;
            }
            chosen.add(order);
            covered += order.pieces();
        }
        var bySize = new ArrayList<>(chosen);
        bySize.sort(Comparator.comparingLong(OpenOrder::pieces));
        for (var order : bySize) {
            if (covered - order.pieces() >= missing) {
                chosen.remove(order);
                covered -= order.pieces();
            }
        }
        return List.copyOf(chosen);
    }
}
