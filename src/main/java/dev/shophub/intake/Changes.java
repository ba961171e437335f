package dev.shophub.intake;

import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.ReviewChange;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Shipments;
import dev.shophub.store.ShopRow;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides which change becomes a message. What a message says is computed when it is delivered. */
public final class Changes {

    private final Outbox outbox;
    private final Mappings mappings;
    private final ReviewWatch reviewWatch;
    private final Clock clock;
    private final Runnable bell;
    private final BooleanSupplier mapsEqualCodes;
    private final Duration settle;

    /** Decides which reviews are mailed. */
    public interface ReviewWatch {

        /** Messages for reviews that changed or vanished; within the transaction that stores it. */
        List<NewMessage> messagesFor(ShopRow shop, List<ReviewChange> changes);
    }

    /**
     * @param bell wakes the deliveries after a commit
     * @param mapsEqualCodes whether equal and unique codes map themselves
     * @param settle how long after a shop shows another quantity its listing is compared: its orders come first
     */
    public Changes(
            Outbox outbox,
            Mappings mappings,
            ReviewWatch reviewWatch,
            Clock clock,
            Runnable bell,
            BooleanSupplier mapsEqualCodes,
            Duration settle) {
        this.outbox = outbox;
        this.mappings = mappings;
        this.reviewWatch = reviewWatch;
        this.clock = clock;
        this.bell = bell;
        this.mapsEqualCodes = mapsEqualCodes;
        this.settle = settle;
    }

    void write(List<NewMessage> messages) {
        outbox.write(messages);
    }

    void ring() {
        bell.run();
    }

    /** An order goes to the ERP when it may be due; other shops that sell the same pieces are compared. */
    List<NewMessage> ofOrders(ShopRow shop, List<Order> changed) {
        var messages = new ArrayList<NewMessage>();
        var codes = new HashSet<SkuCode>();
        for (var order : changed) {
            if (!mayBeDue(shop, order)) {
                continue;
            }
            messages.add(message(
                    Destination.ERP,
                    "order",
                    shop.id(),
                    order.id().value(),
                    order.id().value()));
            order.lines().stream().map(OrderLine::code).forEach(codes::add);
        }
        for (var item : mappings.itemsSharing(shop.id(), codes)) {
            if (item.shopId() != shop.id()) {
                messages.add(stock(item.shopId(), item.itemId()));
            }
        }
        return messages;
    }

    /** Unpaid, without lines, or from before the shop's go-live: never due, whatever the delivery would find. */
    private static boolean mayBeDue(ShopRow shop, Order order) {
        if (order.lines().isEmpty() || (order.status() == OrderStatus.UNPAID && !order.cashOnDelivery())) {
            return false;
        }
        var moment = order.cashOnDelivery() ? order.placedAt() : order.paidAt().orElse(order.placedAt());
        return !moment.isBefore(shop.goLiveFrom().orElse(shop.firstSeenAt()));
    }

    /** A refund that moved money goes after its order; its line may have become free or closed. */
    List<NewMessage> ofRefunds(ShopRow shop, List<Refund> changed) {
        var messages = new ArrayList<NewMessage>();
        for (var refund : changed) {
            if (refund.status() == RefundStatus.SUCCEEDED) {
                messages.add(message(
                        Destination.ERP,
                        "refund",
                        shop.id(),
                        refund.orderId().value(),
                        refund.id().value()));
            }
        }
        return messages;
    }

    List<NewMessage> ofReviews(
            ShopRow shop, List<Review> changed, Map<ExternalId, Review> before, Map<ExternalId, SkuCode> codes) {
        return reviewWatch.messagesFor(
                shop,
                changed.stream()
                        .map(review -> new ReviewChange(
                                review, Optional.ofNullable(before.get(review.id())), code(review, codes), false))
                        .toList());
    }

    List<NewMessage> ofDeletedReviews(ShopRow shop, List<Review> deleted, Map<ExternalId, SkuCode> codes) {
        return reviewWatch.messagesFor(
                shop,
                deleted.stream()
                        .map(review -> new ReviewChange(review, Optional.of(review), code(review, codes), true))
                        .toList());
    }

    /** What stock and mapping know the reviewed line by; its item where the line is not known. */
    private static SkuCode code(Review review, Map<ExternalId, SkuCode> codes) {
        return review.lineId()
                .map(codes::get)
                .orElseGet(() -> new SkuCode(review.itemId().value()));
    }

    List<NewMessage> ofListings(ShopRow shop, List<Listing> changed) {
        return changed.stream()
                .map(listing -> stock(shop.id(), listing.itemId().value()))
                .toList();
    }

    List<NewMessage> ofShownStock(ShopRow shop, List<Listings.StockNews> news) {
        var due = clock.instant().plus(settle);
        return news.stream()
                .map(one -> one.level().itemId().value())
                .distinct()
                .map(item -> NewMessage.state(Destination.LISTING, "stock", shop.id(), item, item, due))
                .toList();
    }

    List<NewMessage> ofErpStock(List<ErpStock> changed) {
        return mappings.itemsOf(changed.stream().map(ErpStock::sku).toList()).stream()
                .map(item -> stock(item.shopId(), item.itemId()))
                .toList();
    }

    /** A parcel of an order goes to the shop the order is from; parcels of one order after one another. */
    List<NewMessage> ofShipments(List<Shipments.OfOrder> parcels) {
        return parcels.stream()
                .map(parcel -> message(
                        Destination.SHIPMENT,
                        "parcel",
                        parcel.shopId(),
                        parcel.orderId().value(),
                        parcel.shipment().value()))
                .toList();
    }

    /** A request that held an order has ended, or its balance was paid: what it did not let through may go. */
    void tellRefusedParcelsAgain(ShopRow shop) {
        outbox.requeue().refusedParcels(shop.id());
    }

    /** Maps what maps itself and tries again what waited for it. */
    void mapEqualCodes() {
        var now = clock.instant();
        if (mapsEqualCodes.getAsBoolean() && mappings.mapEqualCodes() > 0) {
            outbox.requeue().releaseMapped();
            outbox.requeue().compareMappedSince(now);
            ring();
        }
    }

    private NewMessage stock(long shopId, String itemId) {
        return message(Destination.LISTING, "stock", shopId, itemId, itemId);
    }

    private NewMessage message(Destination to, String kind, long shopId, String aggregate, String subject) {
        return NewMessage.state(to, kind, shopId, aggregate, subject, clock.instant());
    }
}
