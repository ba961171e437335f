package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.store.MailOutages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What waited while no mail could leave goes as one digest a kind and reader, each with the time it happened. Documents with
 * attachments go as they are.
 */
final class Backlog {

    private static final Set<String> ALONE = Set.of("report", MailTest.KIND);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int MOST = 500;
    private static final int WITH_TEXT = 100;
    private static final String FOOT = "\n-- \n";

    private final MailOutages outages;
    private final Outbox outbox;
    private final MailTemplates templates;
    private final Words words;
    private final Supplier<ZoneId> zone;
    private final Clock clock;

    Backlog(
            MailOutages outages,
            Outbox outbox,
            MailTemplates templates,
            Words words,
            Supplier<ZoneId> zone,
            Clock clock) {
        this.outages = outages;
        this.outbox = outbox;
        this.templates = templates;
        this.words = words;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * All that waited with the claimed message, in one mail; empty when it waited for no mail server, or alone.
     *
     * @param own what the claimed message makes by itself
     * @param composer makes the others' mails
     */
    Optional<Draft.Mail> gathered(OutboxMessage claimed, Draft.Mail own, Function<OutboxMessage, Draft> composer) {
        if (ALONE.contains(claimed.kind()) || !own.attachments().isEmpty()) {
            return Optional.empty();
        }
        var outage = outages.newest()
                .filter(one -> one.endedAt().map(claimed.createdAt()::isBefore).orElse(true));
        if (outage.isEmpty()) {
            return Optional.empty();
        }
        var mails = new ArrayList<Draft.Mail>(List.of(own));
        var told = new HashSet<Long>();
        own.told().forEach(one -> told.add(one.message().id()));
        for (var waiting : outbox.due(claimed, outage.get().endedAt().orElse(clock.instant()), MOST)) {
            if (!told.contains(waiting.id()) && composer.apply(waiting) instanceof Draft.Mail mail) {
                var news = mail.told().stream()
                        .filter(one -> told.add(one.message().id()))
                        .toList();
                if (!news.isEmpty()) {
                    mails.add(mail);
                }
            }
        }
        return mails.size() > 1 ? Optional.of(together(claimed, mails, outage.get())) : Optional.empty();
    }

    private Draft.Mail together(OutboxMessage claimed, List<Draft.Mail> mails, MailOutages.Outage outage) {
        mails.sort(Comparator.comparing(Backlog::happenedAt));
        var kind = words.textOr(
                "backlog.kind." + claimed.kind(), words.textOr("daily.kind." + claimed.kind(), claimed.kind()));
        var until = outage.endedAt().orElse(clock.instant());
        var model = new HashMap<String, Object>();
        model.put("tone", "blue");
        model.put("badge", words.text("backlog.badge"));
        model.put("heading", words.text("backlog.heading", kind, mails.size()));
        model.put("secondHeading", words.second("backlog.second", mails.size()));
        model.put("lead", words.text("backlog.lead", minutes(outage.since()), minutes(until)));
        var rows = new ArrayList<Row>();
        for (var mail : mails) {
            rows.add(new Row(
                    minutes(happenedAt(mail)),
                    Outside.line(mail.subject()),
                    rows.size() < WITH_TEXT ? text(mail) : ""));
        }
        model.put("rows", rows);
        var told = new ArrayList<Draft.Told>();
        var carried = new HashSet<Long>();
        for (var mail : mails) {
            mail.told().stream().filter(one -> carried.add(one.message().id())).forEach(told::add);
        }
        var shops = mails.stream().map(Draft.Mail::shop).distinct().toList();
        return new Draft.Mail(
                words.text("backlog.subject", kind, mails.size()),
                "backlog",
                model,
                mails.stream()
                        .map(Draft.Mail::severity)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                shops.size() == 1 ? shops.get(0) : Optional.empty(),
                told);
    }

    /** The mail as it would have come, without its foot and the second language. */
    private String text(Draft.Mail mail) {
        var model = new HashMap<>(mail.model());
        model.put("subject", mail.subject());
        model.put("messageNumber", Long.toString(mail.told().get(0).message().id()));
        model.put("foot", "");
        model.put("secondHeading", "");
        model.put("language", words.language().toLanguageTag());
        var text = templates.render(mail.template(), model).text();
        var foot = text.lastIndexOf(FOOT);
        return (foot < 0 ? text : text.substring(0, foot)).strip().replaceAll("\n{3,}", "\n\n");
    }

    private static Instant happenedAt(Draft.Mail mail) {
        return mail.told().stream()
                .map(one -> one.message().createdAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String minutes(Instant moment) {
        return MINUTES.format(moment.atZone(zone.get()));
    }

    /** One mail that waited, as the digest shows it. */
    public record Row(String when, String subject, String text) {}
}
