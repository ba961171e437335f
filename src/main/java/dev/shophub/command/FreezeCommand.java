package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub freeze stock [SHOP|SKU|all --until TIME]}; without a target it lists. */
@Command(name = "freeze")
final class FreezeCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "stock", descriptionKey = "parameter.stock")
    What what;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SHOP|SKU|all", descriptionKey = "parameter.frozen")
    String target;

    @Option(names = "--until", paramLabel = "DATETIME", descriptionKey = "option.until")
    String until;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    FreezeCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (target == null) {
            return list();
        }
        if (until == null) {
            throw VerbRefusedException.wrongUse("no-until");
        }
        var frozen = session.ask(
                FreezeVerb.CALL,
                new FreezeVerb.Request(target, until, session.zone().getId(), HubDoor.user()));
        say(frozen.frozen() ? "freeze.done" : "freeze.over", frozen.target(), time(frozen.until()));
        return ExitCode.GOOD;
    }

    private int list() {
        var freezes = session.ask(FreezeVerb.LIST, new FreezeVerb.ListRequest());
        if (json) {
            json(freezes);
        } else if (freezes.isEmpty()) {
            say("freeze.none");
        } else {
            var table = new Table(heads("frozen", "from", "to", "author"));
            freezes.forEach(
                    freeze -> table.row(freeze.target(), time(freeze.since()), time(freeze.until()), freeze.author()));
            table(table);
        }
        return ExitCode.GOOD;
    }

    /** What can be frozen. */
    enum What {
        stock
    }
}
