package dev.shophub.camel;

import dev.shophub.store.Rekeying;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A change of the master key that was interrupted goes on; a start with the former key is told. */
@Component
class KeyChange {

    private static final String TROUBLE = "master-key";

    private final Rekeying rekeying;
    private final TroubleBell troubles;

    KeyChange(Rekeying rekeying, TroubleBell troubles) {
        this.rekeying = rekeying;
        this.troubles = troubles;
    }

    @EventListener
    void goOn(HubStart.HubRuns runs) {
        rekeying.state()
                .startWith()
                .ifPresentOrElse(
                        next -> troubles.raise(
                                TROUBLE,
                                TROUBLE,
                                Optional.empty(),
                                Said.of(
                                        "master-key",
                                        "The hub was started with the former master key (the one it was changed to: "
                                                + next
                                                + "). Let HUB_KEY or HUB_KEY_FILE name the new one and start again: until then whoever has"
                                                + " the former key opens the database",
                                        next)),
                        () -> troubles.cure(TROUBLE));
        rekeying.goOn();
    }
}
