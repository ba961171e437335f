package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.ListingSink;
import dev.shophub.listing.ChangeDesk;
import dev.shophub.listing.ChangeDesk.Step;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.ItemChange.State;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes an item down for good in one shop or in all, and waits until the shops have done it. */
final class TakedownVerb {

    static final VerbCall<Request, Answer> CALL =
            new VerbCall<>("takedown", Request.class, new TypeReference<>() {}, false);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Shops shops;
    private final ChangeDesk desk;
    private final ItemChanges changes;
    private final Connectors connectors;
    private final Patience patience;
    private final Runnable wake;

    /** @param wake tells the deliveries that something is due */
    TakedownVerb(
            Shops shops,
            ChangeDesk desk,
            ItemChanges changes,
            Connectors connectors,
            Patience patience,
            Runnable wake) {
        this.shops = shops;
        this.desk = desk;
        this.changes = changes;
        this.connectors = connectors;
        this.patience = patience;
        this.wake = wake;
    }

    Answer run(Request request) {
        if (request.item().isEmpty() || request.item().length() > ExternalId.MAX_LENGTH) {
            throw VerbRefusedException.cannot("unknown-item", request.item());
        }
        var only = request.shop().map(new ShopArgument(shops)::one).map(ShopRow::key);
        var steps = desk.takeDown(desk.everywhere(request.item()).stream()
                .filter(offer -> only.isEmpty() || only.get().equals(offer.shop()))
                .toList());
        if (steps.isEmpty()) {
            throw VerbRefusedException.cannot("unknown-item", request.item());
        }
        var going = new ArrayList<Step>();
        var items = new ArrayList<Item>();
        for (var step : steps) {
            var obstacle = obstacle(step.offer().shop());
            obstacle.ifPresentOrElse(word -> items.add(item(step, word)), () -> going.add(step));
        }
        if (going.isEmpty()) {
            return new Answer(Optional.empty(), items);
        }
        long id = desk.make(new ItemChanges.Order("takedown", request.item(), request.author(), request.why()), going);
        wake.run();
        patience.until(() -> changes.find(id).map(ItemChanges.Made::waiting).orElse(0) == 0, LONGEST_WAIT);
        var waiting = changes.fields(id).stream()
                .filter(change -> change.state() == State.WAITING)
                .map(change -> change.shopId() + "/" + change.itemId())
                .toList();
        going.forEach(step -> items.add(item(
                step,
                waiting.contains(step.offer().shopId() + "/" + step.offer().itemId()) ? "waiting" : "down")));
        return new Answer(Optional.of(id), items);
    }

    /** Why nothing is written to a shop now and later. */
    private Optional<String> obstacle(ShopKey key) {
        var state = shops.find(key).orElseThrow().state();
        if (state == ShopRow.State.OBSERVING || state == ShopRow.State.OUT) {
            return Optional.of(state.word());
        }
        return connectors.of(key).filter(ListingSink.class::isInstance).isPresent()
                ? Optional.empty()
                : Optional.of("not-offered");
    }

    private static Item item(Step step, String outcome) {
        return new Item(
                step.offer().shop().value(),
                step.offer().itemId().value(),
                step.offer().title(),
                step.oldValue(),
                outcome);
    }

    /**
     * @param item of a platform, merchant code, or SKU of the ERP
     * @param shop empty: all
     * @param author the operating system's user who typed it
     */
    record Request(String item, Optional<String> shop, String author, String why) implements Steering {
        @Override
        public List<String> subjects() {
            return shop.map(one -> List.of(item, one)).orElse(List.of(item));
        }

        @Override
        public String words() {
            return why;
        }
    }

    /** @param change its number, empty when no shop could be told */
    record Answer(Optional<Long> change, List<Item> items) {}

    /**
     * @param before {@code up}, {@code down} or {@code down-by-hub}
     * @param outcome {@code down}; {@code waiting} when the shop has not done it yet; {@code observing}, {@code out} or
     *     {@code not-offered} when it is not told
     */
    record Item(String shop, String item, String title, String before, String outcome) {}
}
