package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.reconcile.CensusDoor;
import dev.shophub.reconcile.Rereading.Reread;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.Pauses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits the shops that are connected for what they list of a day: one visit at a time a shop, on a thread of its own. */
final class Censuses implements CensusDoor {

    private static final Logger LOG = LoggerFactory.getLogger(Censuses.class);

    private final ShopDirectory directory;
    private final Rereads rereads;
    private final Pauses pauses;
    private final BackfillBook backfills;
    private final Function<ActiveShop, Connector> beside;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    /** @param beside a connector of the shop that takes only a part of its quota */
    Censuses(
            ShopDirectory directory,
            Rereads rereads,
            Pauses pauses,
            BackfillBook backfills,
            Function<ActiveShop, Connector> beside) {
        this.directory = directory;
        this.rereads = rereads;
        this.pauses = pauses;
        this.backfills = backfills;
        this.beside = beside;
    }

    @Override
    public boolean begin(ShopKey key, Consumer<Visit> visit) {
        var found = directory.find(key).filter(shop -> !isStopped(shop));
        if (found.isEmpty() || !running.add(found.get().row().id())) {
            return false;
        }
        var shop = found.get();
        shop.lane().census().execute(() -> {
            try {
                visit.accept(new Visiting(shop, beside.apply(shop)));
            } catch (RuntimeException failure) {
                failed(shop, failure);
            } finally {
                running.remove(shop.row().id());
            }
        });
        return true;
    }

    private static void failed(ActiveShop shop, RuntimeException failure) {
        if (shop.lane().census().isShutdown()) {
            LOG.debug(
                    "{}: its list of orders was cut short by the stop",
                    shop.row().title(),
                    failure);
        } else if (PollFailures.isBug(failure)) {
            LOG.error(
                    "{}: its orders could not be held against the platform's list",
                    shop.row().title(),
                    failure);
        } else {
            LOG.info(
                    "{}: its orders are held against the platform's list later ({})",
                    shop.row().title(),
                    PollFailures.describe(failure));
        }
    }

    private boolean isStopped(ActiveShop shop) {
        return shop.lane().census().isShutdown()
                || pauses.names(Pauses.Kind.SHOP).contains(shop.row().key().value());
    }

    private final class Visiting implements Visit {

        private final ActiveShop shop;
        private final Connector connector;

        private Visiting(ActiveShop shop, Connector connector) {
            this.shop = shop;
            this.connector = connector;
        }

        @Override
        public Optional<OrderCensus> list() {
            return connector instanceof OrderCensus census ? Optional.of(census) : Optional.empty();
        }

        @Override
        public Optional<List<Reread>> orders(List<ExternalId> ids) {
            return connector instanceof OrderDetail detail
                    ? Optional.of(rereads.orders(shop, detail, ids))
                    : Optional.empty();
        }

        @Override
        public long backfill(Instant from, Instant to) {
            var id = backfills.add(shop.row().id(), Stream.ORDERS.name(), from, to, "census");
            rereads.goOn();
            return id;
        }

        @Override
        public boolean over() {
            return isStopped(shop);
        }
    }
}
