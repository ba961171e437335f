package dev.shophub.simulator.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;

/** GreenMail's parts, with an SMTP side that keeps what it takes. */
final class KeepingManagers extends Managers {

    private final KeepingSmtpManager smtp;

    KeepingManagers(MailboxState kept) {
        getUserManager().setAuthRequired(false);
        this.smtp = new KeepingSmtpManager(getImapHostManager(), getUserManager(), kept);
    }

    @Override
    public SmtpManager getSmtpManager() {
        return smtp;
    }

    KeepingSmtpManager keeping() {
        return smtp;
    }
}
