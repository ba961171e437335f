package dev.shophub.command;

import dev.shophub.route.DryRun;
import dev.shophub.route.FileStatus;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs about one route file. */
abstract class RouteFileCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "parameter.file")
    String file;

    private RouteFileCommand(Session session) {
        super(session);
    }

    final RoutesVerb.FileRequest request(Optional<Long> revision) {
        return new RoutesVerb.FileRequest(file, revision, HubDoor.user());
    }

    /** {@code ./hub diff FILE}. */
    @Command(name = "diff")
    static final class Diff extends RouteFileCommand {

        @Option(names = "--json", descriptionKey = "option.json")
        boolean json;

        Diff(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var diff = session.ask(RoutesVerb.DIFF, request(Optional.empty()));
            if (json) {
                json(diff);
            } else if (diff.lines().isEmpty()) {
                say("diff.none", file);
            } else {
                diff.lines().forEach(this::line);
            }
            return ExitCode.GOOD;
        }
    }

    /** {@code ./hub accept FILE}. */
    @Command(name = "accept")
    static final class Accept extends RouteFileCommand {

        Accept(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var status = session.ask(RoutesVerb.ACCEPT, request(Optional.empty()));
            if (status.state() == FileStatus.State.REFUSED) {
                line(told(status.message()));
                return ExitCode.TROUBLE;
            }
            say("accept.done", file);
            return ExitCode.GOOD;
        }
    }

    /** {@code ./hub rollback FILE [REVISION]}. */
    @Command(name = "rollback")
    static final class Rollback extends RouteFileCommand {

        @Parameters(index = "1", arity = "0..1", paramLabel = "REVISION", descriptionKey = "parameter.revision")
        Long revision;

        Rollback(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var back = session.ask(RoutesVerb.ROLLBACK, request(Optional.ofNullable(revision)));
            say("rollback.done", file, Long.toString(back.revision()));
            return ExitCode.GOOD;
        }
    }

    /** {@code ./hub dry-run FILE}. */
    @Command(name = "dry-run")
    static final class Rehearse extends RouteFileCommand {

        @Option(names = "--json", descriptionKey = "option.json")
        boolean json;

        Rehearse(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var run = session.ask(RoutesVerb.DRY_RUN, request(Optional.empty()));
            if (json) {
                json(run);
            } else {
                show(run);
            }
            return run.message().isEmpty() && run.breaches().isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
        }

        private void show(DryRun run) {
            if (!run.message().isEmpty()) {
                line(told(run.message()));
                return;
            }
            var writes = new Table(heads("what", "step", "times"));
            run.writes().forEach(write -> writes.row(told(write.script()), write.step(), write.times()));
            table(writes);
            run.writes().stream().filter(write -> !write.sample().isBlank()).forEach(write -> {
                say("dry-run.sample", write.step(), told(write.script()));
                line(write.sample());
            });
            say(run.effects().isEmpty() && run.breaches().isEmpty() ? "dry-run.same" : "dry-run.changes");
            run.breaches().forEach(breach -> line("! " + told(breach)));
            run.effects().forEach(effect -> line("- " + told(effect)));
            if (!run.breaches().isEmpty()) {
                say("dry-run.waits", file.toLowerCase(Locale.ROOT));
            }
        }
    }
}
