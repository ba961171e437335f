package dev.shophub.command;

import dev.shophub.route.FileStatus;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub routes}. */
@Command(name = "routes")
final class RoutesCommand extends VerbCommand {

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    RoutesCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var all = session.ask(RoutesVerb.ROUTES, new RoutesVerb.Nothing());
        var trouble = all.files().stream().anyMatch(RoutesCommand::isTrouble);
        if (json) {
            json(all);
            return trouble ? ExitCode.TROUBLE : ExitCode.GOOD;
        }
        var routes = new Table(heads("route", "file", "state", "revision", "last-success", "in-flight"));
        all.routes()
                .forEach(route -> routes.row(
                        route.id(),
                        route.file(),
                        session.words().word("route-state", route.state()),
                        route.revision().map(Object::toString).orElse("-"),
                        route.lastGood()
                                .map(at -> session.words().say("status.ago", age(at)))
                                .orElse("-"),
                        route.inFlight()));
        table(routes);
        line("");
        var files = new Table(heads("file", "state", "revision", "author", "since"));
        all.files()
                .forEach(file -> files.row(
                        file.file(),
                        session.words().word("file-state", file.state().name().toLowerCase(Locale.ROOT)),
                        file.revision().map(Object::toString).orElse("-"),
                        file.author().isEmpty() ? "-" : file.author(),
                        time(file.since())));
        table(files);
        all.files().stream().filter(file -> !file.message().isEmpty()).forEach(file -> line(told(file.message())));
        return trouble ? ExitCode.TROUBLE : ExitCode.GOOD;
    }

    private static boolean isTrouble(FileStatus file) {
        return file.state() != FileStatus.State.RUNNING && file.state() != FileStatus.State.PROVING;
    }
}
