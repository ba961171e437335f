package dev.shophub.command;

import dev.shophub.command.ReportVerb.Row;
import dev.shophub.command.ReportVerb.Told;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub report DAY [--shop SHOP] [--to ADDRESS]}. */
@Command(name = "report")
final class ReportCommand extends VerbCommand {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Parameters(index = "0", paramLabel = "DAY", descriptionKey = "parameter.report-day")
    LocalDate day;

    @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--to", paramLabel = "ADDRESS", descriptionKey = "option.to")
    String to;

    @Option(names = "--profit", descriptionKey = "option.profit")
    boolean profit;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    ReportCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var told = session.ask(
                ReportVerb.CALL,
                new ReportVerb.Request(day, Optional.ofNullable(shop), Optional.ofNullable(to), profit));
        if (json) {
            json(told);
        } else {
            print(told);
        }
        return ExitCode.GOOD;
    }

    private void print(Told told) {
        var chinese = session.words().bundle().getLocale().getLanguage().equals(Words.CHINESE);
        say("report.title", told.day(), told.shop(), told.currency());
        told.missing()
                .forEach(one -> say(
                        "report.missing." + (one.source().equals("books") ? "books" : "export"),
                        one.shop(),
                        one.source()));
        var table = new Table(heads("figure", "value", "previous", "usual", "last-year", "shops"));
        told.figures()
                .forEach(row -> table.row(
                        chinese ? row.zh() : row.en(),
                        value(row),
                        percent(row.previous()),
                        percent(row.usual()),
                        percent(row.lastYear()),
                        row.shops() + "/" + row.of()));
        table(table);
        told.planGap()
                .ifPresent(gap ->
                        say("report.gap", gap.setScale(2, RoundingMode.HALF_UP).toPlainString()));
        if (to != null) {
            say("report.sent", to);
        }
    }

    private static String value(Row row) {
        return row.value()
                .map(value -> switch (row.unit()) {
                    case "percent" -> value.multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP) + "%";
                    case "count", "people" -> value.setScale(0, RoundingMode.HALF_UP)
                            .toPlainString();
                    default -> value.setScale(2, RoundingMode.HALF_UP).toPlainString();
                })
                .orElse("-");
    }

    private static String percent(Optional<BigDecimal> fraction) {
        return fraction.map(value -> value.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP) + "%")
                .orElse("-");
    }
}
