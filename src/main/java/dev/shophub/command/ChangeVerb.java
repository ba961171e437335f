package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.listing.ChangeDesk;
import dev.shophub.listing.ChangeDesk.Step;
import dev.shophub.model.Money;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.ItemChanges;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes prices and titles, all that was asked or nothing, and brings old values back. */
final class ChangeVerb {

    static final VerbCall<Request, Answer> CALL =
            new VerbCall<>("change", Request.class, new TypeReference<>() {}, false);
    static final VerbCall<UndoRequest, Answer> UNDO =
            new VerbCall<>("change-undo", UndoRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<ListRequest, List<Made>> LIST =
            new VerbCall<>("change-list", ListRequest.class, new TypeReference<>() {}, true);

    private final ChangeRows rows;
    private final ChangeDesk desk;
    private final ItemChanges changes;
    private final Runnable wake;

    /** @param wake tells the deliveries that something is due */
    ChangeVerb(ChangeRows rows, ChangeDesk desk, ItemChanges changes, Runnable wake) {
        this.rows = rows;
        this.desk = desk;
        this.changes = changes;
        this.wake = wake;
    }

    Answer change(Request request) {
        var understood = rows.understand(request.rows());
        var stops = !request.yes() && understood.steps().stream().anyMatch(Step::stops);
        var goes =
                understood.faults().isEmpty() && !stops && !understood.steps().isEmpty();
        var id = goes
                ? Optional.of(desk.make(
                        new ItemChanges.Order("file", request.source(), request.author(), request.why()),
                        understood.steps()))
                : Optional.<Long>empty();
        wake.run();
        return new Answer(id, shown(understood.steps()), understood.faults(), understood.unchanged(), stops);
    }

    Answer undo(UndoRequest request) {
        var made = changes.find(request.id())
                .orElseThrow(() -> VerbRefusedException.cannot("unknown-change", Long.toString(request.id())));
        made.undoneBy().ifPresent(by -> {
            throw VerbRefusedException.cannot("undone-already", Long.toString(request.id()), Long.toString(by));
        });
        var steps = desk.undoing(request.id());
        if (steps.isEmpty()) {
            throw VerbRefusedException.cannot("nothing-to-undo", Long.toString(request.id()));
        }
        var stops = !request.yes() && steps.stream().anyMatch(Step::stops);
        var id = stops
                ? Optional.<Long>empty()
                : Optional.of(desk.undo(
                        request.id(),
                        new ItemChanges.Order("undo", Long.toString(request.id()), request.author(), request.why()),
                        steps));
        wake.run();
        return new Answer(id, shown(steps), List.of(), 0, stops);
    }

    List<Made> list(ListRequest request) {
        return changes.newest(request.most()).stream()
                .map(made -> new Made(
                        made.id(),
                        made.order().kind(),
                        made.order().source(),
                        made.order().author(),
                        made.order().why(),
                        made.madeAt(),
                        made.fields(),
                        made.waiting(),
                        made.undoneBy()))
                .toList();
    }

    private static List<Shown> shown(List<Step> steps) {
        return steps.stream().map(ChangeVerb::shown).toList();
    }

    static Shown shown(Step step) {
        var offer = step.offer();
        var isPrice = step.field() == Field.PRICE;
        return new Shown(
                step.line(),
                offer.shop().value(),
                offer.itemId().value(),
                isPrice ? offer.skuId().map(Object::toString) : Optional.empty(),
                offer.code().value(),
                step.field().word(),
                step.oldValue(),
                step.newValue(),
                isPrice ? Optional.of(offer.price().currency().getCurrencyCode()) : Optional.empty(),
                step.percent().map(percent -> percent.setScale(1, RoundingMode.HALF_UP)),
                isPrice ? offer.cost().map(ChangeVerb::money) : Optional.empty(),
                step.concerns().stream()
                        .map(concern -> concern.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    private static String money(Money money) {
        return money.amount().toPlainString() + " " + money.currency().getCurrencyCode();
    }

    /**
     * @param source name of the file
     * @param author the operating system's user who typed it
     * @param why as typed, empty when nothing
     * @param yes also what is below cost or changes by much
     */
    record Request(List<ChangeRows.Row> rows, String source, String author, String why, boolean yes)
            implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(source);
        }

        @Override
        public String words() {
            return why;
        }
    }

    /** @param yes also what somebody changed since */
    record UndoRequest(long id, String author, String why, boolean yes) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(Long.toString(id));
        }

        @Override
        public String words() {
            return why;
        }
    }

    /** @param most so many, the newest first */
    record ListRequest(int most) {}

    /**
     * @param change its number, empty when nothing was changed
     * @param unchanged fields that the shops show so already
     * @param stopped a person must say yes to some of the steps
     */
    record Answer(
            Optional<Long> change, List<Shown> steps, List<ChangeRows.Fault> faults, int unchanged, boolean stopped) {}

    /**
     * @param line of the file, 0 when there is none
     * @param field {@code price}, {@code title} or {@code shelf}
     * @param percent by how much a price changes
     * @param cost with its currency, null when unknown
     */
    record Shown(
            int line,
            String shop,
            String item,
            Optional<String> sku,
            String code,
            String field,
            String oldValue,
            String newValue,
            Optional<String> currency,
            Optional<BigDecimal> percent,
            Optional<String> cost,
            List<String> concerns) {}

    /** @param waiting fields that are not written yet */
    @JsonPropertyOrder({"id", "kind", "source", "author", "why", "madeAt", "fields", "waiting", "undoneBy"})
    record Made(
            long id,
            String kind,
            String source,
            String author,
            String why,
            Instant madeAt,
            int fields,
            int waiting,
            Optional<Long> undoneBy) {}
}
