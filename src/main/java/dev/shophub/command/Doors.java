package dev.shophub.command;

import dev.shophub.demo.StoppedDemo;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Patience;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.settings.StartRefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Finds the hub of a data folder: a running one is asked, a stopped demo is opened. */
final class Doors {

    /** The demo's look-back, whatever is configured for production. */
    /** As shipped: what is in force is not known while the hub does not run. */
    private static final StockDrift.Pace DEMO_PACE = new StockDrift.Pace(Duration.ofMinutes(5), Duration.ofMinutes(15));

    private static final Duration DEMO_LOOKBACK = Duration.ofMinutes(2);

    private final Path data;
    private final Clock clock;

    Doors(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** @throws VerbRefusedException when there is no hub, or it is stopped and this verb needs a running one */
    HubDoor open(VerbCall<?, ?> verb) {
        var runFile = RunFile.in(data).orElseThrow(() -> VerbRefusedException.cannot("no-run-file", data.toString()));
        if (runFile.running()) {
            return new RemoteDoor(runFile);
        }
        if (!runFile.demo()) {
            throw VerbRefusedException.cannot("stopped", data.toString());
        }
        if (!verb.onStoppedDemo()) {
            throw VerbRefusedException.cannot("stopped-demo", verb.name());
        }
        return stopped(runFile);
    }

    private HubDoor stopped(RunFile runFile) {
        StoppedDemo demo;
        try {
            demo = StoppedDemo.open(data, runFile.databaseUrl(), runFile.databaseUser(), runFile.databasePassword());
        } catch (NoClassDefFoundError withoutEmbeddedDatabase) {
            throw VerbRefusedException.cannot("no-embedded-database");
        } catch (StartRefusedException refused) {
            throw VerbRefusedException.cannot("database-refused", refused.getMessage());
        }
        var books = demo.books();
        var services = new VerbServices(demo.operations(), runFile.mode(), false, clock)
                .audit(
                        Optional.of(books),
                        books,
                        DueRule.of(runFile::rule),
                        new Audit.Conditions(false, shop -> DEMO_LOOKBACK, Patience.NONE),
                        books::shiftDays)
                .stock(shop -> true, () -> DEMO_PACE)
                .mailbox(Optional.of(books));
        return new LocalDoor(services.verbs(), demo::close);
    }
}
