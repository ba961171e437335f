package dev.shophub.demo;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.simulator.State;
import dev.shophub.simulator.erp.ErpSimulator;
import dev.shophub.simulator.mailbox.Mailbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Everything around a hub: database, shop platform, ERP and mailbox, started in this order and stopped in the reverse. */
final class World implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(World.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private WorldAddresses addresses;

    private World() {}

    /**
     * Starts it.
     *
     * @param data folder for the embedded database
     * @throws StartRefusedException saying in one sentence what cannot be started
     */
    static World start(DemoSettings settings, Environment environment, Path data, Clock clock) {
        var world = new World();
        try {
            world.open(settings, environment, data, clock);
            return world;
        } catch (RuntimeException broken) {
            world.close();
            throw broken instanceof IllegalStateException refused
                    ? new StartRefusedException(refused.getMessage(), refused)
                    : broken;
        }
    }

    WorldAddresses addresses() {
        return addresses;
    }

    private void open(DemoSettings settings, Environment environment, Path data, Clock clock) {
        var database = add(WorldDatabase.open(environment, data, settings.portOf("database")));
        if (settings.fresh()) {
            database.forget();
        }
        HikariDataSource pool = add(database.world());
        var state = new State(pool, clock);
        var erpToken = "demo-erp";
        var erp = add(ErpSimulator.start(state, settings.portOf("erp"), erpToken));
        var mailbox = add(Mailbox.start(state, settings.portOf("smtp"), settings.portOf("imap")));
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("database", database.port());
        ports.put("erp", erp.port());
        ports.put("smtp", mailbox.smtpPort());
        ports.put("imap", mailbox.imapPort());
        addresses = new WorldAddresses(
                database.operationsUrl(),
                database.worldUrl(),
                database.user(),
                database.password(),
                erp.url(),
                erpToken,
                ports,
                List.of());
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** The last started stops first, the database last. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception goOn) {
                log.warn("A part of the demo did not stop in order", goOn);
            }
        }
    }
}
