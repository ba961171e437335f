package dev.shophub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub forget BUYER [--yes]}. */
@Command(name = "forget")
final class ForgetCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "BUYER", descriptionKey = "parameter.buyer")
    String buyer;

    @Option(names = "--yes", descriptionKey = "option.forget-yes")
    boolean yes;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ForgetCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var forgotten = session.ask(ForgetVerb.CALL, new ForgetVerb.Request(buyer, yes));
        if (json) {
            json(forgotten);
        } else {
            tell(forgotten);
        }
        return forgotten.proven() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void tell(ForgetVerb.Forgotten forgotten) {
        if (!forgotten.done()) {
            say("forget.to-be-shipped", forgotten.orders(), String.join(" ", forgotten.toBeShipped()));
            return;
        }
        say("forget.done", forgotten.orders(), String.join(", ", forgotten.shops()));
        if (forgotten.proven()) {
            say("forget.proven", forgotten.values());
        } else {
            say("forget.left", forgotten.keysLeft(), forgotten.readable());
            forgotten
                    .places()
                    .forEach(place -> line("  " + place.table() + "." + place.column() + ": " + place.rows()));
        }
        say("forget.elsewhere");
    }
}
