package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub inbox undo FILE}. */
@Command(name = "undo")
final class InboxUndoCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "parameter.export-file")
    String file;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    InboxUndoCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var undone = session.ask(InboxVerb.UNDO, new InboxVerb.UndoRequest(file));
        if (json) {
            json(undone);
        } else {
            say("inbox.undone", undone.file(), undone.id());
        }
        return ExitCode.GOOD;
    }
}
