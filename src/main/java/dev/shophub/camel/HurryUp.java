package dev.shophub.camel;

import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.store.Pauses;
import dev.shophub.store.ShopRow;
import dev.shophub.webhook.Hurry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches orders that are said to have changed, by their ids, in the shop's lane, and polls the stream of all else as soon as the
 * platform's index is sure. What does not come to pass the next poll reads.
 */
final class HurryUp implements Hurry {

    private static final Logger LOG = LoggerFactory.getLogger(HurryUp.class);

    /** More orders than these at once are quicker found by a poll. */
    private static final int MOST_WAITING = 1_000;

    private final ShopDirectory directory;
    private final ShopComponent polls;
    private final PageDoor pages;
    private final Pauses pauses;
    private final Map<ShopKey, Set<ExternalId>> waiting = new ConcurrentHashMap<>();
    private final Set<ShopKey> fetching = ConcurrentHashMap.newKeySet();
    private final Set<String> due = ConcurrentHashMap.newKeySet();

    HurryUp(ShopDirectory directory, ShopComponent polls, PageDoor pages, Pauses pauses) {
        this.directory = directory;
        this.polls = polls;
        this.pages = pages;
        this.pauses = pauses;
    }

    @Override
    public void look(ShopKey key, List<Changed> changed) {
        directory.find(key).ifPresent(shop -> {
            for (var one : changed) {
                boolean byId = one.stream().equals(Stream.ORDERS)
                        && one.id().isPresent()
                        && shop.connector() instanceof OrderDetail
                        && wait(key, one.id().get());
                if (!byId) {
                    pollSoon(shop, one.stream());
                }
            }
            fetch(shop);
        });
    }

    private boolean wait(ShopKey shop, ExternalId order) {
        var orders = waiting(shop);
        synchronized (orders) {
            return orders.contains(order) || orders.size() < MOST_WAITING && orders.add(order);
        }
    }

    private Set<ExternalId> waiting(ShopKey shop) {
        return waiting.computeIfAbsent(shop, any -> new LinkedHashSet<>());
    }

    private List<ExternalId> next(ShopKey shop) {
        var orders = waiting(shop);
        synchronized (orders) {
            var some = new ArrayList<ExternalId>();
            var each = orders.iterator();
            while (each.hasNext() && some.size() < OrderDetail.MOST) {
                some.add(each.next());
                each.remove();
            }
            return some;
        }
    }

    private boolean hasWaiting(ShopKey shop) {
        var orders = waiting(shop);
        synchronized (orders) {
            return !orders.isEmpty();
        }
    }

    private void fetch(ActiveShop shop) {
        var key = shop.row().key();
        if (hasWaiting(key) && fetching.add(key)) {
            inLane(shop, () -> {
                try {
                    fetchAll(shop);
                } finally {
                    fetching.remove(key);
                }
                // what came between the last look and the line above
                fetch(shop);
            });
        }
    }

    private void fetchAll(ActiveShop shop) {
        var key = shop.row().key();
        for (var ids = next(key); !ids.isEmpty(); ids = next(key)) {
            if (standsStill(shop)) {
                continue;
            }
            try {
                var records = ((OrderDetail) shop.connector()).ordersById(ids);
                if (!records.isEmpty()) {
                    pages.store(shop, Stream.ORDERS, records);
                }
            } catch (RuntimeException failure) {
                if (PollFailures.isBug(failure)) {
                    LOG.error(
                            "{}: orders said to have changed could not be read",
                            shop.row().title(),
                            failure);
                } else {
                    LOG.info(
                            "{}: orders said to have changed wait for the next poll ({})",
                            shop.row().title(),
                            failure.getMessage());
                }
            }
        }
    }

    private boolean standsStill(ActiveShop shop) {
        return pauses.names(Pauses.Kind.SHOP).contains(shop.row().key().value())
                || polls.polls()
                        .shops()
                        .find(shop.row().id())
                        .map(row -> row.state() == ShopRow.State.PAUSED || row.state() == ShopRow.State.OUT)
                        .orElse(true);
    }

    /** Once for all that is said until then. */
    private void pollSoon(ActiveShop shop, Stream stream) {
        var key = shop.row().key();
        var pace = shop.paces().get(stream);
        if (pace == null || !due.add(key + "/" + stream)) {
            return;
        }
        Executor sure = CompletableFuture.delayedExecutor(
                pace.settle().plus(Duration.ofSeconds(1)).toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(
                () -> {
                    due.remove(key + "/" + stream);
                    polls.consumer(key, stream).ifPresent(ShopConsumer::trigger);
                },
                sure);
    }

    private static void inLane(ActiveShop shop, Runnable work) {
        try {
            shop.lane().live().execute(work);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{}: the hub stops, the next start reads it", shop.row().title(), stopping);
        }
    }
}
