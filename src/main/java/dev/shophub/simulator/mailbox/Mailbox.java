package dev.shophub.simulator.mailbox;

import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.ServerSetup;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A mail server on loopback: SMTP takes mail to anybody, IMAP shows each recipient's inbox to whoever names the address, with
 * any password. Mails outlive restarts.
 */
public final class Mailbox implements AutoCloseable {

    private static final long START_MILLISECONDS = 20_000;
    /** IMAP shows this many of the newest mails of before the start: GreenMail holds them in memory. */
    private static final int SHOWN_AFTER_RESTART = 2_000;

    private static final int PAGE = 100;

    private final MailboxState kept;
    private final KeepingSmtp manager;
    private final SmtpServer smtp;
    private final ImapServer imap;

    private Mailbox(MailboxState kept, KeepingSmtp manager, SmtpServer smtp, ImapServer imap) {
        this.kept = kept;
        this.manager = manager;
        this.smtp = smtp;
        this.imap = imap;
    }

    /**
     * Starts the mailbox with what it held before.
     *
     * @param smtpPort 0 for any free one
     * @param imapPort 0 for any free one
     * @throws IllegalStateException when a port is taken
     */
    public static Mailbox start(State state, int smtpPort, int imapPort) {
        // At DEBUG GreenMail writes every line of every conversation, bodies included.
        LoggingSystem.get(Mailbox.class.getClassLoader()).setLogLevel("com.icegreen.greenmail", LogLevel.INFO);
        var kept = new MailboxState(state);
        var managers = new KeepingParts(kept);
        showAgain(kept, managers.keeping());
        var smtp = new DiscreetSmtpServer(
                new ServerSetup(smtpPort, LoopbackServer.ADDRESS, ServerSetup.PROTOCOL_SMTP), managers);
        var imap =
                new ImapServer(new ServerSetup(imapPort, LoopbackServer.ADDRESS, ServerSetup.PROTOCOL_IMAP), managers);
        begin(smtp, "smtp", smtpPort);
        try {
            begin(imap, "imap", imapPort);
        } catch (IllegalStateException taken) {
            smtp.stopService();
            throw taken;
        }
        return new Mailbox(kept, managers.keeping(), smtp, imap);
    }

    public int smtpPort() {
        return smtp.getPort();
    }

    public int imapPort() {
        return imap.getPort();
    }

    /** The newest mails, newest first, of all recipients. */
    public List<ReceivedMail> mails(int limit) {
        return kept.newest(limit);
    }

    /** What was received, as kept. */
    public MailboxState kept() {
        return kept;
    }

    /** From now on this recipient is answered 550. */
    public void refuse(String address) {
        manager.refuse(address);
    }

    /** Takes a {@link #refuse} back. */
    public void accept(String address) {
        manager.accept(address);
    }

    /** The next {@code times} recipients are answered 451: try again later. */
    public void deferNext(int times) {
        manager.deferNext(times);
    }

    @Override
    public void close() {
        smtp.stopService();
        imap.stopService();
    }

    private static void begin(AbstractServer server, String name, int port) {
        // GreenMail opens its port in a thread of its own, whose failure nobody hears.
        LoopbackServer.requireFree(name, port);
        server.startService();
        try {
            if (server.waitTillRunning(START_MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        server.stopService();
        throw new IllegalStateException("The mailbox did not start (protocol=" + name + ", port=" + port + ")");
    }

    private static void showAgain(MailboxState kept, KeepingSmtp manager) {
        var newest = new ArrayList<ReceivedMail>();
        var before = Long.MAX_VALUE;
        List<ReceivedMail> page;
        do {
            page = kept.older(before, PAGE);
            newest.addAll(page);
            before = page.isEmpty() ? before : page.get(page.size() - 1).id();
        } while (page.size() == PAGE && newest.size() < SHOWN_AFTER_RESTART);
        Collections.reverse(newest);
        for (var mail : newest) {
            try {
                manager.show(mail.recipient(), mail.raw());
            } catch (MessagingException unreadable) {
                throw new IllegalStateException("A kept mail cannot be shown (id=" + mail.id() + ")", unreadable);
            }
        }
    }
}
