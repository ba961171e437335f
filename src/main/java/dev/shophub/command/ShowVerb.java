package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.model.ExternalId;
import dev.shophub.model.StockFormula;
import dev.shophub.outbox.MessageLife;
import dev.shophub.outbox.MessageLife.Told;
import dev.shophub.stock.Sellable;
import dev.shophub.store.ItemStock;
import dev.shophub.store.LifeFacts;
import dev.shophub.store.LifeFacts.Thing;
import dev.shophub.store.SteeringDeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a thing by any number that people have of it, and tells its life. */
final class ShowVerb {

    static final VerbCall<Request, Shown> CALL = new VerbCall<>("show", Request.class, new TypeReference<>() {}, true);

    private static final int LONGEST = 128;

    private final LifeFacts facts;
    private final MessageLife messages;
    private final ItemStock stock;
    private final SteeringDeeds deeds;

    ShowVerb(LifeFacts facts, MessageLife messages, ItemStock stock, SteeringDeeds deeds) {
        this.facts = facts;
        this.messages = messages;
        this.stock = stock;
        this.deeds = deeds;
    }

    Shown run(Request request) {
        var id = request.id().strip();
        if (id.isEmpty() || id.length() > LONGEST) {
            throw VerbRefusedException.wrongUse("no-code", id);
        }
        var lives = new ArrayList<Life>();
        facts.called(id).forEach(thing -> lives.add(life(thing, id)));
        numbered(id).ifPresent(message -> lives.add(life(message)));
        if (lives.isEmpty()) {
            // nothing bears it, but somebody steered by it: a shop, a route
            var done = deeds(List.of(id));
            if (!done.isEmpty()) {
                lives.add(new Life("steered", Optional.empty(), id, "", "", List.of(), done));
            }
        }
        return new Shown(id, lives);
    }

    private Optional<Told> numbered(String id) {
        return id.matches("\\d{1,18}") ? messages.numbered(Long.parseLong(id)) : Optional.empty();
    }

    private Life life(Thing thing, String typed) {
        var told = messages.about(thing.shopId(), aggregates(thing), thing.id()).stream()
                .filter(message ->
                        !thing.kind().equals("refund") || message.subject().equals(thing.id()))
                .toList();
        var subjects = new LinkedHashSet<String>(List.of(thing.id(), typed));
        told.forEach(message -> subjects.add(Long.toString(message.id())));
        var events = Stream.of(
                        facts.life(thing).stream()
                                .map(event -> new Event(event.at(), event.what(), event.detail(), "")),
                        events(told),
                        deeds(subjects).stream())
                .flatMap(all -> all)
                .sorted(Comparator.comparing(Event::at))
                .toList();
        return new Life(
                thing.kind(),
                Optional.of(thing.shop().value()),
                thing.id(),
                thing.state(),
                thing.particulars(),
                thing.kind().equals("item") ? levels(thing) : List.of(),
                events);
    }

    /** A message nobody else stands for: a mail by the number it ends with. */
    private Life life(Told message) {
        var subjects = List.of(Long.toString(message.id()));
        return new Life(
                message.destination().equals("mail") ? "mail" : "message",
                Optional.empty(),
                Long.toString(message.id()),
                message.state(),
                (message.kind() + " · " + message.subject() + " · " + message.recipient()).strip(),
                List.of(),
                Stream.concat(events(List.of(message)), deeds(subjects).stream())
                        .sorted(Comparator.comparing(Event::at))
                        .toList());
    }

    private static List<String> aggregates(Thing thing) {
        return switch (thing.kind()) {
            case "refund" -> List.of(thing.order().orElse(thing.id()));
            case "item" -> Stream.concat(
                            Stream.of(thing.id()),
                            Stream.of("price", "title", "shelf").map(field -> field + "/" + thing.id()))
                    .toList();
            case "review" -> List.of("reply/" + thing.id());
            default -> List.of(thing.id());
        };
    }

    private Stream<Event> events(List<Told> told) {
        var names = told.stream().collect(Collectors.toMap(Told::id, ShowVerb::name));
        return Stream.concat(
                told.stream()
                        .flatMap(message -> Stream.concat(
                                Stream.of(new Event(message.createdAt(), "asked", names.get(message.id()), "")),
                                now(message, names.get(message.id())))),
                messages.attempts(names.keySet()).stream()
                        .map(attempt -> new Event(
                                attempt.at(),
                                "tried",
                                names.get(attempt.message()) + ": " + attempt.outcome() + " " + attempt.detail(),
                                "")));
    }

