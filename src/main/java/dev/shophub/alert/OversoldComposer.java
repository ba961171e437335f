package dev.shophub.alert;

import dev.shophub.model.Money;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.stock.Surplus;
import dev.shophub.store.MailTopics;
import dev.shophub.store.Oversold;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.OversoldFacts;
import dev.shophub.store.OversoldFacts.OpenOrder;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Mails about SKUs that are oversold: all that wait in one, each with the orders that could be given up for it. It only proposes:
 * whom to disappoint is a person's to say.
 */
final class OversoldComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int ITEM_IN_SUBJECT = 22;
    private static final int CODE_IN_SUBJECT = 20;
    /** Orders of one SKU that a mail lists; what is more is counted. */
    private static final int MOST = 20;

    private final Shops shops;
    private final OversoldBook book;
    private final OversoldFacts facts;
    private final OrderPages pages;
    private final Digest digest;
    private final MailTopics topics;
    private final Words words;
    private final Supplier<ZoneId> zone;

    OversoldComposer(
            Shops shops,
            OversoldBook book,
            OversoldFacts facts,
            OrderPages pages,
            Digest digest,
            MailTopics topics,
            Words words,
            Supplier<ZoneId> zone) {
        this.shops = shops;
        this.book = book;
        this.facts = facts;
        this.pages = pages;
        this.digest = digest;
        this.topics = topics;
        this.words = words;
        this.zone = zone;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OversoldWatch.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        if (book.find(Set.of(new SkuCode(message.subject()))).isEmpty()) {
            return new Draft.None(new Outcome.Dropped("recovered"));
        }
        var waits = digest.waits(message);
        if (waits.isPresent()) {
            return new Draft.None(waits.get());
        }
        var carried = digest.alike(message);
        return mail(
                carried,
                book.find(
                        carried.stream().map(one -> new SkuCode(one.subject())).toList()));
    }

    private Draft mail(List<OutboxMessage> carried, List<Oversold> oversold) {
        var byId = shops.all().stream().collect(Collectors.toMap(ShopRow::id, Function.identity()));
        var open = facts.openOrders(oversold.stream().map(Oversold::sku).toList());
        var model = new HashMap<String, Object>();
        model.put("tone", "red");
        model.put("badge", words.text("oversold.badge"));
        model.put("heading", words.text("oversold.heading", oversold.size()));
        model.put("secondHeading", words.second("oversold.heading", oversold.size()));
        model.put("foundAt", minutes(oversold.get(0).foundAt(), zone.get()));
        model.put(
                "rows",
                oversold.stream()
                        .map(one -> row(one, open.getOrDefault(one.sku(), List.of()), byId))
                        .toList());
        var known = carried.stream().allMatch(one -> topics.find(0, OversoldWatch.KIND, one.subject(), one.recipient())
                .isPresent());
        var subject = subject(oversold);
        return new Draft.Mail(
                known && oversold.size() == 1 ? "Re: " + subject : subject,
                "oversold",
                model,
                Draft.Severity.CRITICAL,
                Optional.empty(),
                carried.stream()
                        .map(one -> new Draft.Told(one, OversoldWatch.KIND, OversoldWatch.KIND))
                        .toList());
    }

    private Row row(Oversold one, List<OpenOrder> open, Map<Long, ShopRow> byId) {
        var proposed = Surplus.toGiveUp(open, one.missing());
        long covered = proposed.stream().mapToLong(OpenOrder::pieces).sum();
        return new Row(
                Outside.line(one.title()),
                Outside.line(one.sku().value()),
                words.text("oversold.missing", one.missing()),
                minutes(one.since(), zone.get()),
                proposed.stream()
                        .limit(MOST)
                        .map(order -> line(order, byId.get(order.shopId())))
                        .toList(),
                proposed.size() > MOST ? words.text("oversold.more", proposed.size() - MOST) : "",
                proposed.isEmpty()
                        ? words.text("oversold.none")
                        : covered < one.missing() ? words.text("oversold.short", covered, one.missing()) : "");
    }

    private Line line(OpenOrder order, ShopRow shop) {
        return new Line(
                Outside.line(order.order().value()),
                pages.of(shop, order.order()),
                Outside.line(shop.title()),
                words.text(order.paid() ? "oversold.paid" : "oversold.unpaid"),
                order.paid(),
                words.text("oversold.placed", minutes(order.placedAt(), shop.zone())),
                words.text("oversold.pieces", order.pieces()),
                money(order.total()));
    }

    private String subject(List<Oversold> oversold) {
        var first = oversold.get(0);
        return oversold.size() > 1
                ? words.text("oversold.subject.many", oversold.size())
                : words.text(
                        "oversold.subject.one",
                        Outside.line(first.title(), ITEM_IN_SUBJECT),
                        Outside.line(first.sku().value(), CODE_IN_SUBJECT),
                        first.missing());
    }

    private static String minutes(Instant moment, ZoneId zone) {
        return MINUTES.format(moment.atZone(zone));
    }

    private static String money(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }

    /** One SKU as the mail shows it; {@code note}: that what could be given up does not cover it. */
    public record Row(
            String title, String sku, String missing, String since, List<Line> orders, String more, String note) {}

    /** One order as the mail shows it; without {@code link} where no page of the shop is configured. */
    public record Line(
            String order,
            String link,
            String shop,
            String state,
            boolean paid,
            String placed,
            String pieces,
            String money) {}
}
