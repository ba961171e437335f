package dev.shophub.command;

import dev.shophub.reconcile.AuditRow;
import dev.shophub.reconcile.DayRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub audit [--days]}. */
@Command(name = "audit")
final class AuditCommand extends VerbCommand {

    @Option(names = "--days", descriptionKey = "option.days")
    boolean days;

    @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    AuditCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var request = new AuditVerb.Request(Optional.ofNullable(shop));
        if (days) {
            printDays(session.ask(AuditVerb.DAYS, request));
            return ExitCode.GOOD;
        }
        var rows = session.ask(AuditVerb.CALL, request);
        print(rows);
        return rows.stream().allMatch(AuditRow::ok) ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void print(List<AuditRow> rows) {
        if (json) {
            json(rows);
            return;
        }
        var table = new Table(heads(
                "shop",
                "as-of",
                "platform-orders",
                "database",
                "quarantined",
                "in-flight",
                "erp",
                "parked",
                "not-due",
                "outbox",
                "dead",
                "ok"));
        rows.forEach(row -> table.row(
                row.shop(),
                time(row.asOf()),
                row.platform().map(Object::toString).orElse("-"),
                row.database(),
                row.quarantined(),
                row.inFlight(),
                row.erp(),
                row.parked(),
                row.notDue(),
                row.outbox(),
                row.dead(),
                session.words().say(row.ok() ? "audit.ok" : "audit.not-ok")));
        table(table);
        for (var row : rows) {
            if (!row.missing().isEmpty()) {
                say("audit.missing", row.shop(), String.join(" ", row.missing()));
            }
            if (!row.unaccounted().isEmpty()) {
                say("audit.unaccounted", row.shop(), String.join(" ", row.unaccounted()));
            }
        }
    }

    private void printDays(List<DayRow> rows) {
        if (json) {
            json(rows);
            return;
        }
        var table = new Table(heads(
                "shop",
                "day",
                "source-day",
                "currency",
                "orders",
                "lines",
                "pieces",
                "sales",
                "refunds",
                "refunds-by-refund-day"));
        rows.forEach(row -> table.row(
                row.shop(),
                row.day(),
                row.sourceDay().map(LocalDate::toString).orElse("-"),
                row.currency(),
                row.orders(),
                row.lines(),
                row.pieces(),
                row.sales(),
                row.refunds(),
                row.refundsByRefundDay()));
        table(table);
    }
}
