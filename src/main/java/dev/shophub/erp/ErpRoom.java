package dev.shophub.erp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderLine;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Parking;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.Mappings;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The two steps of the delivery route to the ERP: {@link #prepare} decides and writes the document from what is stored now,
 * {@link #send} hands it over, as the route left it.
 */
public final class ErpRoom {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final StoredOrders orders;
    private final Mappings mappings;
    private final ErpLinks links;
    private final OrderHolds holds;
    private final Shops shops;
    private final Function<ShopRow, ErpRule> rules;
    private final ErpConnector erp;
    private final Outbox outbox;
    private final Clock clock;

    /** @param rules the rule of each shop */
    public ErpRoom(
            StoredOrders orders,
            Mappings mappings,
            ErpLinks links,
            OrderHolds holds,
            Shops shops,
            Function<ShopRow, ErpRule> rules,
            ErpConnector erp,
            Outbox outbox,
            Clock clock) {
        this.orders = orders;
        this.mappings = mappings;
        this.links = links;
        this.holds = holds;
        this.shops = shops;
        this.rules = rules;
        this.erp = erp;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return an {@link ErpDocument} to be sent, or the {@link Outcome} where there is nothing to send or it cannot be */
    public Object prepare(OutboxMessage message) {
        var shop = shops.find(message.shopId()).orElseThrow();
        var id = new ExternalId(message.subject());
        return message.kind().equals("refund")
                ? prepareRefund(shop, id, message.createdAt())
                : prepareOrder(shop, id, message.createdAt());
    }

    private Object prepareOrder(ShopRow shop, ExternalId id, Instant askedAt) {
        var stored = orders.find(shop.id(), id);
        if (stored.isEmpty()) {
            return new Outcome.Dropped("not-stored");
        }
        var order = stored.get();
        var link = links.find(shop.id(), "order", id.value());
        var known = erpHas(shop, link, id, askedAt);
        if (rules.apply(shop).decide(order, shop.goLiveFrom(), known) instanceof ErpDecision.NotDue notDue) {
            return new Outcome.Dropped(notDue.reason().word());
        }
        var codes = order.lines().stream().map(OrderLine::code).collect(Collectors.toSet());
        var erpSkus = mappings.find(shop.id(), codes);
        if (!known) {
            var hold = holds.all().stream()
                    .filter(one -> one.matches(shop.id(), order, erpSkus))
                    .findFirst();
            if (hold.isPresent()) {
                return new Outcome.Parked(
                        Parking.HELD, hold.get().typed() + ", " + hold.get().author());
            }
        }
        var result = ErpDocuments.order(shop.platform(), order, erpSkus, known);
        if (result instanceof ErpDocuments.Result.Unmapped unmapped) {
            return new Outcome.Parked(
                    "unmapped-sku",
                    unmapped.codes().stream().map(SkuCode::value).collect(Collectors.joining(", ")));
        }
        var document = ((ErpDocuments.Result.Ready) result).document();
        if (link.isPresent() && link.get().says(hash(document))) {
            return new Outcome.Dropped("unchanged");
        }
        links.intend(shop.id(), "order", id.value(), id.value(), document.reference());
        return document;
    }

    /**
     * A first call whose answer was lost may have reached the ERP: then the ERP itself is asked, for an order that has been
     * closed since would otherwise stay open there. So it is where a hub that was lost may have made the call.
     */
    private boolean erpHas(ShopRow shop, Optional<ErpLinks.Link> link, ExternalId order, Instant askedAt) {
        var mayHave = link.isPresent() || links.mayBeOfALostHub(shop.id(), askedAt);
        return mayHave
                && (link.filter(ErpLinks.Link::known).isPresent()
                        || !erp.known(List.of(ErpDocuments.orderReference(shop.platform(), order)))
                                .isEmpty());
    }

    private Object prepareRefund(ShopRow shop, ExternalId id, Instant askedAt) {
        var stored = orders.findRefund(shop.id(), id);
        if (stored.isEmpty()) {
            return new Outcome.Dropped("not-stored");
        }
        var refund = stored.get();
        var orderLink = links.find(shop.id(), "order", refund.orderId().value());
        var erpHasOrder = erpHas(shop, orderLink, refund.orderId(), askedAt);
        if (rules.apply(shop).decide(refund, erpHasOrder) instanceof ErpDecision.NotDue notDue) {
            return new Outcome.Dropped(notDue.reason().word());
        }
        var document = ErpDocuments.refund(shop.platform(), refund);
        if (links.find(shop.id(), "refund", id.value())
                .map(link -> link.says(hash(document)))
                .orElse(false)) {
            return new Outcome.Dropped("unchanged");
        }
        links.intend(shop.id(), "refund", id.value(), refund.orderId().value(), document.reference());
        return document;
    }

    /**
     * Hands the document over. The first time the ERP takes an order, refunds that ended before it are sent after it.
     *
     * @param body the document's content as JSON, as the route left it
     */
    public Outcome send(OutboxMessage message, ErpDocument document, byte[] body) {
        var shopId = message.shopId();
        var first = document.kind().equals("order")
                && !links.find(shopId, "order", message.subject())
                        .map(ErpLinks.Link::known)
                        .orElse(false);
        var erpId = erp.put(document, body);
        if (first) {
            outbox.write(orders.endedRefunds(shopId, new ExternalId(message.subject())).stream()
                    .map(refund -> NewMessage.state(
                            Destination.ERP, "refund", shopId, message.subject(), refund.value(), clock.instant()))
                    .toList());
        }
        links.accepted(shopId, document.kind(), message.subject(), erpId, hash(document));
        return new Outcome.Delivered(erpId);
    }

    /** Of what the hub says, before a route reshapes it. */
    private static byte[] hash(ErpDocument document) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(document.content()));
        } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException("A document can be hashed", impossible);
        }
    }
}
