package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./hub rename-shop OLD NEW}. */
@Command(name = "rename-shop")
final class RenameShopCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "parameter.former-shop")
    String former;

    @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "parameter.fresh-shop")
    String fresh;

    RenameShopCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var renamed = session.ask(RenameShopVerb.CALL, new RenameShopVerb.Request(former, fresh));
        say(
                "rename-shop.done",
                renamed.former(),
                renamed.shop(),
                session.words().say("state." + renamed.state()));
        return ExitCode.GOOD;
    }
}
