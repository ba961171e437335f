package dev.shophub.command;

import dev.shophub.command.BackfillVerb.ListRequest;
import dev.shophub.command.BackfillVerb.Progress;
import dev.shophub.reconcile.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub backfill SHOP STREAM FROM TO}, {@code list}, {@code follow} and {@code stop}. */
@Command(name = "backfill")
final class BackfillCommand extends VerbCommand {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration WITHOUT_END = Duration.ofDays(3_650);
    private static final int BAR = 30;
    private static final int STEP = 10;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Parameters(index = "1", arity = "0..1", paramLabel = "STREAM", descriptionKey = "parameter.stream")
    String stream;

    @Parameters(index = "2", arity = "0..1", paramLabel = "FROM", descriptionKey = "parameter.backfill-from")
    String from;

    @Parameters(index = "3", arity = "0..1", paramLabel = "TO", descriptionKey = "parameter.backfill-to")
    String to;

    @Option(names = "--detach", descriptionKey = "option.detach")
    boolean detach;

    BackfillCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (to == null) {
            throw VerbRefusedException.wrongUse("backfill-what");
        }
        var begun = session.ask(BackfillVerb.CALL, new BackfillVerb.Request(shop, stream, from, to, HubDoor.user()));
        say("backfill.begun", begun.id(), session.words().word("stream", begun.stream()), begun.shop());
        return detach ? ExitCode.GOOD : follow(begun.id());
    }

    /** Shows a line that moves, or on paper one line a tenth, until it is over. */
    int follow(long id) {
        boolean moves = System.console() != null;
        var told = new int[] {-1};
        var last = new Progress[1];
        Patience.looking(LOOK_EVERY)
                .until(
                        () -> {
                            last[0] = session.ask(BackfillVerb.LIST, new ListRequest(Optional.of(id), 1))
                                    .get(0);
                            if (moves) {
                                session.out().print("\r" + bar(last[0]) + "\u001b[K");
                                session.out().flush();
                            } else if (last[0].percent() / STEP > told[0] || last[0].ended()) {
                                told[0] = last[0].percent() / STEP;
                                line(bar(last[0]));
                                session.out().flush();
                            }
                            return last[0].ended();
                        },
                        WITHOUT_END);
        if (moves) {
            line("");
        }
        return told(last[0]);
    }

    int told(Progress progress) {
        say(
                "backfill." + progress.state(),
                progress.id(),
                progress.records(),
                progress.changed(),
                progress.quarantined(),
                told(progress.reason()));
        return progress.well() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private String bar(Progress progress) {
        int full = progress.percent() * BAR / 100;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] "
                + session.words()
                        .say(
                                progress.reason().isEmpty() ? "backfill.progress" : "backfill.waits",
                                progress.percent(),
                                progress.records(),
                                progress.secondsLeft()
                                        .map(seconds -> session.words().length(Duration.ofSeconds(seconds)))
                                        .orElse("-"),
                                told(progress.reason()));
    }

    /** {@code ./hub backfill list [ID]}. */
    @Command(name = "list")
    static final class Listed extends VerbCommand {

        @Parameters(index = "0", arity = "0..1", paramLabel = "ID", descriptionKey = "parameter.backfill-id")
        Long id;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "option.limit")
        int limit;

        @Option(names = "--json", descriptionKey = "option.json")
        boolean json;

        Listed(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            List<Progress> found =
                    session.ask(BackfillVerb.LIST, new ListRequest(Optional.ofNullable(id), Math.max(1, limit)));
            if (json) {
                json(found);
                return ExitCode.GOOD;
            }
            if (found.isEmpty()) {
                say("backfill.none");
                return ExitCode.GOOD;
            }
            var table = new Table(heads(
                    "id",
                    "shop",
                    "stream",
                    "from",
                    "to",
                    "state",
                    "percent",
                    "read-to",
                    "left",
                    "records",
                    "changed",
                    "quarantined",
                    "author",
                    "reason"));
            found.forEach(one -> table.row(
                    one.id(),
                    one.shop(),
                    session.words().word("stream", one.stream()),
                    time(one.from()),
                    time(one.to()),
                    session.words().word("backfill-state", one.state()),
                    one.percent() + "%",
                    time(one.readTo()),
                    one.secondsLeft()
                            .map(seconds -> session.words().length(Duration.ofSeconds(seconds)))
                            .orElse("-"),
                    one.records(),
                    one.changed(),
                    one.quarantined(),
                    one.author(),
                    told(one.reason())));
            table(table);
            return ExitCode.GOOD;
        }
    }

    /** {@code ./hub backfill follow ID}. */
    @Command(name = "follow")
    static final class Followed extends VerbCommand {

        private final BackfillCommand backfill;

        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.backfill-id")
        long id;

        Followed(Session session, BackfillCommand backfill) {
            super(session);
            this.backfill = backfill;
        }

        @Override
        public Integer call() {
            return backfill.follow(id);
        }
    }

    /** {@code ./hub backfill stop ID}. */
    @Command(name = "stop")
    static final class Stopped extends VerbCommand {

        private final BackfillCommand backfill;

        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.backfill-id")
        long id;

        Stopped(Session session, BackfillCommand backfill) {
            super(session);
            this.backfill = backfill;
        }

        @Override
        public Integer call() {
            backfill.told(session.ask(BackfillVerb.STOP, new BackfillVerb.StopRequest(id)));
            return ExitCode.GOOD;
        }
    }
}
