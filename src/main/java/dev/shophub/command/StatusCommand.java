package dev.shophub.command;

import dev.shophub.command.HubStatus.ShopStatus;
import dev.shophub.command.HubStatus.StreamStatus;
import dev.shophub.command.HubStatus.Waiting;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub status [SHOP]}. */
@Command(name = "status")
final class StatusCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var status = session.ask(StatusVerb.CALL, new StatusVerb.Request(Optional.ofNullable(shop)));
        if (json) {
            json(status);
        } else {
            print(status);
        }
        return status.ok() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void print(HubStatus status) {
        say(
                status.running() ? "status.running" : "status.stopped",
                session.words().word("mode", status.mode()),
                session.words().say(status.ok() ? "status.well" : "status.trouble"));
        say("status.release", status.release());
        if (status.shops().isEmpty()) {
            say("status.no-shops");
        }
        shops(status.shops());
        freshness(status);
        history(status.shops());
        stages(status.shops());
        waiting(status);
        status.shops().forEach(this::wouldSend);
        if (!status.troubles().isEmpty()) {
            line("");
            say("status.troubles");
            status.troubles()
                    .forEach(trouble -> say("status.one-trouble", told(trouble.message()), age(trouble.since())));
        }
        oversold(status);
        standing(status);
        next(status);
    }

    private void oversold(HubStatus status) {
        if (status.oversold().isEmpty()) {
            return;
        }
        line("");
        say("status.oversold");
        status.oversold()
                .forEach(one -> say("status.one-oversold", one.sku(), one.title(), one.missing(), age(one.since())));
    }

    private void standing(HubStatus status) {
        if (status.standing().isEmpty()) {
            return;
        }
        line("");
        say("status.standing");
        status.standing()
                .forEach(one -> say(
                        "status." + one.kind(),
                        one.target(),
                        one.author(),
                        time(one.since()),
                        one.until().map(this::time).orElse("-"),
                        one.below().orElse("-"),
                        one.from().map(this::time).orElse("-")));
    }

    private void shops(List<ShopStatus> shops) {
        var table = new Table(
                heads("shop", "title", "platform", "state", "go-live", "waiting", "parked", "dead", "quarantined"));
        shops.forEach(one -> table.row(
                one.shop(),
                one.title(),
                one.platform(),
                session.words().word("state", one.state()),
                one.goLiveFrom().map(from -> time(from, ZoneId.of(one.zone()))).orElse("-"),
                one.waiting(),
                one.parked(),
                one.dead(),
                one.quarantined()));
        if (!table.isEmpty()) {
            line("");
            table(table);
        }
        shops.stream()
                .filter(one -> !one.reason().isEmpty())
                .forEach(one -> say("status.why", one.shop(), told(one.reason())));
    }

    private void freshness(HubStatus status) {
        var table = new Table(heads("shop", "stream", "last-read", "read-to", "records", "failure"));
        status.shops().forEach(one -> one.streams().forEach(stream -> row(table, one.shop(), stream)));
        status.erp().forEach(stream -> row(table, "erp", stream));
        if (!table.isEmpty()) {
            line("");
            say("status.freshness");
            table(table);
        }
    }

    private void row(Table table, String shopKey, StreamStatus stream) {
        table.row(
                shopKey,
                session.words().word("stream", stream.stream()),
                stream.freshnessSeconds()
                        .map(seconds -> session.words()
                                .say("status.ago", session.words().length(Duration.ofSeconds(seconds))))
                        .orElseGet(() -> session.words().say("status.never")),
                time(stream.watermark()),
                stream.records(),
                stream.failure().isEmpty()
                        ? stream.catchingUp()
                                .map(percent -> session.words().say("status.catching-up", percent))
                                .orElse("")
                        : told(stream.failure()));
    }

    private void history(List<ShopStatus> shops) {
        var table = new Table(heads("shop", "stream", "percent", "from", "read-to", "to", "records"));
        shops.forEach(one -> one.history()
                .forEach(history -> table.row(
                        one.shop(),
                        session.words().word("stream", history.stream()),
                        history.percent() + "%",
                        time(history.from()),
                        time(history.readTo()),
                        time(history.to()),
                        history.records())));
        if (!table.isEmpty()) {
            line("");
            say("status.history");
            table(table);
        }
    }

    private void stages(List<ShopStatus> shops) {
        var table = new Table(heads("shop", "stage", "orders", "oldest"));
        shops.forEach(one -> one.stages().stream()
                .filter(stage -> stage.waiting() > 0)
                .forEach(stage -> table.row(
                        one.shop(),
                        session.words().word("stage", stage.stage()),
                        stage.waiting(),
                        session.words().length(Duration.ofSeconds(stage.oldestSeconds())))));
        if (!table.isEmpty()) {
            line("");
            say("status.stages");
            table(table);
        }
    }

    private void waiting(HubStatus status) {
        var lines = new ArrayList<String>();
        for (var one : status.shops()) {
            if (!one.waitingByKind().isEmpty()) {
                lines.add(session.words()
                        .say(
                                one.state().equals("live") ? "status.waits" : "status.kept",
                                one.shop(),
                                kinds(one.waitingByKind())));
            }
        }
        if (!status.hubWaiting().isEmpty()) {
            lines.add(session.words().say("status.waits", "hub", kinds(status.hubWaiting())));
        }
        if (!lines.isEmpty()) {
            line("");
            lines.forEach(this::line);
        }
    }

    private void wouldSend(ShopStatus shop) {
        for (var kind : shop.wouldSend()) {
            line("");
            say(
                    "status.would",
                    session.words().word("destination", kind.destination()),
                    session.words().word("kind", kind.kind()),
                    kind.messages(),
                    kind.first().size());
            var table = new Table(heads("subject", "what", "change", "why", "detail"));
            kind.first()
                    .forEach(one -> table.row(
                            one.subject(),
                            one.what(),
                            one.change(),
                            session.words().word("would", one.why()),
                            told(one.detail())));
            table(table);
        }
    }

    private String kinds(List<Waiting> waiting) {
        return waiting.stream()
                .map(one -> session.words()
                        .say(
                                "status.kind",
                                one.messages(),
                                session.words().word("destination", one.destination()),
                                session.words().word("kind", one.kind())))
                .collect(Collectors.joining(session.words().say("list.comma")));
    }

    private void next(HubStatus status) {
        var commands = new ArrayList<String>();
        for (var one : status.shops()) {
            if (one.state().equals("observing")) {
                commands.add("./hub go-live " + one.shop());
            }
            if (one.state().equals("paused")) {
                commands.add("./hub authorize " + one.shop());
            }
        }
        if (status.hubDead() > 0
                || status.shops().stream().anyMatch(one -> one.dead() + one.parked() + one.quarantined() > 0)) {
            commands.add("./hub parked");
        }
        if (!commands.isEmpty()) {
            line("");
            say("status.next", String.join("   ", commands));
        }
    }
}
