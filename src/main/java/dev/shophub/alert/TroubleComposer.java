package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Mails to the admins about what is wrong, and in the same thread that it is well again. */
final class TroubleComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int SUBJECT = 30;

    private final Shops shops;
    private final Words words;
    private final TroubleLists lists;
    private final Supplier<MailSettings> settings;
    private final Clock clock;

    TroubleComposer(Shops shops, Words words, TroubleLists lists, Supplier<MailSettings> settings, Clock clock) {
        this.shops = shops;
        this.words = words;
        this.lists = lists;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Troubles.TROUBLE, Troubles.CURED);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var attributes = message.attributes();
        var cured = message.kind().equals(Troubles.CURED);
        var kind = attributes.getOrDefault("kind", "");
        var shop = attributes.containsKey("shop")
                ? shops.find(Long.parseLong(attributes.get("shop")))
                : java.util.Optional.<ShopRow>empty();
        var since = Instant.parse(
                attributes.getOrDefault("since", message.createdAt().toString()));
        var what = words.textOr("trouble.kind." + kind, Outside.line(kind));
        var where = shop.map(ShopRow::title).orElseGet(() -> words.text("trouble.hub"));
        var key = shop.map(row -> row.key().value()).orElse("");
        var model = new HashMap<String, Object>();
        model.put("tone", cured ? "green" : "red");
        model.put("badge", words.text(cured ? "cured.badge" : "trouble.badge"));
        model.put("heading", words.text(cured ? "cured.heading" : "trouble.heading", what));
        model.put("secondHeading", words.second(cured ? "cured.heading.short" : "trouble.heading.short"));
        model.put("where", Outside.line(where));
        model.put("text", Outside.line(attributes.getOrDefault("message", "")));
        model.put("since", MINUTES.format(since.atZone(settings.get().timeZone())));
        var lasted = Duration.between(since, cured ? message.createdAt() : clock.instant());
        model.put("lasted", lasted.toMinutes() > 0 ? words.age(lasted) : "");
        model.put("lines", cured ? List.of() : lists.of(kind, shop));
        model.put("advice", cured ? "" : words.textOr("trouble.do." + kind, words.text("trouble.do")));
        model.put(
                "command", cured ? "" : words.textOr("trouble.command." + kind, ("./hub status " + key).strip(), key));
        var subject = words.text(
                "trouble.subject",
                Outside.line(where, SHOP_IN_SUBJECT),
                what,
                Outside.line(message.subject(), SUBJECT));
        return new Draft.Mail(
                cured ? "Re: " + subject : subject,
                "trouble",
                model,
                cured ? Draft.Severity.INFO : Draft.Severity.WARNING,
                shop.map(ShopRow::key),
                List.of(new Draft.Told(message, Troubles.TROUBLE, message.kind())));
    }
}
