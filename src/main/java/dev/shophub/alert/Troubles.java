package dev.shophub.alert;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.Trouble;
import dev.shophub.store.TroubleBell;
import dev.shophub.store.TroubleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells the admins what is wrong: at once, again daily while it lasts, once when it is well. Each call is a transaction of
 * its own or part of the caller's.
 */
public final class Troubles implements TroubleBell {

    /** The kind of mails about something wrong. */
    static final String TROUBLE = "trouble";

    /** The kind of mails about something well again. */
    static final String CURED = "cured";

    private static final int SUBJECT = 128;
    private static final int GROUP = 300;

    private final TroubleBook book;
    private final Outbox outbox;
    private final Recipients recipients;
    private final TransactionOperations transaction;
    private final Supplier<Duration> repeat;
    private final Clock clock;

    Troubles(
            TroubleBook book,
            Outbox outbox,
            Recipients recipients,
            TransactionOperations transaction,
            Supplier<Duration> repeat,
            Clock clock) {
        this.book = book;
        this.outbox = outbox;
        this.recipients = recipients;
        this.transaction = transaction;
        this.repeat = repeat;
        this.clock = clock;
    }

    @Override
    public void raise(String key, String kind, Optional<Long> shopId, String message) {
        var now = clock.instant();
        var line = Outside.line(message);
        transaction.executeWithoutResult(status -> {
            book.save(key, kind, shopId, line, now);
            book.lock(key).filter(trouble -> isDue(trouble, now)).ifPresent(trouble -> tell(trouble, TROUBLE, now));
        });
    }

    @Override
    public void cure(String key) {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> book.lock(key).ifPresent(trouble -> {
            book.remove(key);
            tell(trouble, CURED, now);
        }));
    }

    /** Tells again what has been open for another day; called by a route, so that a trouble rung once is not forgotten. */
    public void remind() {
        var now = clock.instant();
        for (var open : book.open()) {
            if (isDue(open, now)) {
                transaction.executeWithoutResult(status -> book.lock(open.key())
                        .filter(trouble -> isDue(trouble, now))
                        .ifPresent(trouble -> tell(trouble, TROUBLE, now)));
            }
        }
    }

    private boolean isDue(Trouble trouble, Instant now) {
        return trouble.toldAt()
                .map(told -> !told.plus(repeat.get()).isAfter(now))
                .orElse(true);
    }

    private void tell(Trouble trouble, String kind, Instant now) {
        book.told(trouble.key(), now);
        var group = shortened(TROUBLE + "/" + trouble.key(), GROUP);
        var subject = shortened(trouble.key(), SUBJECT);
        outbox.write(recipients.admins().stream()
                .map(admin -> NewMessage.mail(kind, 0, group, subject, admin, attributes(trouble), now))
                .toList());
    }

    private static Map<String, String> attributes(Trouble trouble) {
        var attributes = new HashMap<String, String>();
        attributes.put("kind", trouble.kind());
        attributes.put("message", trouble.message());
        attributes.put("since", trouble.since().toString());
        trouble.shopId().ifPresent(id -> attributes.put("shop", Long.toString(id)));
        return Map.copyOf(attributes);
    }

    private static String shortened(String key, int most) {
        return key.length() <= most ? key : key.substring(0, most - 10) + "#" + Integer.toHexString(key.hashCode());
    }

    /** Open ones, oldest first. */
    public List<Trouble> open() {
        return book.open();
    }
}
