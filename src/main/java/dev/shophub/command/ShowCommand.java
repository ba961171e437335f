package dev.shophub.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub show ID}. */
@Command(name = "show")
final class ShowCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.shown")
    String id;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ShowCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var shown = session.ask(ShowVerb.CALL, new ShowVerb.Request(id));
        if (json) {
            json(shown);
        } else if (shown.found().isEmpty()) {
            say("show.nothing", id);
        } else {
            shown.found().forEach(this::tell);
        }
        return shown.found().isEmpty() ? ExitCode.TROUBLE : ExitCode.GOOD;
    }

    private void tell(ShowVerb.Life life) {
        say(
                "show.thing",
                session.words().word("show.kind", life.kind()),
                life.id(),
                life.shop().orElse("-"),
                life.state(),
                life.particulars());
        if (!life.levels().isEmpty()) {
            var levels = new Table(heads("sku", "code", "erp", "available", "not-in-erp", "sellable", "shown"));
            life.levels()
                    .forEach(level -> levels.row(
                            level.sku().orElse("-"),
                            level.code(),
                            level.erpSku().orElse("-"),
                            number(level.available()),
                            level.notYetInErp(),
                            number(level.sellable()),
                            number(level.shown())));
            table(levels);
            life.levels().forEach(level -> level.formula().ifPresent(formula -> tell(level, formula)));
        }
        var events = new Table(heads("time", "what", "detail", "author"));
        life.life()
                .forEach(event -> events.row(
                        time(event.at()),
                        session.words().word("show.what", event.what()),
                        told(event.detail()),
                        event.by()));
        if (!events.isEmpty()) {
            table(events);
        }
    }

    private void tell(ShowVerb.Level level, ShowVerb.Formula formula) {
        say(
                "show.formula",
                level.code(),
                formula.left(),
                formula.buffer(),
                formula.bufferPercent(),
                formula.afterBuffer(),
                formula.sharePercent(),
                formula.afterShare(),
                number(formula.cap()),
                number(level.sellable()));
    }

    private static String number(Optional<Long> number) {
        return number.map(Object::toString).orElse("-");
    }
}
