package dev.shophub.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub replay ID… | --kind DESTINATION}. */
@Command(name = "replay")
final class ReplayCommand extends VerbCommand {

    @ArgGroup(multiplicity = "1")
    Which which;

    ReplayCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var replayed = session.ask(
                ReplayVerb.CALL,
                new ReplayVerb.Request(
                        which.ids == null ? List.of() : which.ids,
                        Optional.ofNullable(which.kind).map(Enum::name)));
        say("replay.done", replayed.replayed());
        if (!replayed.notReplayed().isEmpty()) {
            say(
                    "replay.unknown",
                    String.join(
                            " ",
                            replayed.notReplayed().stream()
                                    .map(Object::toString)
                                    .toList()));
            return ExitCode.TROUBLE;
        }
        return ExitCode.GOOD;
    }

    /** Either single messages or all dead letters of a destination. */
    static final class Which {

        @Parameters(paramLabel = "ID", arity = "1..*", descriptionKey = "parameter.ids")
        List<Long> ids;

        @Option(names = "--kind", paramLabel = "erp|listing|shipment|change|mail", descriptionKey = "option.kind")
        Kind kind;
    }

    /** The destinations by the word that is typed. */
    enum Kind {
        erp,
        listing,
        shipment,
        change,
        mail
    }
}
