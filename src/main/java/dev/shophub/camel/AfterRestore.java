package dev.shophub.camel;

import dev.shophub.store.RestoreGap;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The first start after a restore tells the admins what is held because it may have been sent before. */
@Component
class AfterRestore {

    private static final String KIND = "restored";

    private final RestoreGap gap;
    private final TroubleBell troubles;

    AfterRestore(RestoreGap gap, TroubleBell troubles) {
        this.gap = gap;
        this.troubles = troubles;
    }

    @EventListener
    void tell(HubStart.HubRuns runs) {
        gap.untold()
                .ifPresent(told -> troubles.tell(
                        KIND,
                        KIND,
                        Optional.empty(),
                        Said.of(
                                "restored",
                                "The database was restored at " + told.restoredAt() + " from the backup of "
                                        + told.backupAt()
                                        + " (UTC). What came in since is read again; orders and stock are compared with the other"
                                        + " side before they are told. Mails and changes of prices and titles that may have been sent"
                                        + " already are held (" + told.parked()
                                        + " so far, more while the time between is read):"
                                        + " ./hub parked lists them, ./hub replay sends what is still wanted",
                                told.restoredAt(),
                                told.backupAt(),
                                told.parked())));
    }
}
