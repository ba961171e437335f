package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a shop or a route stand still, or go on. */
abstract class HaltCommand extends VerbCommand {

    private final VerbCall<RoutesVerb.NameRequest, RoutesVerb.Halted> verb;

    @Parameters(index = "0", paramLabel = "SHOP|ROUTE", descriptionKey = "parameter.shop-or-route")
    String name;

    private HaltCommand(Session session, VerbCall<RoutesVerb.NameRequest, RoutesVerb.Halted> verb) {
        super(session);
        this.verb = verb;
    }

    @Override
    public Integer call() {
        var halted = session.ask(verb, new RoutesVerb.NameRequest(name));
        say(verb.name() + (halted.shop() ? ".shop" : ".route"), name);
        return ExitCode.GOOD;
    }

    /** {@code ./hub pause SHOP|ROUTE}. */
    @Command(name = "pause")
    static final class Pause extends HaltCommand {
        Pause(Session session) {
            super(session, RoutesVerb.PAUSE);
        }
    }

    /** {@code ./hub resume SHOP|ROUTE}. */
    @Command(name = "resume")
    static final class Resume extends HaltCommand {
        Resume(Session session) {
            super(session, RoutesVerb.RESUME);
        }
    }
}
