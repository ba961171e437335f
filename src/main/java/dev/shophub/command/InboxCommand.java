package dev.shophub.command;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub inbox}. */
@Command(name = "inbox")
final class InboxCommand extends VerbCommand {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "option.limit")
    int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    InboxCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var files = session.ask(InboxVerb.LIST, new InboxVerb.ListRequest(Math.max(1, limit)));
        if (json) {
            json(files);
            return ExitCode.GOOD;
        }
        if (files.isEmpty()) {
            say("inbox.none");
            return ExitCode.GOOD;
        }
        var table = new Table(heads("id", "file", "shop", "layout", "days", "rows", "state", "why"));
        files.forEach(file -> table.row(
                file.id(),
                file.file(),
                file.shop().orElse("-"),
                file.layout().isEmpty() ? "-" : file.layout(),
                days(file.firstDay(), file.lastDay()),
                file.rows(),
                session.words().say("inbox.state." + file.state()),
                file.reason().isEmpty() ? "-" : file.reason()));
        table(table);
        return ExitCode.GOOD;
    }

    private static String days(Optional<LocalDate> first, Optional<LocalDate> last) {
        return first.map(day -> last.filter(end -> !end.equals(day))
                        .map(end -> day + " … " + end)
                        .orElse(day.toString()))
                .orElse("-");
    }
}
