package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import java.util.Set;

/** Makes mails of some kinds of messages; what they say is read when they are sent. */
public interface MailComposer {

    /** The kinds of messages it makes mails of. */
    Set<String> kinds();

    /** The mail, or why there is none now. */
    Draft compose(OutboxMessage message);
}
