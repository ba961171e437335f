package dev.shophub.camel;

import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxFacts.Count;
import dev.shophub.store.Said;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shop that nobody configures any more: it stands still, its past stays, and what becomes of what waits for it is told once. */
final class RemovedShops {

    private static final Logger LOG = LoggerFactory.getLogger(RemovedShops.class);

    private final Shops shops;
    private final OutboxFacts outbox;
    private final ShopIdentity identity;
    private final TroubleBell troubles;

    RemovedShops(Shops shops, OutboxFacts outbox, ShopIdentity identity, TroubleBell troubles) {
        this.shops = shops;
        this.outbox = outbox;
        this.identity = identity;
        this.troubles = troubles;
    }

    /** Told once: a shop that was removed before stays as it is. */
    void removed(ShopRow shop) {
        if (shop.state() == ShopRow.State.OUT && shop.pausedReason().startsWith(Shops.REMOVED)) {
            return;
        }
        var told = Shops.REMOVED + " and neither read nor written to any more; all that was stored stays. "
                + waiting(shop) + " Has it a new name, run: ./hub rename-shop " + shop.key() + " NEW";
        identity.forgetTroubles(shop.id());
        shops.out(shop.key(), told);
        troubles.tell("removed/" + shop.key(), "removed", Optional.of(shop.id()), said(shop, told));
        LOG.info("{}: {}", shop.title(), told);
    }

    private Said said(ShopRow shop, String told) {
        var messages = waitingFor(shop).stream().mapToLong(Count::messages).sum();
        return Said.of("removed", told, messages);
    }

    private List<Count> waitingFor(ShopRow shop) {
        return outbox.undelivered().stream()
                .filter(count -> count.shopId() == shop.id())
                .toList();
    }

    private String waiting(ShopRow shop) {
        var counts = waitingFor(shop);
        if (counts.isEmpty()) {
            return "Nothing waits for it.";
        }
        var kinds = counts.stream()
                .map(count -> count.messages() + " " + count.destination() + "/" + count.kind() + " " + count.state())
                .collect(Collectors.joining(", "));
        return "What waits for it is kept and goes out when it is configured again, not before: " + kinds + ".";
    }
}
