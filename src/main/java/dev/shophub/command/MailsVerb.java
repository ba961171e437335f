package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.demo.DemoBooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The newest mails of the demo's mailbox. */
final class MailsVerb {

    static final VerbCall<Request, List<Mail>> CALL =
            new VerbCall<>("mails", Request.class, new TypeReference<>() {}, true);

    private final Optional<DemoBooks> books;

    MailsVerb(Optional<DemoBooks> books) {
        this.books = books;
    }

    List<Mail> run(Request request) {
        return books.orElseThrow(() -> VerbRefusedException.cannot("no-mailbox")).mails(request.number()).stream()
                .map(mail -> new Mail(
                        mail.id(),
                        mail.receivedAt(),
                        mail.recipient(),
                        mail.subject(),
                        mail.messageId(),
                        request.whole() ? Optional.of(mail.raw()) : Optional.empty()))
                .toList();
    }

    /** @param whole with the mails themselves, not only their heads */
    record Request(int number, boolean whole) {}

    /**
     * A mail.
     *
     * @param receivedAt UTC
     * @param raw RFC 5322; null when only the head was asked for
     */
    record Mail(
            long id, Instant receivedAt, String recipient, String subject, String messageId, Optional<byte[]> raw) {}
}
