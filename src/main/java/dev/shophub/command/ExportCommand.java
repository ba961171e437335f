package dev.shophub.command;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub export FIGURE FROM TO [--shop SHOP]}: CSV on standard output. */
@Command(name = "export")
final class ExportCommand extends VerbCommand {

    @Parameters(index = "0", paramLabel = "FIGURE", descriptionKey = "parameter.figure")
    String figure;

    @Parameters(index = "1", paramLabel = "FROM", descriptionKey = "parameter.from")
    LocalDate from;

    @Parameters(index = "2", paramLabel = "TO", descriptionKey = "parameter.to")
    LocalDate to;

    @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ExportCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var points = session.ask(ExportVerb.CALL, new ExportVerb.Request(figure, from, to, Optional.ofNullable(shop)));
        if (json) {
            json(points);
            return ExitCode.GOOD;
        }
        line("shop,day,figure,currency,value");
        points.forEach(point -> line(String.join(
                ",",
                point.shop(),
                point.day().toString(),
                figure,
                point.currency(),
                point.value().toPlainString())));
        return ExitCode.GOOD;
    }
}
