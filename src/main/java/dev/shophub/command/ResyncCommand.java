package dev.shophub.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub resync SHOP ORDER…}. */
@Command(name = "resync")
final class ResyncCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Parameters(index = "1", arity = "1..*", paramLabel = "ORDER", descriptionKey = "parameter.orders")
    List<String> orders;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ResyncCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var read = session.ask(ResyncVerb.CALL, new ResyncVerb.Request(shop, orders));
        if (json) {
            json(read);
        } else {
            var table = new Table(heads("order", "result"));
            read.forEach(one -> table.row(one.order(), session.words().say("resync." + one.outcome())));
            table(table);
        }
        return read.stream().allMatch(one -> List.of("changed", "same").contains(one.outcome()))
                ? ExitCode.GOOD
                : ExitCode.TROUBLE;
    }
}
