package dev.shophub.reconcile;

import dev.shophub.erp.ErpDecision;
import dev.shophub.erp.ErpRule;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxFacts.Waiting;
import dev.shophub.stock.Sellable;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Mappings;
import dev.shophub.store.OrderReader;
import dev.shophub.store.ReviewFact;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.StoredOrders;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What would have been sent for a shop that is only read, had it been live since it was first seen: each waiting message with
 * what would become of it by the tables as they are now.
 */
public final class Preview {

    private static final String TO_ERP = "erp";

    private final Books books;
    private final Function<ShopRow, ErpRule> rules;

    /** @param rules the ERP rule of each shop */
    public Preview(Books books, Function<ShopRow, ErpRule> rules) {
        this.books = books;
        this.rules = rules;
    }

    /** What it reads. */
    public record Books(
            OutboxFacts outbox,
            OrderReader orders,
            StoredOrders refunds,
            Mappings mappings,
            ItemStock stock,
            ReviewFacts reviews) {}

    /**
     * Messages of one kind.
     *
     * @param messages that wait
     * @param first of them, the oldest first
     */
    public record Kind(String destination, String kind, long messages, List<Line> first) {}

    /**
     * One message.
     *
     * @param subject order, refund, item or review, by its id at the platform
     * @param what money, an item's title, or nothing
     * @param change {@code 5 → 3} pieces of the item; empty for all else
     * @param why a word: {@code due}, {@code stock}, {@code bad} …, or why it would not go: {@code unmapped-sku}, {@code unpaid}
     *     …
     * @param detail SKUs, an address, or nothing
     */
    public record Line(String subject, String what, String change, String why, String detail) {}

    /** By destination and kind, of each the first {@code most}. */
    public List<Kind> of(ShopRow shop, int most) {
        var kinds = new ArrayList<Kind>();
        for (var count : books.outbox().undelivered()) {
            if (count.shopId() == shop.id() && count.state().equals("waiting")) {
                var waiting = books.outbox().waiting(shop.id(), count.destination(), count.kind(), most);
                kinds.add(new Kind(
                        count.destination(),
                        count.kind(),
                        count.messages(),
                        waiting.stream().map(one -> line(shop, one)).toList()));
            }
        }
        return kinds;
    }

    private Line line(ShopRow shop, Waiting message) {
        if (message.destination().equals(TO_ERP)) {
            return message.kind().equals("refund") ? refund(shop, message) : order(shop, message);
        }
        if (message.destination().equals("listing")) {
            return listing(shop, message);
        }
        return message.kind().equals("review")
                ? review(shop, message)
                : new Line(message.subject(), "", "", "due", message.recipient());
    }

    private Line order(ShopRow shop, Waiting message) {
        var found = books.orders().orders(shop.id(), List.of(new ExternalId(message.subject())));
        if (found.isEmpty()) {
            return new Line(message.subject(), "", "", "not-stored", "");
        }
        var order = found.get(0);
        var from = shop.goLiveFrom().orElse(shop.firstSeenAt());
        if (rules.apply(shop).decide(order, Optional.of(from), false) instanceof ErpDecision.NotDue not) {
            return new Line(
                    message.subject(), money(order.total()), "", not.reason().word(), "");
        }
        var unmapped = unmapped(shop, order);
        return new Line(
                message.subject(), money(order.total()), "", unmapped.isEmpty() ? "due" : "unmapped-sku", unmapped);
    }

    private String unmapped(ShopRow shop, Order order) {
        var codes = order.lines().stream().map(OrderLine::code).collect(Collectors.toSet());
        var mapped = books.mappings().find(shop.id(), codes);
        return codes.stream()
                .filter(code -> !mapped.containsKey(code))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Line refund(ShopRow shop, Waiting message) {
        var found = books.refunds().findRefund(shop.id(), new ExternalId(message.subject()));
        if (found.isEmpty()) {
            return new Line(message.subject(), "", "", "not-stored", "");
        }
        var why = rules.apply(shop).decide(found.get(), true) instanceof ErpDecision.NotDue not
                ? not.reason().word()
                : "with-its-order";
        return new Line(
                message.subject(),
                money(found.get().amount()),
                "",
                why,
                found.get().orderId().value());
    }

    private Line listing(ShopRow shop, Waiting message) {
        var item = books.stock().find(shop.id(), new ExternalId(message.subject()));
        if (item.isEmpty()) {
            return new Line(message.subject(), "", "", "not-listed", "");
        }
        long before = 0;
        long after = 0;
        boolean known = false;
        var differing = new ArrayList<String>();
        for (var variant : item.get().variants()) {
            var sellable = Sellable.of(variant);
            known |= sellable.isPresent();
            before += variant.shown().orElse(0L);
            after += sellable.or(variant::shown).orElse(0L);
            if (sellable.isPresent() && !sellable.equals(variant.shown())) {
                differing.add(variant.code() + " "
                        + variant.shown().map(Object::toString).orElse("?") + " → " + sellable.get());
            }
        }
        var why = !known ? "unknown-stock" : differing.isEmpty() ? "unchanged" : "stock";
        return new Line(message.subject(), "", before + " → " + after, why, String.join(", ", differing));
    }

    private Line review(ShopRow shop, Waiting message) {
        var title = books.reviews().find(shop.id(), List.of(message.subject())).stream()
                .map(ReviewFact::review)
                .map(review -> review.itemTitle())
                .findFirst()
                .orElse("");
        return new Line(
                message.subject(), title, "", message.attributes().getOrDefault("why", "due"), message.recipient());
    }

    private static String money(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }
}