    /** How it stands; what went is told by its attempt. */
    private static Stream<Event> now(Told message, String name) {
        return switch (message.state()) {
            case "delivered", "replaced" -> Stream.empty();
            default -> Stream.of(new Event(
                    message.finishedAt().orElse(message.createdAt()),
                    message.state(),
                    (name + ": " + message.reason() + " " + message.detail()).strip(),
                    ""));
        };
    }

    private static String name(Told message) {
        return message.destination() + "/" + message.kind() + " " + message.id()
                + (message.recipient().isEmpty() ? "" : " " + message.recipient());
    }

    private List<Event> deeds(Collection<String> subjects) {
        return deeds.about(subjects).stream()
                .map(deed -> new Event(
                        deed.at(),
                        deed.endedWell() ? "steered" : "refused",
                        (deed.verb() + " " + deed.subject() + " " + deed.words()).strip(),
                        deed.author()))
                .toList();
    }

    private List<Level> levels(Thing item) {
        return stock
                .find(item.shopId(), new ExternalId(item.id()))
                .map(ItemStock.Item::variants)
                .orElse(List.of())
                .stream()
                .map(variant -> new Level(
                        variant.skuId().map(ExternalId::value),
                        variant.code().value(),
                        variant.erpSku().map(sku -> sku.value()),
                        variant.available(),
                        variant.notYetInErp(),
                        worked(variant),
                        Sellable.of(variant),
                        variant.shown()))
                .toList();
    }

    /** Of what is shown as it is there is nothing to say. */
    private static Optional<Formula> worked(ItemStock.Variant variant) {
        var formula = variant.formula();
        return formula.equals(StockFormula.ALL)
                ? Optional.empty()
                : Sellable.steps(variant)
                        .map(steps -> new Formula(
                                steps.left(),
                                formula.buffer(),
                                formula.bufferPercent(),
                                steps.afterBuffer(),
                                formula.sharePercent(),
                                steps.afterShare(),
                                formula.cap()));
    }

    /** @param id an order, refund, SKU, item, review, number of the ERP, or the number a mail ends with */
    record Request(String id) {}

    /** @param found empty: nothing is known by it */
    record Shown(String id, List<Life> found) {}

    /**
     * One thing.
     *
     * @param kind {@code order}, {@code refund}, {@code review}, {@code item}, {@code mail}, {@code message}, {@code steered}, or
     *     the stream of a record not understood
     * @param state the platform's word, or the message's
     * @param levels of an item, a variant each
     * @param life the oldest first
     */
    @JsonPropertyOrder({"kind", "shop", "id", "state", "particulars", "levels", "life"})
    record Life(
            String kind,
            Optional<String> shop,
            String id,
            String state,
            String particulars,
            List<Level> levels,
            List<Event> life) {}

    /**
     * Why a variant shows so many pieces: {@code sellable = available - notYetInErp}, 0 at least, and by the shop's formula of it.
     *
     * @param erpSku null: unmapped, so nothing is written
     * @param available what the ERP would still promise; null: it says nothing, so nothing is written
     * @param notYetInErp sold, and not in the ERP yet
     * @param formula null: all that is left is shown
     * @param shown by the shop, as last read or written
     */
    record Level(
            Optional<String> sku,
            String code,
            Optional<String> erpSku,
            Optional<Long> available,
            long notYetInErp,
            Optional<Formula> formula,
            Optional<Long> sellable,
            Optional<Long> shown) {}

    /**
     * How a shop's formula works out, in pieces: {@code left}, less the larger of {@code buffer} and {@code bufferPercent} of it is {@code
     * afterBuffer}; {@code sharePercent} of that, rounded down, {@code afterShare}; of which {@code cap} are shown at most.
     *
     * @param cap null: none
     */
    @JsonPropertyOrder({"left", "buffer", "bufferPercent", "afterBuffer", "sharePercent", "afterShare", "cap"})
    record Formula(
            long left,
            long buffer,
            int bufferPercent,
            long afterBuffer,
            int sharePercent,
            long afterShare,
            Optional<Long> cap) {}

    /** @param by who did it, where it was a person */
    @JsonPropertyOrder({"at", "what", "detail", "by"})
    record Event(Instant at, String what, String detail, String by) {}
}
