package dev.shophub.command;

import dev.shophub.reconcile.AuditRow;
import dev.shophub.reconcile.DayRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub audit [--days | --stock | --census]}. */
@Command(name = "audit")
final class AuditCommand extends VerbCommand {

    @ArgGroup
    Instead instead = new Instead();

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
        if (instead.stock) {
            return stock(session.ask(AuditStockVerb.CALL, request));
        }
        if (instead.census) {
            return census(session.ask(AuditCensusVerb.CALL, request));
        }
        if (instead.days) {
            printDays(session.ask(AuditVerb.DAYS, request));
            return ExitCode.GOOD;
        }
        var rows = session.ask(AuditVerb.CALL, request);
        print(rows);
        // where no platform is played its own lists of the last days are told
        if (!json && rows.stream().anyMatch(row -> row.platform().isEmpty())) {
            printCensus(session.ask(AuditCensusVerb.CALL, request));
        }
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

    private int census(List<AuditCensusVerb.Row> rows) {
        if (json) {
            json(rows);
        } else if (rows.isEmpty()) {
            say("audit.census.nothing");
        } else {
            printCensus(rows);
        }
        return rows.stream().allMatch(AuditCensusVerb.Row::ok) ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void printCensus(List<AuditCensusVerb.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var table = new Table(heads(
                "shop",
                "day",
                "listed-orders",
                "stored-orders",
                "quarantined",
                "missed-orders",
                "missing-orders",
                "unlisted-orders",
                "compared-at",
                "ok"));
        rows.forEach(row -> table.row(
                row.shop(),
                row.day(),
                figure(row, row.platform()),
                figure(row, row.stored()),
                figure(row, row.quarantined()),
                figure(row, row.missed()),
                figure(row, row.missing()),
                figure(row, row.unlisted()),
                row.endedAt().map(this::time).orElse("-"),
                session.words()
                        .say(row.endedAt().isEmpty() ? "audit.census.open" : row.ok() ? "audit.ok" : "audit.not-ok")));
        table(table);
        for (var row : rows) {
            if (row.endedAt().isEmpty()) {
                say("audit.census.not-made", row.shop(), row.day().toString(), why(row), row.tries());
            }
            if (!row.missingIds().isEmpty()) {
                say("audit.census.missing", row.shop(), row.day().toString(), String.join(" ", row.missingIds()));
            }
            if (!row.unlistedIds().isEmpty()) {
                say("audit.census.unlisted", row.shop(), row.day().toString(), String.join(" ", row.unlistedIds()));
            }
        }
    }

    /** Of a day that was never listed nothing is known; where only the last look failed the figures are of the one before. */
    private static Object figure(AuditCensusVerb.Row row, long value) {
        return row.endedAt().isEmpty() && row.platform() == 0 && row.stored() == 0 ? "-" : value;
    }

    private String why(AuditCensusVerb.Row row) {
        return row.failure().isEmpty()
                ? session.words().say("census.running")
                : told(session.words().word("census", row.failure()));
    }

    private int stock(List<AuditStockVerb.Row> rows) {
        if (json) {
            json(rows);
        } else {
            printStock(rows);
        }
        return rows.stream().allMatch(AuditStockVerb.Row::ok) ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void printStock(List<AuditStockVerb.Row> rows) {
        if (rows.isEmpty()) {
            say("audit.stock.nothing");
            return;
        }
        var table = new Table(heads(
                "shop",
                "compared",
                "differing",
                "on-their-way",
                "unmapped-variants",
                "silent-variants",
                "unread-variants",
                "ok"));
        rows.forEach(row -> table.row(
                row.shop(),
                row.compared(),
                row.differing().size(),
                row.onTheirWay(),
                row.unmapped(),
                row.silent(),
                row.unread(),
                session.words().say(row.ok() ? "audit.ok" : "audit.not-ok")));
        table(table);
        if (rows.stream().allMatch(AuditStockVerb.Row::ok)) {
            return;
        }
        var differing = new Table(heads("shop", "item", "code", "title", "ours", "shown", "age", "why"));
        rows.forEach(row -> row.differing()
                .forEach(one -> differing.row(
                        row.shop(),
                        one.item(),
                        one.code(),
                        one.title(),
                        one.ours(),
                        one.shown(),
                        session.words().length(Duration.ofSeconds(one.ageSeconds())),
                        why(one))));
        table(differing);
    }

    private String why(AuditStockVerb.Differing one) {
        return Stream.of(session.words().word("drift", one.why()), one.reason(), one.detail())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
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

    /** What is held against each other instead of orders. */
    static final class Instead {

        @Option(names = "--days", descriptionKey = "option.days")
        boolean days;

        @Option(names = "--census", descriptionKey = "option.census")
        boolean census;

        @Option(names = "--stock", descriptionKey = "option.stock")
        boolean stock;
    }
}
