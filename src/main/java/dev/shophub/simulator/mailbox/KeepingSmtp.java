package dev.shophub.simulator.mailbox;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes mails. GreenMail calls {@link #send} before it answers 250 and answers 451 when it throws: a mail whose sender was
 * told 250 is in the table, whatever ends this process next.
 */
final class KeepingSmtp extends SmtpManager {

    private final UserManager users;
    private final MailboxState kept;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger deferred = new AtomicInteger();

    KeepingSmtp(ImapHostManager folders, UserManager users, MailboxState kept) {
        super(folders, users);
        this.users = users;
        this.kept = kept;
    }

    void refuse(String address) {
        refused.add(address.toLowerCase(Locale.ROOT));
    }

    void accept(String address) {
        refused.remove(address.toLowerCase(Locale.ROOT));
    }

    void deferNext(int times) {
        deferred.addAndGet(times);
    }

    /** Null is GreenMail's word for yes. */
    @Override
    public String checkRecipient(SmtpState state, MailAddress recipient) {
        if (refused.contains(recipient.getEmail().toLowerCase(Locale.ROOT))) {
            return "550 5.1.1 Mailbox unavailable";
        }
        var waiting = deferred.getAndUpdate(times -> Math.max(0, times - 1));
        return waiting > 0 ? "451 4.3.0 Try again later" : null;
    }

    @Override
    public synchronized void send(SmtpState state) {
        var recipients = state.getMessage().getToAddresses().stream()
                .map(MailAddress::getEmail)
                .toList();
        try {
            var message = state.getMessage().getMessage();
            var raw = new ByteArrayOutputStream();
            message.writeTo(raw);
            kept.keep(recipients, ReceivedMail.messageId(message), ReceivedMail.subject(message), raw.toByteArray());
            for (var recipient : recipients) {
                show(recipient, raw.toByteArray());
            }
        } catch (MessagingException unreadable) {
            throw new IllegalArgumentException("The mail is not readable", unreadable);
        } catch (IOException broken) {
            throw new UncheckedIOException("The mail could not be taken", broken);
        }
    }

    /** Shows a kept mail over IMAP. */
    synchronized void show(String recipient, byte[] raw) throws MessagingException {
        user(recipient).deliver(ReceivedMail.parse(raw));
    }

    private GreenMailUser user(String address) {
        var known = users.getUserByEmail(address);
        if (known != null) {
            return known;
        }
        try {
            return users.createUser(address, address, address);
        } catch (UserException refusal) {
            throw new IllegalStateException("The mailbox cannot hold mails of one more recipient", refusal);
        }
    }
}
