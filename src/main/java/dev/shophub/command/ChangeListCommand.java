package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub change list}. */
@Command(name = "list")
final class ChangeListCommand extends VerbCommand {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "option.limit")
    int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ChangeListCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var made = session.ask(ChangeVerb.LIST, new ChangeVerb.ListRequest(Math.max(1, limit)));
        if (json) {
            json(made);
            return ExitCode.GOOD;
        }
        if (made.isEmpty()) {
            say("change.none");
            return ExitCode.GOOD;
        }
        var table = new Table(heads("id", "made", "author", "what", "fields", "waiting", "undone-by", "why"));
        made.forEach(change -> table.row(
                change.id(),
                time(change.madeAt()),
                change.author(),
                session.words().say("change.kind." + change.kind(), change.source()),
                change.fields(),
                change.waiting(),
                change.undoneBy().map(Object::toString).orElse("-"),
                change.why()));
        table(table);
        return ExitCode.GOOD;
    }
}
