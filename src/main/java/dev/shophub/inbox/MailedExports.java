package dev.shophub.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what was mailed; only what comes from addresses that may send exports. */
public final class MailedExports {

    private static final Logger LOG = LoggerFactory.getLogger(MailedExports.class);
    private static final List<String> ENDINGS = List.of(".xlsx", ".xls", ".csv", ".txt", ".tsv");

    private final Inbox inbox;
    private final Supplier<? extends Collection<String>> senders;

    /** @param senders in lower case */
    MailedExports(Inbox inbox, Supplier<? extends Collection<String>> senders) {
        this.inbox = inbox;
        this.senders = senders;
    }

    /** Takes one attachment in; false when it is left alone: the sender may not, or it is no table. */
    public boolean take(Arrival arrival) {
        if (!senders.get().contains(arrival.sender().toLowerCase(Locale.ROOT))) {
            LOG.warn("A mailed file was left alone: its sender may not send exports (hub.inbox.senders)");
            return false;
        }
        if (ENDINGS.stream().noneMatch(arrival.name().toLowerCase(Locale.ROOT)::endsWith)) {
            return false;
        }
        inbox.take(arrival);
        return true;
    }
}
