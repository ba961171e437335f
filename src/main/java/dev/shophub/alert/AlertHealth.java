package dev.shophub.alert;

import dev.shophub.review.CriticalWords;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says, at the start and in the health, which mails have no reader and which of an admin's lists cannot be read. */
final class AlertHealth implements HealthIndicator, ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(AlertHealth.class);

    private final Recipients recipients;
    private final CriticalWords criticalWords;
    private final Thresholds thresholds;

    AlertHealth(Recipients recipients, CriticalWords criticalWords, Thresholds thresholds) {
        this.recipients = recipients;
        this.criticalWords = criticalWords;
        this.thresholds = thresholds;
    }

    /** {@code UNKNOWN} with the particulars when something is missing: mails are no reason to restart the hub. */
    @Override
    public Health health() {
        var missing = recipients.missing();
        var broken = broken();
        if (missing.isEmpty() && broken.isEmpty()) {
            return Health.up().build();
        }
        return Health.unknown()
                .withDetail("nobody", missing)
                .withDetail("unreadable", broken)
                .build();
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var missing = recipients.missing();
        if (!missing.isEmpty()) {
            LOG.warn(
                    "Mails without a reader (empty={}): set {} in config/application.yaml, for instance"
                            + " hub.mail.support.li: li@example.com",
                    missing,
                    missing);
        }
        broken().forEach(LOG::warn);
    }

    private List<String> broken() {
        var broken = new ArrayList<String>();
        criticalWords.problem().ifPresent(broken::add);
        thresholds.problem().ifPresent(broken::add);
        return broken;
    }
}
