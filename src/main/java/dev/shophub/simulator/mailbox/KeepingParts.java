package dev.shophub.simulator.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;

/** GreenMail's parts, with an SMTP side that keeps what it takes. */
final class KeepingParts extends Managers {

    private final KeepingSmtp smtp;

    KeepingParts(MailboxState kept) {
        getUserManager().setAuthRequired(false);
        this.smtp = new KeepingSmtp(getImapHostManager(), getUserManager(), kept);
    }

    @Override
    public SmtpManager getSmtpManager() {
        return smtp;
    }

    KeepingSmtp keeping() {
        return smtp;
    }
}
