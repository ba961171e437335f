package dev.shophub.command;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub parked [--shop SHOP]}. */
@Command(name = "parked")
final class ParkedCommand extends VerbCommand {

    @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", descriptionKey = "option.limit")
    int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ParkedCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var items = session.ask(ParkedVerb.CALL, new ParkedVerb.Request(Optional.ofNullable(shop), Math.max(1, limit)));
        if (json) {
            json(items);
            return ExitCode.GOOD;
        }
        if (items.isEmpty()) {
            say("parked.none");
            return ExitCode.GOOD;
        }
        var table = new Table(heads("id", "type", "shop", "what", "subject", "reason", "age", "next"));
        items.forEach(item -> table.row(
                item.id(),
                session.words().word("type", item.type()),
                item.shop().orElse("-"),
                item.what(),
                item.subject(),
                item.detail().isEmpty() ? told(item.reason()) : told(item.reason()) + ": " + told(item.detail()),
                session.words().length(Duration.ofSeconds(item.ageSeconds())),
                item.next()));
        table(table);
        return ExitCode.GOOD;
    }
}
