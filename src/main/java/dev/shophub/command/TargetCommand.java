package dev.shophub.command;

import dev.shophub.command.TargetVerb.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub target [SHOP MONTH AMOUNT] [--file CSV]}. */
@Command(name = "target")
final class TargetCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MONTH", descriptionKey = "parameter.month")
    String month;

    @Parameters(index = "2", arity = "0..1", paramLabel = "AMOUNT", descriptionKey = "parameter.amount")
    String amount;

    @Option(names = "--currency", paramLabel = "CODE", defaultValue = "CNY", descriptionKey = "option.currency")
    String currency;

    @Option(names = "--file", paramLabel = "CSV", descriptionKey = "option.plan-file")
    Path file;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    TargetCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var plans = new ArrayList<Row>();
        if (file != null) {
            plans.addAll(read());
        }
        if (shop != null) {
            if (month == null || amount == null) {
                throw VerbRefusedException.wrongUse("plan-incomplete");
            }
            plans.add(row(shop, month, amount, currency, "./hub target"));
        }
        var all = session.ask(TargetVerb.CALL, new TargetVerb.Request(plans, HubDoor.user()));
        if (json) {
            json(all);
            return ExitCode.GOOD;
        }
        if (all.isEmpty()) {
            say("target.none");
            return ExitCode.GOOD;
        }
        var table = new Table(heads("shop", "month", "currency", "amount"));
        all.forEach(row ->
                table.row(row.shop(), row.month(), row.currency(), row.amount().toPlainString()));
        table(table);
        return ExitCode.GOOD;
    }

    /** Columns shop, month, amount, and currency where it is not {@code --currency}; all lines or none. */
    private List<Row> read() {
        try (var parsed = CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setTrim(true)
                        .get())) {
            var plans = new ArrayList<Row>();
            for (var line : parsed) {
                if (!line.isMapped("shop")
                        || !line.isMapped("month")
                        || !line.isMapped("amount")
                        || !line.isConsistent()) {
                    throw VerbRefusedException.cannot("plan-columns", file + ":" + (line.getRecordNumber() + 1));
                }
                plans.add(row(
                        line.get("shop"),
                        line.get("month"),
                        line.get("amount"),
                        line.isMapped("currency") ? line.get("currency") : currency,
                        file + ":" + (line.getRecordNumber() + 1)));
            }
            return plans;
        } catch (IOException unreadable) {
            throw VerbRefusedException.cannot("plan-unreadable", file.toString());
        }
    }

    private static Row row(String shop, String month, String amount, String currency, String where) {
        try {
            var value = new BigDecimal(amount);
            if (value.signum() < 0 || value.precision() - value.scale() > 15 || !currency.matches("[A-Z]{3}")) {
                throw VerbRefusedException.wrongUse("plan-value", where, amount);
            }
            return new Row(shop, YearMonth.parse(month), currency, value);
        } catch (DateTimeException | NumberFormatException wrong) {
            throw VerbRefusedException.wrongUse("plan-value", where, month + " " + amount);
        }
    }
}
