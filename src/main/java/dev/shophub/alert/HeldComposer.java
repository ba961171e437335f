package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.QuietHours;
import dev.shophub.store.HeldBook;
import dev.shophub.store.HeldBook.Group;
import dev.shophub.store.HeldBook.Held;
import dev.shophub.store.MailTopics;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Mails about orders, refunds and writes to a shop that stand still for one cause: at once the first time, then what joined as a digest, in one
 * thread. What stands, and why, is read when the mail is made.
 */
final class HeldComposer implements MailComposer {

    /** Under which what was told is remembered. */
    static final String TOPIC = HeldWatch.KIND;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final Set<String> GIVEN_UP = Set.of(HeldBook.DEAD, HeldBook.REFUSED);
    private static final int MOST = 50;
    private static final int SHOP_IN_SUBJECT = 16;
    private static final int LONGEST = 300;

    private final Shops shops;
    private final ShopTitles titles;
    private final HeldBook book;
    private final MailTopics topics;
    private final Outbox outbox;
    private final Words words;
    private final Supplier<ZoneId> zone;
    private final Supplier<Duration> digest;
    private final Supplier<QuietHours> quietHours;
    private final Clock clock;

    /** @param digest after a mail, what joins waits so long */
    HeldComposer(
            Shops shops,
            HeldBook book,
            MailTopics topics,
            Outbox outbox,
            Words words,
            Supplier<ZoneId> zone,
            Supplier<Duration> digest,
            Supplier<QuietHours> quietHours,
            Clock clock) {
        this.shops = shops;
        this.titles = new ShopTitles(shops);
        this.book = book;
        this.topics = topics;
        this.outbox = outbox;
        this.words = words;
        this.zone = zone;
        this.digest = digest;
        this.quietHours = quietHours;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(HeldWatch.KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var attributes = message.attributes();
        var shop = shops.find(Long.parseLong(attributes.get("shop")));
        if (shop.isEmpty()) {
            return new Draft.None(new Outcome.Dropped("unknown-shop"));
        }
        var group = new Group(shop.get().id(), attributes.get("place"), attributes.get("cause"));
        var told = topics.find(0, TOPIC, message.subject(), message.recipient())
                .filter(topic -> topic.told().equals(HeldWatch.KIND));
        var last = told.flatMap(topic -> lastMailed(message));
        var escalated = attributes.containsKey(Troubles.ESCALATED);
        if (!escalated) {
            var waits = waits(message, last);
            if (waits.isPresent()) {
                return new Draft.None(waits.get());
            }
        }
        var count = book.count(group, last);
        if (count.getKey() == 0) {
            return new Draft.None(new Outcome.Dropped("no-longer-held"));
        }
        if (!escalated && count.getValue() == 0) {
            return new Draft.None(new Outcome.Dropped("unchanged"));
        }
        return mail(message, shop.get(), group, count.getKey(), last.map(at -> count.getValue()), escalated);
    }

    /** The last mail of the group for this reader, by day or through quiet hours. */
    private Optional<Instant> lastMailed(OutboxMessage message) {
        var own = outbox.lastMailed(message.subject(), message.recipient());
        var many = outbox.lastMailed(message.subject() + "/many", message.recipient());
        return own.isPresent() && (many.isEmpty() || own.get().isAfter(many.get())) ? own : many;
    }

    private Optional<Outcome.Later> waits(OutboxMessage message, Optional<Instant> last) {
        var now = clock.instant();
        var many = message.attributes().containsKey("many");
        var shadow = many ? last.flatMap(at -> outbox.lastMailed(message.groupKey(), message.recipient())) : last;
        var free = shadow.map(at -> at.plus(digest.get())).filter(now::isBefore).orElse(now);
        var due = many ? free : quietHours.get().next(free);
        return due.isAfter(now)
                ? Optional.of(new Outcome.Later(Duration.between(now, due), "digest"))
                : Optional.empty();
    }

    private Draft mail(
            OutboxMessage message, ShopRow shop, Group group, long records, Optional<Long> joined, boolean escalated) {
        var now = clock.instant();
        var since = book.since(group).orElse(now);
        var what = words.text("held.what." + group.place(), records);
        var model = new HashMap<String, Object>();
        model.put("tone", escalated || message.attributes().containsKey("many") ? "red" : "amber");
        model.put("badge", words.text(escalated ? "held.badge.escalated" : "held.badge"));
        model.put("heading", what + " · " + cause(group));
        model.put("secondHeading", words.second("held.what." + group.place(), records));
        model.put("shop", Outside.line(shop.title()));
        model.put("since", since(since, now));
        model.put(
                "joined", joined.map(count -> words.text("held.joined", count)).orElse(""));
        model.put(
                "advice",
                words.textOr("held.do." + group.place() + "." + group.cause(), words.text("held.do." + group.place())));
        var listed = book.records(group, MOST);
        model.put("causes", causes(shop, group, listed));
        model.put(
                "more",
                records > listed.size()
                        ? titles.in(words.text(
                                "held.more", records - listed.size(), shop.key().value()))
                        : "");
        var subject = words.text(
                escalated ? "held.subject.escalated" : "held.subject",
                Outside.line(shop.title(), SHOP_IN_SUBJECT),
                words.text("held.place." + group.place()),
                cause(group));
        return new Draft.Mail(
                topics.find(0, TOPIC, message.subject(), message.recipient()).isPresent() ? "Re: " + subject : subject,
                "held",
                model,
                escalated ? Draft.Severity.CRITICAL : Draft.Severity.WARNING,
                Optional.of(shop.key()),
                outbox.alike(message).stream()
                        .map(one -> new Draft.Told(one, TOPIC, HeldWatch.KIND))
                        .toList());
    }

    private String since(Instant since, Instant now) {
        var age = Duration.between(since, now);
        return MINUTES.format(since.atZone(zone.get())) + (age.toMinutes() > 0 ? " · " + words.age(age) : "");
    }

    private String cause(Group group) {
        return group.place().equals(HeldBook.QUARANTINE)
                ? words.textOr("daily.stream." + group.cause(), group.cause())
                : words.textOr("daily.parked." + group.cause(), Outside.line(group.cause()));
    }

    /** What stands for the same particulars stands together, in the order of the oldest. */
    private List<Cause> causes(ShopRow shop, Group group, List<Held> records) {
        var byDetail = new LinkedHashMap<String, List<Held>>();
        records.forEach(one -> byDetail.computeIfAbsent(one.detail(), none -> new ArrayList<>())
                .add(one));
        return byDetail.entrySet().stream()
                .map(entry -> new Cause(
                        detail(group, Outside.line(entry.getKey(), LONGEST)),
                        entry.getValue().stream().map(this::line).toList(),
                        command(shop, group, entry.getValue().get(0))))
                .toList();
    }

    /** Of what was given up it is why; only the other side's own words are quoted. */
    private String detail(Group group, String detail) {
        if (!GIVEN_UP.contains(group.place()) || detail.isEmpty()) {
            return detail;
        }
        var told = words.told(detail);
        var quoted = told.foreign().isEmpty()
                ? ""
                : words.text("held.quoted") + TroubleText.quotation(titles.in(told.foreign()));
        return (titles.in(told.ours()) + " " + quoted).strip();
    }

    private String line(Held one) {
        var kind = words.textOr("daily.kind." + one.kind(), words.textOr("daily.stream." + one.kind(), one.kind()));
        return kind + " " + Outside.line(one.subject()) + " · "
                + MINUTES.format(one.since().atZone(zone.get()));
    }

    private String command(ShopRow shop, Group group, Held first) {
        var sku = Shell.quoted(first.detail().split(", ")[0]);
        var known = "held.command." + group.place() + "." + group.cause();
        return titles.in(words.textOr(
                known,
                words.text(
                        "held.command." + group.place(),
                        shop.key().value(),
                        sku,
                        Long.toString(first.number()),
                        Shell.quoted(first.subject())),
                shop.key().value(),
                sku,
                Long.toString(first.number()),
                Shell.quoted(first.subject())));
    }

    /** Records that stand for the same particulars, as the mail shows them; {@code command} is for the first of them. */
    public record Cause(String detail, List<String> lines, String command) {}
}
