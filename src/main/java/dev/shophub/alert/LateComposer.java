package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.LateBook;
import dev.shophub.store.LateOrder;
import dev.shophub.store.LateOrder.Place;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mails about orders whose promised shipping time is near or over: all of a shop that wait, in one. */
final class LateComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int ORDER_IN_SUBJECT = 24;

    private final Shops shops;
    private final LateBook book;
    private final Digest digest;
    private final Words words;
    private final Clock clock;

    LateComposer(Shops shops, LateBook book, Digest digest, Words words, Clock clock) {
        this.shops = shops;
        this.book = book;
        this.digest = digest;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(LateWatch.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var shop = shops.find(message.shopId());
        if (shop.isEmpty()
                || book.find(message.shopId(), Set.of(message.subject())).isEmpty()) {
            return new Draft.None(new Outcome.Dropped("no-longer-late"));
        }
        var waits = digest.waits(message);
        if (waits.isPresent()) {
            return new Draft.None(waits.get());
        }
        var carried = digest.alike(message);
        var late = book.find(
                message.shopId(),
                carried.stream().map(OutboxMessage::subject).distinct().toList());
        return late.isEmpty() ? new Draft.None(new Outcome.Dropped("no-longer-late")) : mail(shop.get(), carried, late);
    }

    private Draft mail(ShopRow shop, List<OutboxMessage> carried, Map<LateOrder, Place> late) {
        var now = clock.instant();
        var first = late.keySet().iterator().next();
        var model = new HashMap<String, Object>();
        model.put("tone", first.promisedAt().isBefore(now) ? "red" : "amber");
        model.put("badge", words.text("late.badge"));
        model.put("heading", words.text("late.heading", late.size()));
        model.put("secondHeading", words.second("late.heading", late.size()));
        model.put("shop", Outside.line(shop.title()));
        model.put(
                "rows",
                late.entrySet().stream()
                        .map(one -> row(shop, one.getKey(), one.getValue(), now))
                        .toList());
        return new Draft.Mail(
                subject(shop, first, late.size()),
                "late",
                model,
                Draft.Severity.WARNING,
                Optional.of(shop.key()),
                carried.stream().map(message -> new Draft.Told(message, "", "")).toList());
    }

    private Row row(ShopRow shop, LateOrder late, Place place, Instant now) {
        var over = !now.isBefore(late.promisedAt());
        var distance = words.age(Duration.between(now, late.promisedAt()).abs());
        return new Row(
                Outside.line(late.order().value()),
                MINUTES.format(late.since().atZone(shop.zone())),
                MINUTES.format(late.promisedAt().atZone(shop.zone())),
                words.text(over ? "late.over" : "late.left", distance),
                words.text("late.place." + place.name().toLowerCase(Locale.ROOT)),
                over);
    }

    private String subject(ShopRow shop, LateOrder first, int orders) {
        var title = Outside.line(shop.title(), SHOP_IN_SUBJECT);
        return orders > 1
                ? words.text("late.subject.many", title, orders)
                : words.text(
                        "late.subject.one", title, Outside.line(first.order().value(), ORDER_IN_SUBJECT));
    }

    /** One order as the mail shows it. */
    public record Row(String order, String since, String promised, String distance, String place, boolean over) {}
}
