package dev.shophub.command;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;

/** Takes a mail apart. */
final class MailText {

    private MailText() {}

    /** The HTML body of a mail as received; empty when it has none or is no mail. */
    static Optional<String> html(byte[] raw) {
        try {
            var session = Session.getInstance(new Properties());
            return htmlOf(new MimeMessage(session, new ByteArrayInputStream(raw)));
        } catch (MessagingException | IOException noMail) {
            return Optional.empty();
        }
    }

    private static Optional<String> htmlOf(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/html")) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = htmlOf(parts.getBodyPart(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
