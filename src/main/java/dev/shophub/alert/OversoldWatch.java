package dev.shophub.alert;

import dev.shophub.model.SkuCode;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.store.Oversold;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.OversoldFacts;
import dev.shophub.store.OversoldFacts.Shortage;
import dev.shophub.store.Said;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks for mails about SKUs of which shops sold more than there is: once, at any hour, again when it gets worse, and once when there
 * is enough again. What a call on its way to the ERP may explain is neither. The bean {@code oversold} of the report routes.
 */
public final class OversoldWatch {

    /** The kind of mails about what is oversold. */
    static final String KIND = "oversold";

    private static final Logger LOG = LoggerFactory.getLogger(OversoldWatch.class);

    private final Supplier<AlertSettings.Oversold> settings;
    private final OversoldFacts facts;
    private final OversoldBook book;
    private final Outbox outbox;
    private final Recipients recipients;
    private final Supplier<QuietHours> quietHours;
    private final TransactionOperations transaction;
    private final Clock clock;

    /** @param quietHours hold only the good news */
    OversoldWatch(
            Supplier<AlertSettings.Oversold> settings,
            OversoldFacts facts,
            OversoldBook book,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        this.settings = settings;
        this.facts = facts;
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

    /** Looks at all that is promised; while no stock of an ERP was read, what is known stays as it is. */
    public void look() {
        try {
            transaction.executeWithoutResult(status -> facts.shortages()
                    .ifPresent(found -> judge(found, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
        } catch (DataAccessException databaseAway) {
            LOG.warn(
                    "What is oversold is looked at again in {}: {}",
                    settings.get().every(),
                    databaseAway.getClass().getSimpleName());
        }
    }

    private void judge(List<Shortage> found, Instant now) {
        var known = new HashMap<SkuCode, Oversold>();
        book.all().forEach(one -> known.put(one.sku(), one));
        var kept = new ArrayList<Oversold>();
        var messages = new ArrayList<NewMessage>();
        for (var shortage : found) {
            var before = Optional.ofNullable(known.get(shortage.sku()));
            long missing = shortage.missing(before);
            if (missing <= 0) {
                continue;
            }
            known.remove(shortage.sku());
            if (missing > before.map(Oversold::missing).orElse(0L)) {
                messages.addAll(told(shortage.sku(), now));
            }
            kept.add(new Oversold(
                    shortage.sku(),
                    shortage.title(),
                    missing,
                    before.map(Oversold::since).orElse(now),
                    now));
        }
        known.values().forEach(over -> messages.addAll(ended(over, now)));
        book.remove(known.values());
        book.save(kept);
        outbox.write(messages);
    }

    /** They tell a state: figures and orders are read when the mail is sent, and a waiting mail already says it. */
    private Collection<NewMessage> told(SkuCode sku, Instant now) {
        return recipients.support().stream()
                .map(reader -> NewMessage.mail(KIND, 0, KIND, sku.value(), reader, Map.of(), now))
                .map(NewMessage::tellingState)
                .toList();
    }

    private Collection<NewMessage> ended(Oversold over, Instant now) {
        var said = Said.of(
                "oversold-ended",
                "There is enough of the SKU again (sku=" + over.sku() + ")",
                over.sku(),
                over.title());
        var attributes = Map.of(
                "topic",
                KIND,
                "kind",
                KIND,
                "message",
                said.sentence(),
                "said",
                said.coded(),
                "since",
                over.since().toString());
        return recipients.support().stream()
                .map(reader -> NewMessage.mail(
                        Troubles.CURED,
                        0,
                        Troubles.CURED + "/" + KIND,
                        over.sku().value(),
                        reader,
                        attributes,
                        quietHours.get().next(now)))
                .toList();
    }
}
