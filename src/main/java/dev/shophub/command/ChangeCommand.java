package dev.shophub.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub change FILE.csv [--yes]}. */
@Command(name = "change")
final class ChangeCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE.csv", descriptionKey = "parameter.change-file")
    Path file;

    @Option(names = "--yes", descriptionKey = "option.change-yes")
    boolean yes;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", descriptionKey = "option.why")
    String why;

    ChangeCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (file == null) {
            throw VerbRefusedException.wrongUse("change-no-file");
        }
        var answer = session.ask(
                ChangeVerb.CALL,
                new ChangeVerb.Request(
                        ChangeFile.read(bytes()), file.getFileName().toString(), HubDoor.user(), why, yes));
        return tell(answer, "change.done");
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw VerbRefusedException.cannot("change-unreadable", file.toString());
        }
    }

    /** Shows what changes, or why nothing did; the same for a file and for an undoing. */
    int tell(ChangeVerb.Answer answer, String done) {
        if (!answer.faults().isEmpty()) {
            answer.faults()
                    .forEach(fault -> say(
                            "change.line",
                            fault.line(),
                            session.words()
                                    .say(
                                            "change.fault." + fault.key(),
                                            fault.particulars().toArray())));
            say("change.faulty", answer.faults().size());
            return ExitCode.TROUBLE;
        }
        if (!answer.steps().isEmpty()) {
            table(table(answer));
        }
        if (answer.unchanged() > 0) {
            say("change.unchanged", answer.unchanged());
        }
        if (answer.stopped()) {
            say("change.stopped");
            return ExitCode.TROUBLE;
        }
        answer.change().ifPresent(id -> say(done, id, answer.steps().size()));
        return ExitCode.GOOD;
    }

    private Table table(ChangeVerb.Answer answer) {
        var table = new Table(heads(
                "line", "shop", "item", "sku", "field", "old-value", "new-value", "percent-change", "cost", "note"));
        for (var step : answer.steps()) {
            table.row(
                    step.line() == 0 ? "" : step.line(),
                    step.shop(),
                    step.item(),
                    step.field().equals("price") ? step.code() : "",
                    session.words().say("field." + step.field()),
                    value(step, step.oldValue()),
                    value(step, step.newValue()),
                    step.percent().map(ChangeCommand::signed).orElse(""),
                    step.cost().orElse(""),
                    step.concerns().stream()
                            .map(concern -> session.words().say("concern." + concern))
                            .collect(Collectors.joining("; ")));
        }
        return table;
    }

    private String value(ChangeVerb.Shown step, String value) {
        return step.field().equals("shelf") ? session.words().say("shelf." + value) : value;
    }

    private static String signed(BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + "%";
    }
}
