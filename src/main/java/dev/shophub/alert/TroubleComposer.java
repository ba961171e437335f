package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.MailTopics;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Mails to the admins about what is wrong, and in the same thread that it is well again. The fatal goes at once and alone; of
 * the rest what is alike gathers. What came and went while it waited is told only of quiet hours, once, from when to when.
 */
final class TroubleComposer implements MailComposer {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int SUBJECT = 30;

    private final Shops shops;
    private final ShopTitles titles;
    private final TroubleText text;
    private final Words words;
    private final TroubleLists lists;
    private final Rules rules;
    private final Supplier<MailSettings> settings;
    private final Clock clock;

    TroubleComposer(
            Shops shops, Words words, TroubleLists lists, Rules rules, Supplier<MailSettings> settings, Clock clock) {
        this.shops = shops;
        this.titles = new ShopTitles(shops);
        this.text = new TroubleText(words, titles, () -> settings.get().timeZone());
        this.words = words;
        this.lists = lists;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    /** What decides whether a mail goes now. */
    record Rules(TroubleKinds kinds, Troubles troubles, Digest digest, MailTopics topics) {}

    @Override
    public Set<String> kinds() {
        return Set.of(Troubles.TROUBLE, Troubles.CURED);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        if (rules.kinds().isFatal(kind(message))) {
            return mail(message);
        }
        if (!isNews(message)) {
            return new Draft.None(new Outcome.Dropped(isCured(message) ? "never-told" : "well-again"));
        }
        var waits = rules.digest().waits(message);
        if (waits.isPresent()) {
            return new Draft.None(waits.get());
        }
        var alike = isCured(message)
                ? rules.digest().alike(message)
                : rules.digest().carried(message);
        var carried = alike.stream().filter(this::isNews).toList();
        return carried.size() > 1 ? digest(message, carried) : mail(message);
    }

    /** Whether it is still so, or its end is the end of something told. */
    private boolean isNews(OutboxMessage message) {
        if (message.attributes().containsKey(Troubles.ONCE)) {
            return true;
        }
        if (!isCured(message)) {
            return rules.troubles().isOpen(message.subject());
        }
        return wasTold(message) || passed(message);
    }

    /** Whether the reader knows that it began. */
    private boolean wasTold(OutboxMessage cured) {
        return rules.topics()
                .find(0, topic(cured), cured.subject(), cured.recipient())
                .filter(topic -> !topic.told().equals(Troubles.CURED))
                .isPresent();
    }

    /** Whether a trouble came and went before its mail left, for quiet hours kept it. */
    private boolean passed(OutboxMessage cured) {
        return topic(cured).equals(Troubles.TROUBLE)
                && !wasTold(cured)
                && (rules.digest().isQuiet(since(cured)) || rules.digest().isQuiet(cured.createdAt()));
    }

    private Draft mail(OutboxMessage message) {
        var cured = isCured(message);
        var passed = cured && passed(message);
        var escalated = message.attributes().containsKey(Troubles.ESCALATED);
        var kind = kind(message);
        var shop = shop(message);
        var since = since(message);
        var what = what(message);
        var where = where(shop);
        var key = shop.map(row -> row.key().value()).orElse("");
        var model = new HashMap<String, Object>();
        model.put("tone", cured ? "green" : "red");
        model.put("badge", words.text(cured ? "cured.badge" : escalated ? "trouble.badge.escalated" : "trouble.badge"));
        model.put(
                "heading",
                words.text(passed ? "cured.heading.passed" : cured ? "cured.heading" : "trouble.heading", what));
        model.put(
                "secondHeading",
                words.second(passed ? "cured.passed" : cured ? "cured.heading.short" : "trouble.heading.short"));
        model.put("where", Outside.line(where));
        var told = text.of(said(message));
        model.put("text", told.line()); // what templates showed before there were quotations
        model.put("said", told.text());
        model.put("quotedLabel", told.label());
        model.put("quoted", told.quoted());
        model.put("since", minutes(since));
        var lasted = Duration.between(since, cured ? message.createdAt() : clock.instant());
        model.put("lasted", lasted.toMinutes() > 0 ? words.age(lasted) : "");
        model.put("ended", cured ? minutes(message.createdAt()) : "");
        model.put("lines", cured ? List.of() : lists.of(kind, shop));
        model.put("advice", cured ? "" : words.textOr("trouble.do." + kind, words.text("trouble.do")));
        model.put("command", cured ? "" : command(message));
        var rest = ShopTitles.rest(
                Outside.line(message.attributes().containsKey("cause") ? cause(message) : about(message), SUBJECT),
                key);
        var subject = words.text(
                (passed ? "cured.subject.passed" : escalated ? "trouble.subject.escalated" : "trouble.subject")
                        + (rest.isEmpty() ? ".shop" : ""),
                Outside.line(where, SHOP_IN_SUBJECT),
                what,
                rest);
        return new Draft.Mail(
                cured && !passed ? "Re: " + subject : subject,
                "trouble",
                model,
                cured ? Draft.Severity.INFO : escalated ? Draft.Severity.CRITICAL : Draft.Severity.WARNING,
                shop.map(ShopRow::key),
                List.of(told(message)));
    }

    private Draft digest(OutboxMessage claimed, List<OutboxMessage> carried) {
        var cured = isCured(claimed);
        var what = what(claimed);
        var subjects =
                (int) carried.stream().map(OutboxMessage::subject).distinct().count();
        var model = new HashMap<String, Object>();
        model.put("tone", cured ? "green" : "red");
        model.put("badge", words.text(cured ? "cured.badge" : "trouble.badge"));
        model.put("heading", words.text(cured ? "cured.heading.many" : "trouble.heading.many", what, subjects));
        model.put("secondHeading", words.second(cured ? "cured.heading.short" : "trouble.heading.short"));
        model.put("rows", carried.stream().map(message -> row(message, cured)).toList());
        model.put("advice", cured ? "" : words.textOr("trouble.do." + kind(claimed), words.text("trouble.do")));
        var passed = cured && carried.stream().allMatch(this::passed);
        return new Draft.Mail(
                words.text(
                        passed ? "cured.subject.many.passed" : cured ? "cured.subject.many" : "trouble.subject.many",
                        what,
                        subjects),
                "trouble-digest",
                model,
                cured ? Draft.Severity.INFO : Draft.Severity.WARNING,
                Optional.empty(),
                carried.stream().map(TroubleComposer::told).toList());
    }

    private Row row(OutboxMessage message, boolean cured) {
        return new Row(
                Outside.line(where(shop(message))),
                text.of(said(message)).line(),
                minutes(since(message))
                        + (cured ? " – " + minutes(message.createdAt()) : "")
                        + (cured && passed(message) ? " · " + words.text("cured.passed") : ""),
                cured ? "" : command(message));
    }

    private String command(OutboxMessage message) {
        var key = shop(message).map(row -> row.key().value()).orElse("");
        return titles.in(words.textOr("trouble.command." + kind(message), ("./hub status " + key).strip(), key));
    }

    private String what(OutboxMessage message) {
        return words.textOr("trouble.kind." + kind(message), Outside.line(kind(message)));
    }

    /** What it is about, without the kind, which has a word for people: {@code /srv} of {@code disk:/srv}. */
    private static String about(OutboxMessage message) {
        var subject = message.subject();
        var kind = kind(message);
        return subject.equals(kind)
                ? ""
                : subject.startsWith(kind + ":") ? subject.substring(kind.length() + 1) : subject;
    }

    private String cause(OutboxMessage message) {
        var cause = message.attributes().get("cause");
        return words.textOr("daily.parked." + cause, words.textOr("daily.stream." + cause, cause));
    }

    private String where(Optional<ShopRow> shop) {
        return shop.map(ShopRow::title).orElseGet(() -> words.text("trouble.hub"));
    }

    private Optional<ShopRow> shop(OutboxMessage message) {
        return Optional.ofNullable(message.attributes().get("shop"))
                .map(Long::parseLong)
                .flatMap(shops::find);
    }

    private static Said said(OutboxMessage message) {
        return Said.read(
                message.attributes().getOrDefault("message", ""),
                message.attributes().get("said"));
    }

    private String minutes(Instant moment) {
        return MINUTES.format(moment.atZone(settings.get().timeZone()));
    }

    private static Instant since(OutboxMessage message) {
        return Instant.parse(
                message.attributes().getOrDefault("since", message.createdAt().toString()));
    }

    private static String kind(OutboxMessage message) {
        return message.attributes().getOrDefault("kind", "");
    }

    private static boolean isCured(OutboxMessage message) {
        return message.kind().equals(Troubles.CURED);
    }

    private static String topic(OutboxMessage message) {
        return message.attributes().getOrDefault("topic", Troubles.TROUBLE);
    }

    private static Draft.Told told(OutboxMessage message) {
        return new Draft.Told(message, topic(message), message.kind());
    }

    /** One of several, as the mail shows it. */
    public record Row(String where, String text, String when, String command) {}
}
