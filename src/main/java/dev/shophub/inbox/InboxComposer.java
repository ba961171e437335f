package dev.shophub.inbox;

import dev.shophub.alert.Draft;
import dev.shophub.alert.MailComposer;
import dev.shophub.alert.Outside;
import dev.shophub.alert.Words;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.InboxBook;
import dev.shophub.store.InboxFile;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The mail that answers a file: shop, days, rows, visitors and amount, or why not and what to do. */
final class InboxComposer implements MailComposer {

    private static final int NAME_IN_SUBJECT = 40;

    private final InboxBook book;
    private final Shops shops;
    private final Supplier<List<Layout>> layouts;
    private final Words words;

    InboxComposer(InboxBook book, Shops shops, Supplier<List<Layout>> layouts, Words words) {
        this.book = book;
        this.shops = shops;
        this.layouts = layouts;
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Inbox.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        return book.find(Long.parseLong(message.subject()))
                .map(file -> mail(message, file))
                .orElseGet(() -> new Draft.None(new Outcome.Dropped("forgotten")));
    }

    private Draft mail(OutboxMessage message, InboxFile file) {
        var shop = file.shop().flatMap(shops::find);
        var refused = file.state() == InboxFile.State.REFUSED;
        var state = file.state().word();
        var model = new HashMap<String, Object>();
        model.put("tone", refused ? "amber" : "green");
        model.put("badge", words.text("inbox.badge"));
        model.put("heading", words.text("inbox.heading." + state));
        model.put("secondHeading", words.second("inbox.heading." + state));
        model.put("file", Outside.line(file.name(), 120));
        model.put("facts", facts(file, shop));
        model.put("reason", file.reason().isEmpty() ? "" : reason(file));
        model.put("advice", refused ? words.textOr("inbox.do." + file.reason(), words.text("inbox.do")) : "");
        model.put("undo", file.state() == InboxFile.State.READ ? "./hub inbox undo " + file.id() : "");
        return new Draft.Mail(
                words.text(
                        "inbox.subject." + state,
                        shop.map(one -> Outside.line(one.title(), 16)).orElse("?"),
                        Outside.line(file.name(), NAME_IN_SUBJECT)),
                "inbox",
                model,
                refused ? Draft.Severity.WARNING : Draft.Severity.INFO,
                shop.map(ShopRow::key),
                List.of(new Draft.Told(message, "", "")));
    }

    private String reason(InboxFile file) {
        return words.text(
                "inbox.reason." + file.reason(),
                file.particulars().stream().map(one -> Outside.line(one, 200)).toArray());
    }

    /** A fact of the file, ready to show. */
    public record Fact(String name, String value) {}

    private List<Fact> facts(InboxFile file, Optional<ShopRow> shop) {
        var facts = new ArrayList<Fact>();
        shop.ifPresent(one -> fact(facts, "shop", Outside.line(one.title())));
        layouts.get().stream()
                .filter(layout -> layout.name().equals(file.layout()))
                .findFirst()
                .ifPresent(layout ->
                        fact(facts, "layout", layout.title(words.language().getLanguage())));
        file.firstDay()
                .ifPresent(first -> fact(
                        facts,
                        "days",
                        file.days() == 1
                                ? first.toString()
                                : words.text(
                                        "inbox.days",
                                        first.toString(),
                                        file.lastDay().orElse(first).toString(),
                                        file.days())));
        if (file.rows() > 0) {
            fact(facts, "rows", Integer.toString(file.rows()));
        }
        file.visitors().ifPresent(visitors -> fact(facts, "visitors", plain(visitors, 0)));
        file.amount().ifPresent(amount -> fact(facts, "amount", file.currency() + " " + plain(amount, 2)));
        fact(facts, "number", "#" + file.id());
        return facts;
    }

    private void fact(List<Fact> facts, String key, String value) {
        facts.add(new Fact(words.text("inbox.fact." + key), value));
    }

    private static String plain(BigDecimal value, int scale) {
        return String.format(java.util.Locale.ROOT, "%,." + scale + "f", value.setScale(scale, RoundingMode.HALF_UP));
    }
}
