package dev.shophub.command;

import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub takedown ITEM --all-shops}. */
@Command(name = "takedown")
final class TakedownCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "ITEM", descriptionKey = "parameter.item")
    String item;

    @ArgGroup(multiplicity = "1")
    Where where;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", descriptionKey = "option.why")
    String why;

    TakedownCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var answer = session.ask(
                TakedownVerb.CALL,
                new TakedownVerb.Request(item, Optional.ofNullable(where.shop), HubDoor.user(), why));
        var table = new Table(heads("shop", "item", "title", "state", "ok"));
        answer.items()
                .forEach(one -> table.row(
                        one.shop(),
                        one.item(),
                        one.title(),
                        session.words().say("shelf." + one.before()),
                        session.words().say("takedown." + one.outcome())));
        table(table);
        answer.change().ifPresent(id -> say("takedown.done", id));
        return answer.items().stream().allMatch(one -> one.outcome().equals("down")) ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    /** Where it is taken down: said, never guessed. */
    static final class Where {

        @Option(names = "--all-shops", descriptionKey = "option.all-shops")
        boolean all;

        @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
        String shop;
    }
}
