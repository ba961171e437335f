package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub change undo ID}. */
@Command(name = "undo")
final class ChangeUndoCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.change-id")
    long id;

    @Option(names = "--yes", descriptionKey = "option.undo-yes")
    boolean yes;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", descriptionKey = "option.why")
    String why;

    private final ChangeCommand change;

    ChangeUndoCommand(Session session, ChangeCommand change) {
        super(session);
        this.change = change;
    }

    @Override
    public Integer call() {
        var answer = session.ask(ChangeVerb.UNDO, new ChangeVerb.UndoRequest(id, HubDoor.user(), why, yes));
        return change.tell(answer, "change.undone");
    }
}
