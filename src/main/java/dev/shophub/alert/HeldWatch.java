package dev.shophub.alert;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.Parking;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.HeldBook;
import dev.shophub.store.HeldBook.Group;
import dev.shophub.store.HeldBook.Share;
import dev.shophub.store.HeldBook.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks for mails about orders and refunds that stand still: when the first of a cause is found, when others join, once when
 * none is left, and further up when it lasts. Of other streams it tells only when many records are set aside at once. The bean
 * {@code held} of the report routes.
 */
public final class HeldWatch {

    /** The kind of mails about what stands still. */
    static final String KIND = "held";

    private static final Logger LOG = LoggerFactory.getLogger(HeldWatch.class);
    private static final Set<String> TRADE = Set.of("orders", "refunds");
    private static final Duration HOUR = Duration.ofHours(1);
    /** A cause that comes and goes is one: it is over when none stood for this long. */
    private static final Duration OVER = Duration.ofMinutes(5);

    private static final int PERCENT = 100;

    private final Supplier<AlertSettings.Held> settings;
    private final Supplier<Duration> escalateAfter;
    private final HeldBook book;
    private final Outbox outbox;
    private final Recipients recipients;
    private final Supplier<QuietHours> quietHours;
    private final TransactionOperations transaction;
    private final Clock clock;

    /** @param escalateAfter what lasts is told further up; zero: never */
    HeldWatch(
            Supplier<AlertSettings.Held> settings,
            Supplier<Duration> escalateAfter,
            HeldBook book,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        this.settings = settings;
        this.escalateAfter = escalateAfter;
        this.book = book;
        this.outbox = outbox;
        this.recipients = recipients;
        this.quietHours = quietHours;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How often it is looked, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /** Looks at all that stands. */
    public void look() {
        try {
            transaction.executeWithoutResult(status -> judge(clock.instant()));
        } catch (DataAccessException databaseAway) {
            LOG.warn(
                    "What stands still is looked at again in {}: {}",
                    settings.get().every(),
                    databaseAway.getClass().getSimpleName());
        }
    }

    private void judge(Instant now) {
        var many = book.shares(now.minus(HOUR)).stream()
                .filter(this::isMany)
                .collect(Collectors.toMap(
                        share -> new Group(share.shopId(), HeldBook.QUARANTINE, share.stream()), one -> one));
        outbox.replaceOvertakenWrites();
        var messages = new ArrayList<NewMessage>();
        for (var standing : book.look(now)) {
            var group = standing.group();
            if (standing.records() == 0) {
                if (standing.emptySince()
                        .filter(empty -> !empty.plus(OVER).isAfter(now))
                        .isPresent()) {
                    messages.addAll(cured(standing, now));
                    book.remove(group);
                }
                continue;
            }
            if (standing.added() > 0 && many.containsKey(group)) {
                messages.addAll(
                        mails(standing, subject(group) + "/many", Map.of("many", "true"), recipients.admins(), now));
            } else if (standing.added() > 0 && isTrade(group)) {
                messages.addAll(mails(
                        standing,
                        subject(group),
                        Map.of(),
                        recipients.admins(),
                        quietHours.get().next(now)));
            }
            if (isToEscalate(standing, now)) {
                book.escalated(group, now);
                messages.addAll(mails(
                        standing,
                        subject(group) + "/" + Troubles.ESCALATED,
                        Map.of(Troubles.ESCALATED, "true"),
                        recipients.escalation(),
                        quietHours.get().next(now)));
            }
        }
        outbox.write(messages);
    }

    /** A share needs a few records: of a stream that brought ten, one that is odd is no sign that all of them will be. */
    private boolean isMany(Share share) {
        var held = settings.get();
        return share.aside() > held.records()
                || (share.aside() >= held.atLeast()
                        && share.aside() * PERCENT > held.percent() * (share.aside() + share.readable()));
    }

    private static boolean isTrade(Group group) {
        return !group.place().equals(HeldBook.QUARANTINE) || TRADE.contains(group.cause());
    }

    private boolean isToEscalate(Standing standing, Instant now) {
        var after = escalateAfter.get();
        return !after.isZero()
                && standing.escalatedAt().isEmpty()
                && isTrade(standing.group())
                && !standing.group().cause().equals(Parking.HELD)
                && !standing.since().plus(after).isAfter(now);
    }

    private List<NewMessage> cured(Standing standing, Instant now) {
        var readers = new java.util.LinkedHashSet<>(recipients.admins());
        if (standing.escalatedAt().isPresent()) {
            readers.addAll(recipients.escalation());
        }
        var group = standing.group();
        var attributes = attributes(standing, Map.of("topic", KIND, "kind", KIND + "-" + group.place()));
        return readers.stream()
                .map(reader -> NewMessage.mail(
                        Troubles.CURED,
                        0,
                        Troubles.CURED + "/" + subject(group),
                        subject(group),
                        reader,
                        attributes,
                        quietHours.get().next(now)))
                .toList();
    }

    private static List<NewMessage> mails(
            Standing standing,
            String groupKey,
            Map<String, String> further,
            Collection<String> readers,
            Instant dueAt) {
        return readers.stream()
                .map(reader -> NewMessage.mail(
                        KIND, 0, groupKey, subject(standing.group()), reader, attributes(standing, further), dueAt))
                .toList();
    }

    private static Map<String, String> attributes(Standing standing, Map<String, String> further) {
        var attributes = new HashMap<>(further);
        attributes.put("shop", Long.toString(standing.group().shopId()));
        attributes.put("place", standing.group().place());
        attributes.put("cause", standing.group().cause());
        attributes.put("since", standing.since().toString());
        return Map.copyOf(attributes);
    }

    /** Under which its mails stay together. */
    static String subject(Group group) {
        return KIND + "/" + group.shopId() + "/" + group.place() + "/" + group.cause();
    }
}
