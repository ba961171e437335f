package dev.shophub.camel;

import dev.shophub.settings.KeepSettings;
import dev.shophub.store.Retention;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is kept no longer; called by the route {@code nightly-retention}. */
public final class NightlyRetention {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyRetention.class);

    private final Retention retention;
    private final Supplier<KeepSettings> settings;

    NightlyRetention(Retention retention, Supplier<KeepSettings> settings) {
        this.retention = retention;
        this.settings = settings;
    }

    public void removeOld() {
        var keep = settings.get();
        var raw = retention.rawRecords(keep.rawRecords());
        var attempts = retention.attempts(keep.attempts());
        var runs = retention.syncRuns(keep.syncRuns());
        var messages = retention.outbox(keep.outbox());
        var mails = retention.mails(keep.mails());
        var deeds = retention.deeds(keep.deeds());
        LOG.info(
                "Removed what is kept no longer: {} raw records, {} attempts, {} sync runs, {} messages, {} notes of mails, {} deeds",
                raw,
                attempts,
                runs,
                messages,
                mails,
                deeds);
    }
}
