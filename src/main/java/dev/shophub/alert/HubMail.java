package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** A mail whose Message-ID is given and stays, however often it is sent; it knows which messages it carries. */
final class HubMail extends MimeMessage {

    private final String messageId;
    private final String thread;
    private final OutboxMessage claimed;
    private final List<Draft.Told> told;

    HubMail(Session session, String messageId, String thread, OutboxMessage claimed, List<Draft.Told> told) {
        super(session);
        this.messageId = messageId;
        this.thread = thread;
        this.claimed = claimed;
        this.told = List.copyOf(told);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    String messageId() {
        return messageId;
    }

    /** Message-ID of the thread's first mail, its own when it begins one. */
    String thread() {
        return thread;
    }

    OutboxMessage claimed() {
        return claimed;
    }

    List<Draft.Told> told() {
        return told;
    }
}
