package dev.shophub.simulator.mailbox;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A mail as the mailbox holds it, one for each recipient.
 *
 * @param id grows with time
 * @param recipient to whom it was delivered, whatever its header says
 * @param messageId with its angle brackets, empty when it has none
 * @param from address alone, empty when the mail names none
 * @param to addresses of the header
 * @param receivedAt UTC, before the server said 250
 * @param text the plain part, empty when there is none
 * @param html the HTML part, empty when there is none
 * @param raw as received (RFC 5322), what an {@code .eml} file holds
 */
public record ReceivedMail(
        long id,
        String recipient,
        String messageId,
        String subject,
        String from,
        List<String> to,
        Instant receivedAt,
        String text,
        String html,
        byte[] raw) {

    static ReceivedMail of(long id, String recipient, Instant receivedAt, byte[] raw) {
        try {
            var message = parse(raw);
            return new ReceivedMail(
                    id,
                    recipient,
                    messageId(message),
                    subject(message),
                    addresses(message.getFrom()).findFirst().orElse(""),
                    addresses(message.getRecipients(Message.RecipientType.TO)).toList(),
                    receivedAt,
                    part(message, "text/plain").orElse(""),
                    part(message, "text/html").orElse(""),
                    raw);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("A kept mail cannot be read (id=" + id + ")", unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A kept mail cannot be read (id=" + id + ")", unreadable);
        }
    }

    static MimeMessage parse(byte[] raw) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }

    static String messageId(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getMessageID()).orElse("");
    }

    static String subject(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getSubject()).orElse("");
    }

    private static Stream<String> addresses(Address[] addresses) {
        return addresses == null
                ? Stream.empty()
                : Arrays.stream(addresses)
                        .map(address -> address instanceof InternetAddress internet
                                ? internet.getAddress()
                                : address.toString());
    }

    /** The first part of a type that is shown, not attached. */
    private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Without content. */
    @Override
    public String toString() {
        return "ReceivedMail[" + id + ", " + raw.length + " bytes]";
    }
}
