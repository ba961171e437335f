package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./hub observe SHOP}. */
@Command(name = "observe")
final class ObserveCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    ObserveCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var observing = session.ask(GoLiveVerb.OBSERVE, new GoLiveVerb.ObserveRequest(shop));
        if (observing.sending() > 0) {
            say("observe.still-sending", observing.shop(), observing.sending());
            return ExitCode.TROUBLE;
        }
        say("observe.done", observing.shop(), observing.kept());
        return ExitCode.GOOD;
    }
}
