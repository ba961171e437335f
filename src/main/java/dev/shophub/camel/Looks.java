package dev.shophub.camel;

import dev.shophub.camel.gate.RouteGate;
import dev.shophub.listing.FormulaWatch;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks at what admins edit, route files, configuration and formulas of stock, once a second, from when every route runs until the hub stops. */
@Component
class Looks {

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final RouteGate gate;
    private final ConfigurationWatch configuration;
    private final FormulaWatch formulas;
    private final ShippedFiles shipped;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "looks");
        thread.setDaemon(true);
        return thread;
    });
    private String lastFailure = "";

    Looks(RouteGate gate, ConfigurationWatch configuration, FormulaWatch formulas, ShippedFiles shipped) {
        this.gate = gate;
        this.configuration = configuration;
        this.formulas = formulas;
        this.shipped = shipped;
    }

    @EventListener
    void begin(HubStart.HubRuns runs) throws IOException {
        configuration.begin();
        looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @EventListener
    void end(ContextClosedEvent closed) {
        looks.shutdown();
    }

    /** Whatever fails, the next look comes: a schedule whose task throws would end for good. */
    private void look() {
        try {
            gate.look();
            configuration.look();
            formulas.look();
            shipped.look();
            lastFailure = "";
        } catch (IOException | DataAccessException | TransactionException away) {
            if (!away.getClass().getSimpleName().equals(lastFailure)) {
                lastFailure = away.getClass().getSimpleName();
                LOG.warn("Edited files cannot be looked at for now ({})", lastFailure);
            }
        } catch (RuntimeException bug) {
            LOG.error("Looking at edited files failed", bug);
        }
    }
}
