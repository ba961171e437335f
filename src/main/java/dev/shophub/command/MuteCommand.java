package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub mute [SKU --until DATE]}; without a SKU it lists. */
@Command(name = "mute")
final class MuteCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "SKU", descriptionKey = "parameter.sku")
    String sku;

    @Option(names = "--until", paramLabel = "DATE", descriptionKey = "option.mute-until")
    String until;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    MuteCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (sku == null) {
            return list();
        }
        if (until == null) {
            throw VerbRefusedException.wrongUse("no-until");
        }
        var muted = session.ask(
                MuteVerb.CALL, new MuteVerb.Request(sku, until, session.zone().getId(), HubDoor.user()));
        say("mute.done", muted.sku(), time(muted.until()));
        return ExitCode.GOOD;
    }

    private int list() {
        var muted = session.ask(MuteVerb.LIST, new MuteVerb.ListRequest());
        if (json) {
            json(muted);
        } else if (muted.isEmpty()) {
            say("mute.none");
        } else {
            var table = new Table(heads("sku", "to", "author"));
            muted.forEach(one -> table.row(one.sku(), time(one.until()), one.author()));
            table(table);
        }
        return ExitCode.GOOD;
    }
}
