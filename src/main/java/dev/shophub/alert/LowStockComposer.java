package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.LowStock;
import dev.shophub.store.LowStockBook;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Mails about SKUs that run low: all of a shop that wait, in one. */
final class LowStockComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int ITEM_IN_SUBJECT = 22;
    private static final int CODE_IN_SUBJECT = 20;

    private final Shops shops;
    private final LowStockBook book;
    private final Digest digest;
    private final Words words;

    LowStockComposer(Shops shops, LowStockBook book, Digest digest, Words words) {
        this.shops = shops;
        this.book = book;
        this.digest = digest;
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(LowStockWatch.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var shop = shops.find(message.shopId());
        if (shop.isEmpty()
                || book.find(message.shopId(), Set.of(message.subject())).isEmpty()) {
            return new Draft.None(new Outcome.Dropped("recovered"));
        }
        var waits = digest.waits(message);
        if (waits.isPresent()) {
            return new Draft.None(waits.get());
        }
        var carried = digest.alike(message);
        var low = book.find(
                message.shopId(),
                carried.stream().map(OutboxMessage::subject).distinct().toList());
        return low.isEmpty() ? new Draft.None(new Outcome.Dropped("recovered")) : mail(shop.get(), carried, low);
    }

    private Draft mail(ShopRow shop, List<OutboxMessage> carried, List<LowStock> low) {
        var model = new HashMap<String, Object>();
        model.put("tone", low.stream().anyMatch(one -> one.sellable() <= 0) ? "red" : "amber");
        model.put("badge", words.text("low-stock.badge"));
        model.put("heading", words.text("low-stock.heading", low.size()));
        model.put("secondHeading", words.second("low-stock.heading", low.size()));
        model.put("shop", Outside.line(shop.title()));
        model.put("foundAt", MINUTES.format(low.get(0).foundAt().atZone(shop.zone())));
        model.put("rows", low.stream().map(one -> row(shop, one)).toList());
        return new Draft.Mail(
                subject(shop, low),
                "low-stock",
                model,
                Draft.Severity.WARNING,
                Optional.of(shop.key()),
                carried.stream()
                        .map(message -> new Draft.Told(message, LowStockWatch.KIND, LowStockWatch.KIND))
                        .toList());
    }

    private Row row(ShopRow shop, LowStock low) {
        return new Row(
                Outside.line(low.title()),
                Outside.line(low.code()),
                low.sellable(),
                low.sold14Days(),
                low.daysOfCover().map(BigDecimal::toPlainString).orElse("–"),
                words.text(
                        "low-stock.limit." + low.limit().kind().name().toLowerCase(Locale.ROOT),
                        low.limit().value()),
                words.textOr("low-stock.source." + low.reason(), low.reason()),
                MINUTES.format(low.since().atZone(shop.zone())),
                low.sellable() <= 0);
    }

    private String subject(ShopRow shop, List<LowStock> low) {
        var title = Outside.line(shop.title(), SHOP_IN_SUBJECT);
        return low.size() > 1
                ? words.text("low-stock.subject.many", title, low.size())
                : words.text(
                        "low-stock.subject.one",
                        title,
                        Outside.line(low.get(0).title(), ITEM_IN_SUBJECT),
                        Outside.line(low.get(0).code(), CODE_IN_SUBJECT));
    }

    /** One SKU as the mail shows it. */
    public record Row(
            String title,
            String code,
            long sellable,
            long sold,
            String cover,
            String limit,
            String source,
            String since,
            boolean out) {}
}
