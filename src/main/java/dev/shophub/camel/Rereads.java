package dev.shophub.camel;

import dev.shophub.connector.OrderDetail;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.reconcile.Rereading;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a person has read again, by the shops that are connected. */
final class Rereads implements Rereading {

    private final ShopDirectory directory;
    private final Backfills backfills;
    private final PageDoor pages;
    private final Clock clock;

    Rereads(ShopDirectory directory, Backfills backfills, PageDoor pages, Clock clock) {
        this.directory = directory;
        this.backfills = backfills;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Optional<Map<String, Instant>> reach(ShopKey shop) {
        return directory.find(shop).map(found -> {
            var reach = new TreeMap<String, Instant>();
            for (var door : Door.of(found.connector())) {
                reach.put(
                        door.stream().name(),
                        door.pastReach().apply(clock.instant()).reachesBackTo());
            }
            return reach;
        });
    }

    @Override
    public void goOn() {
        backfills.goOn();
    }

    @Override
    public Optional<List<Reread>> orders(ShopKey shop, List<ExternalId> ids) {
        return directory
                .find(shop)
                .filter(found -> found.connector() instanceof OrderDetail)
                .map(found -> orders(found, (OrderDetail) found.connector(), ids));
    }

    /** The same with a connector of the caller's. */
    List<Reread> orders(ActiveShop shop, OrderDetail detail, List<ExternalId> ids) {
        var outcomes = new HashMap<ExternalId, Outcome>();
        var wanted = ids.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += OrderDetail.MOST) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + OrderDetail.MOST));
            // each in a page of its own: what came of which is told
            detail.ordersById(some).forEach(raw -> outcomes.put(raw.id(), outcome(shop, raw)));
        }
        return wanted.stream()
                .map(id -> new Reread(id, outcomes.getOrDefault(id, Outcome.UNKNOWN)))
                .toList();
    }

    private Outcome outcome(ActiveShop shop, RawRecord raw) {
        SavedPage saved = pages.store(shop, Stream.ORDERS, List.of(raw));
        if (saved.quarantined() > 0) {
            return Outcome.UNREADABLE;
        }
        return saved.changed() > 0 ? Outcome.CHANGED : Outcome.SAME;
    }
}
