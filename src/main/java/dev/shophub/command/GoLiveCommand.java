package dev.shophub.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub go-live SHOP [--from DATETIME]}. */
@Command(name = "go-live")
final class GoLiveCommand extends VerbCommand {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--from", paramLabel = "DATETIME", descriptionKey = "option.from")
    String from;

    GoLiveCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var live = session.ask(GoLiveVerb.CALL, new GoLiveVerb.Request(shop, Optional.ofNullable(from)));
        say(
                "go-live.done",
                live.shop(),
                SECOND.format(live.from().atZone(ZoneId.of(live.zone()))),
                live.zone(),
                live.waiting());
        return ExitCode.GOOD;
    }
}
