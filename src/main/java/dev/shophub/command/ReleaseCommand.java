package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./hub release SHOP|ITEM|all}. */
@Command(name = "release")
final class ReleaseCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "SHOP|ITEM|all", descriptionKey = "parameter.released")
    String target;

    ReleaseCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var released = session.ask(ReleaseVerb.CALL, new ReleaseVerb.Request(target));
        say("release.done", released.target(), released.listings(), released.prices());
        return ExitCode.GOOD;
    }
}
