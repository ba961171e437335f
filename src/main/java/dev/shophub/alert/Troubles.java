package dev.shophub.alert;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.QuietHours;
import dev.shophub.store.Said;
import dev.shophub.store.Trouble;
import dev.shophub.store.TroubleBell;
import dev.shophub.store.TroubleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells the admins what is wrong: at once, again daily while it lasts, once when it is well; further up when the fatal lasts
 * too long. Each call is a transaction of its own or part of the caller's.
 */
public final class Troubles implements TroubleBell {

    /** The kind of mails about something wrong. */
    static final String TROUBLE = "trouble";

    /** The kind of mails about something well again. */
    static final String CURED = "cured";

    /** Attribute of a mail about what does not last: it stays news. */
    static final String ONCE = "once";

    /** Attribute of a mail to those further up. */
    static final String ESCALATED = "escalated";

    /** What is well again within this time of each other is told in one mail. */
    private static final Duration GATHER = Duration.ofMinutes(1);

    private static final int SUBJECT = 128;
    private static final int GROUP = 300;
    private static final int LONGEST_QUOTED = 2000;

    private final TroubleBook book;
    private final TroubleKinds kinds;
    private final Outbox outbox;
    private final Recipients recipients;
    private final Supplier<QuietHours> quietHours;
    private final TransactionOperations transaction;
    private final Supplier<Pace> pace;
    private final Clock clock;

    Troubles(
            TroubleBook book,
            TroubleKinds kinds,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Supplier<Pace> pace,
            Clock clock) {
        this.book = book;
        this.kinds = kinds;
        this.outbox = outbox;
        this.recipients = recipients;
        this.quietHours = quietHours;
        this.transaction = transaction;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * How often what lasts is told.
     *
     * @param repeat to the same readers again
     * @param escalate further up; zero: never
     */
    record Pace(Duration repeat, Duration escalate) {}

    @Override
    public void raise(String key, String kind, Optional<Long> shopId, Said said) {
        var now = clock.instant();
        var line = line(said);
        transaction.executeWithoutResult(status -> {
            book.save(key, kind, shopId, line, now);
            book.lock(key).filter(trouble -> isDue(trouble, now)).ifPresent(trouble -> tell(trouble, now));
        });
    }

    /** Of one line each, and no longer than its row takes. */
    private static Said line(Said said) {
        return new Said(
                Outside.line(said.sentence()),
                said.code(),
                said.values().stream().map(Outside::line).toList(),
                Outside.line(said.quoted(), LONGEST_QUOTED));
    }

    @Override
    public void tell(String key, String kind, Optional<Long> shopId, Said said) {
        var now = clock.instant();
        var once = new Trouble(
                key,
                kind,
                shopId,
                Optional.empty(),
                Optional.empty(),
                line(said),
                now,
                now,
                Optional.of(now),
                Optional.empty());
        var group = shortened(key(once), GROUP);
        transaction.executeWithoutResult(
                status -> write(TROUBLE, once, group, recipients.admins(), Map.of(ONCE, "true"), due(now)));
    }

    @Override
    public void cure(String key) {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> book.lock(key).ifPresent(trouble -> {
            book.remove(key);
            var fatal = kinds.isFatal(trouble.kind());
            var group = shortened(fatal ? key(trouble) : CURED + "/" + trouble.kind(), GROUP);
            var readers = new LinkedHashSet<>(recipients.admins());
            if (trouble.escalatedAt().isPresent()) {
                readers.addAll(recipients.escalation());
            }
            write(CURED, trouble, group, readers, Map.of(), fatal ? now : due(now.plus(GATHER)));
        }));
    }

    /** Tells again what has been open for another day, and further up what lasts too long; called by a route. */
    public void remind() {
        var now = clock.instant();
        for (var open : book.open()) {
            if (isDue(open, now) || isToEscalate(open, now)) {
                transaction.executeWithoutResult(
                        status -> book.lock(open.key()).ifPresent(trouble -> remind(trouble, now)));
            }
        }
    }

    private void remind(Trouble trouble, Instant now) {
        if (isDue(trouble, now)) {
            tell(trouble, now);
        }
        if (isToEscalate(trouble, now)) {
            book.escalated(trouble.key(), now);
            var further = Map.of(ESCALATED, "true");
            write(TROUBLE, trouble, shortened(key(trouble), GROUP), recipients.escalation(), further, now);
        }
    }

    private boolean isDue(Trouble trouble, Instant now) {
        return trouble.toldAt()
                .map(told -> !told.plus(pace.get().repeat()).isAfter(now))
                .orElse(true);
    }

    private boolean isToEscalate(Trouble trouble, Instant now) {
        var after = pace.get().escalate();
        return !after.isZero()
                && trouble.escalatedAt().isEmpty()
                && kinds.isFatal(trouble.kind())
                && !trouble.since().plus(after).isAfter(now);
    }

    private void tell(Trouble trouble, Instant now) {
        book.told(trouble.key(), now);
        var fatal = kinds.isFatal(trouble.kind());
        var group = shortened(fatal ? key(trouble) : TROUBLE + "/" + trouble.kind(), GROUP);
        write(TROUBLE, trouble, group, recipients.admins(), Map.of(), fatal ? now : due(now));
    }

    private static String key(Trouble trouble) {
        return TROUBLE + "/" + trouble.key();
    }

    private Instant due(Instant moment) {
        return quietHours.get().next(moment);
    }

    private void write(
            String kind,
            Trouble trouble,
            String group,
            Collection<String> readers,
            Map<String, String> further,
            Instant dueAt) {
        var subject = shortened(trouble.key(), SUBJECT);
        var attributes = attributes(trouble);
        attributes.putAll(further);
        outbox.write(readers.stream()
                .map(reader -> NewMessage.mail(kind, 0, group, subject, reader, Map.copyOf(attributes), dueAt))
                .toList());
    }

    private static Map<String, String> attributes(Trouble trouble) {
        var attributes = new HashMap<String, String>();
        attributes.put("kind", trouble.kind());
        attributes.put("message", trouble.said().sentence());
        attributes.put("said", trouble.said().coded());
        attributes.put("since", trouble.since().toString());
        trouble.shopId().ifPresent(id -> attributes.put("shop", Long.toString(id)));
        return attributes;
    }

    private static String shortened(String key, int most) {
        return key.length() <= most ? key : key.substring(0, most - 10) + "#" + Integer.toHexString(key.hashCode());
    }

    /** Open ones, oldest first. */
    public List<Trouble> open() {
        return book.open();
    }

    /** Whether what a mail is about is still so, by the mail's subject. */
    boolean isOpen(String subject) {
        return book.open().stream()
                .anyMatch(trouble -> shortened(trouble.key(), SUBJECT).equals(subject));
    }
}
