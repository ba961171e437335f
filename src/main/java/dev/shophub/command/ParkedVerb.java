package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxFacts.Stuck;
import dev.shophub.outbox.Parking;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.StatusFacts.QuarantineFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What waits for a person: given up, unmapped, held back, or not readable; with reason, age and next command. */
final class ParkedVerb {

    static final VerbCall<Request, List<Item>> CALL =
            new VerbCall<>("parked", Request.class, new TypeReference<>() {}, true);

    /** The parking reason for an order with codes that no ERP SKU is known for; its detail names them. */
    private static final String UNMAPPED = "unmapped-sku";

    /** The first code of a list of them. */
    private static final Pattern FIRST_CODE = Pattern.compile("^\\s*([^\\s,，、;]+)");

    private final Shops shops;
    private final StatusFacts facts;
    private final OutboxFacts outbox;
    private final Clock clock;

    ParkedVerb(Shops shops, StatusFacts facts, OutboxFacts outbox, Clock clock) {
        this.shops = shops;
        this.facts = facts;
        this.outbox = outbox;
        this.clock = clock;
    }

    List<Item> run(Request request) {
        long shop = request.shop()
                .map(new ShopArgument(shops)::one)
                .map(ShopRow::id)
                .orElse(0L);
        var dead = outbox.stuck("dead", shop, request.limit()).stream().map(message -> item("dead", message));
        var parked = outbox.stuck("parked", shop, request.limit()).stream()
                .map(message -> item(message.reason().equals(UNMAPPED) ? "parked" : "held", message));
        var unread = facts.quarantined(shop, request.limit()).stream().map(this::item);
        return Stream.of(dead, unread, parked)
                .flatMap(items -> items)
                .limit(request.limit())
                .toList();
    }

    private Item item(String type, Stuck message) {
        return new Item(
                message.id(),
                type,
                message.shop().map(Object::toString),
                message.destination() + "/" + message.kind(),
                message.subject(),
                message.reason(),
                message.detail(),
                message.since(),
                age(message.since()),
                next(message));
    }

    private Item item(QuarantineFact record) {
        return new Item(
                record.id(),
                "quarantine",
                Optional.of(record.shop().value()),
                record.stream(),
                record.externalId(),
                record.field(),
                record.reason(),
                record.since(),
                age(record.since()),
                "./hub status " + record.shop());
    }

    private static String next(Stuck message) {
        if (message.reason().equals(UNMAPPED) && message.shop().isPresent()) {
            var code = FIRST_CODE.matcher(message.detail());
            return "./hub map " + message.shop().get() + " " + (code.find() ? code.group(1) : "SKU") + " ERP_SKU";
        }
        return switch (message.reason()) {
            case Parking.HELD -> "./hub unhold " + message.detail().split(",")[0];
            case Parking.BRAKE -> "./hub release " + message.subject();
            default -> "./hub replay " + message.id();
        };
    }

    private long age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    /**
     * @param shop empty for all
     * @param limit at most so many, the most pressing first
     */
    record Request(Optional<String> shop, int limit) {}

    /**
     * Something that waits for a person.
     *
     * @param id of the message, or of the quarantined record
     * @param type {@code dead}, {@code quarantine}, {@code parked} (unmapped SKU) or {@code held}
     * @param shop null for the hub's own messages
     * @param what destination and kind of the message, or the stream of the record
     * @param subject external id of what it is about
     * @param since UTC
     * @param next the command that helps
     */
    @JsonPropertyOrder({"id", "type", "shop", "what", "subject", "reason", "detail", "since", "ageSeconds", "next"})
    record Item(
            long id,
            String type,
            Optional<String> shop,
            String what,
            String subject,
            String reason,
            String detail,
            Instant since,
            long ageSeconds,
            String next) {}
}
