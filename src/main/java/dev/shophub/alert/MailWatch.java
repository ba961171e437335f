package dev.shophub.alert;

import dev.shophub.chat.ChatRobots;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.settings.ChatSettings;
import dev.shophub.store.MailOutages;
import dev.shophub.store.MailOutages.Outage;
import dev.shophub.store.Said;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Notices that no mail can leave, and says so where mail is not needed: one text to a chat robot, a trouble in {@code ./hub status},
 * a health that is down. The bean {@code mailFlow} of the report routes.
 */
public final class MailWatch {

    /** So long nothing could leave. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);
    private static final String TROUBLE = "mail";

    private final MailOutages outages;
    private final Troubles troubles;
    private final Supplier<ChatSettings> settings;
    private final ChatRobots robots;
    private final Words words;
    private final TroubleText text;
    private final TemplateFaults templates;
    private final Clock clock;

    /** The robot asked to be left alone until then. */
    private Instant notBefore = Instant.MIN;

    private boolean refused;

    MailWatch(
            MailOutages outages,
            Troubles troubles,
            Supplier<ChatSettings> settings,
            ChatRobots robots,
            Words words,
            TroubleText text,
            TemplateFaults templates,
            Clock clock) {
        this.outages = outages;
        this.troubles = troubles;
        this.settings = settings;
        this.robots = robots;
        this.words = words;
        this.text = text;
        this.templates = templates;
        this.clock = clock;
    }

    /** Looks whether mails leave, and as the admin's templates say. */
    public synchronized void look() {
        try {
            templates.look();
            var outage = outages.lasting().or(this::begun);
            if (outage.isEmpty()) {
                if (troubles.open().stream().anyMatch(open -> open.key().equals(TROUBLE))) {
                    troubles.cure(TROUBLE);
                }
                return;
            }
            troubles.raise(TROUBLE, TROUBLE, Optional.empty(), said(outage.get()));
            if (outage.get().toldAt().isEmpty()) {
                tell(outage.get());
            }
        } catch (DataAccessException databaseAway) {
            LOG.warn(
                    "Whether mails leave is looked at again: {}",
                    databaseAway.getClass().getSimpleName());
        }
    }

    private Optional<Outage> begun() {
        var standing = outages.standing();
        if (standing.isEmpty() || standing.get().since().plus(LIMIT).isAfter(clock.instant())) {
            return Optional.empty();
        }
        outages.begin(standing.get().since(), outages.lastFailure());
        LOG.error(
                "No mail could leave (since={}, waiting={}): {}",
                standing.get().since(),
                standing.get().mails(),
                outages.lastFailure());
        refused = false;
        return outages.lasting();
    }

    private static Said said(Outage outage) {
        return MailCause.said(outage.since(), outage.cause());
    }

    private void tell(Outage outage) {
        var webhook = settings.get().webhook();
        if (webhook.isEmpty() || clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            robots.of(
                            URI.create(webhook),
                            settings.get().secret(),
                            settings.get().keyword())
                    .send(words.text(
                            "chat.mail-outage",
                            text.of(said(outage)).line(),
                            outages.standing().map(MailOutages.Standing::mails).orElse(0L),
                            Long.toString(outage.id())));
            outages.told(outage.id());
            refused = false;
        } catch (RateLimitedException limited) {
            notBefore = clock.instant().plus(limited.waitTime());
        } catch (Failure failure) {
            if (!refused) {
                LOG.error("The chat robot did not take the text, it is tried again: {}", failure.getMessage());
                refused = true;
            }
        }
    }
}
