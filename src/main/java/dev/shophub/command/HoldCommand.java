package dev.shophub.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub hold [SHOP|ITEM|ORDER] [--below PRICE] [--from] [--to]}; without a target it lists. */
@Command(name = "hold")
final class HoldCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHOP|ITEM|ORDER", descriptionKey = "parameter.held")
    String target;

    @Option(names = "--below", paramLabel = "PRICE", descriptionKey = "option.below")
    String below;

    @Option(names = "--from", paramLabel = "DATETIME", descriptionKey = "option.placed-from")
    String from;

    @Option(names = "--to", paramLabel = "DATETIME", descriptionKey = "option.placed-to")
    String to;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    HoldCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        return target == null ? list() : hold();
    }

    private int list() {
        var holds = session.ask(HoldVerb.LIST, new HoldVerb.ListRequest());
        if (json) {
            json(holds);
            return ExitCode.GOOD;
        }
        if (holds.isEmpty()) {
            say("hold.none");
            return ExitCode.GOOD;
        }
        var table = new Table(heads("held", "below", "from", "to", "author", "made"));
        holds.forEach(hold -> table.row(
                hold.target(),
                hold.below().orElse("-"),
                time(hold.from()),
                time(hold.to()),
                hold.author(),
                time(hold.since())));
        table(table);
        return ExitCode.GOOD;
    }

    private int hold() {
        var held = session.ask(
                HoldVerb.CALL,
                new HoldVerb.Request(
                        target,
                        Optional.ofNullable(below),
                        Optional.ofNullable(from),
                        Optional.ofNullable(to),
                        session.zone().getId(),
                        HubDoor.user()));
        if (json) {
            json(held);
        } else {
            tell(held);
        }
        return held.quiet() && held.inErp().isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void tell(HoldVerb.Held held) {
        say("hold.done", held.target());
        if (!held.quiet()) {
            say("hold.still-sending");
        }
        if (!held.inErp().isEmpty()) {
            say("hold.in-erp", held.inErp().size());
            var table = new Table(heads("shop", "subject", "erp", "state", "placed"));
            held.inErp()
                    .forEach(order -> table.row(
                            order.shop(), order.order(), order.erpId(), order.status(), time(order.placedAt())));
            table(table);
        }
    }

    /** {@code ./hub unhold SHOP|ITEM|ORDER}. */
    @Command(name = "unhold")
    static final class Unhold extends VerbCommand {

        @Parameters(index = "0", paramLabel = "SHOP|ITEM|ORDER", descriptionKey = "parameter.held")
        String target;

        Unhold(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var unheld = session.ask(HoldVerb.UNHOLD, new HoldVerb.UnholdRequest(target));
            say("unhold.done", unheld.target(), unheld.tried());
            return ExitCode.GOOD;
        }
    }
}
