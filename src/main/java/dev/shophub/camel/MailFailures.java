package dev.shophub.camel;

import dev.shophub.alert.MailCause;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.apache.camel.CamelExchangeException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** What a mail server's refusal means, in the hub's failures: RFC 5321, 5xx is for good, 4xx for now. */
final class MailFailures {

    private static final int PERMANENT = 500;

    private MailFailures() {}

    /** The failure behind a route's exception; unchanged when it is none of the mail server's. */
    static Exception understood(Exception failure) {
        Throwable cause = failure;
        while (cause instanceof CamelExchangeException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Failure known) {
            return known;
        }
        if (cause instanceof AuthenticationFailedException) {
            return new AuthFailedException(MailCause.LOGIN.sentence(), false);
        }
        if (cause instanceof MessagingException mail) {
            var code = code(mail);
            return code >= PERMANENT
                    ? refusal(code, isAddress(mail))
                    : new UnavailableException(MailCause.AWAY.sentence(
                            code > 0 ? "code=" + code : mail.getClass().getSimpleName()));
        }
        return cause instanceof Exception exception ? exception : failure;
    }

    /** An address that is refused is one reader's; anything else, the sender's address for instance, is everybody's. */
    private static RejectedException refusal(int code, boolean address) {
        return address
                ? new RejectedException("The mail server refuses this address (code=" + code + ")", "smtp-" + code)
                : new RejectedException(MailCause.SENDER.sentence("code=" + code), "smtp-sending-" + code);
    }

    private static boolean isAddress(MessagingException failure) {
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException mail ? mail.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException) {
                return true;
            }
        }
        return false;
    }

    private static int code(MessagingException failure) {
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException mail ? mail.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException send
                    && send.getReturnCode() > 0
                    && !(send.getNextException() instanceof SMTPAddressFailedException)) {
                return send.getReturnCode();
            }
            if (at instanceof SendFailedException
                    && at.getCause() == null
                    && !(at instanceof SMTPSendFailedException)
                    && ((SendFailedException) at).getNextException() == null) {
                return 0;
            }
        }
        return 0;
    }
}
