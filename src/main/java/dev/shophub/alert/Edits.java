package dev.shophub.alert;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.RouteBell;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.Said;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** Asks for a mail to every admin about an edit that is in force; the message names the revision. */
final class Edits implements RouteBell {

    /** The kind of mails about edits. */
    static final String KIND = "edit";

    /** Attribute of the mail: what the edit changes, a text. */
    static final String EFFECTS = "effects";

    private final Outbox outbox;
    private final Recipients recipients;
    private final TransactionOperations transaction;
    private final Clock clock;

    Edits(Outbox outbox, Recipients recipients, TransactionOperations transaction, Clock clock) {
        this.outbox = outbox;
        this.recipients = recipients;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void edited(RouteRevision revision, List<String> effects) {
        var now = clock.instant();
        var attributes = Map.of(EFFECTS, Said.text(Said.LIST, effects.toArray()));
        transaction.executeWithoutResult(status -> outbox.write(recipients.admins().stream()
                .map(admin -> NewMessage.mail(KIND, 0, "", Long.toString(revision.id()), admin, attributes, now))
                .toList()));
    }
}
