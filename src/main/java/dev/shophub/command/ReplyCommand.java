package dev.shophub.command;

import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub reply REVIEW TEXT}. */
@Command(name = "reply")
final class ReplyCommand extends VerbCommand {

    private static final String FROM_KEYBOARD = "-";

    @Parameters(index = "0", paramLabel = "REVIEW", descriptionKey = "parameter.review")
    String review;

    @Parameters(index = "1", paramLabel = "TEXT", descriptionKey = "parameter.reply-text")
    String text;

    @Option(names = "--shop", paramLabel = "SHOP", descriptionKey = "parameter.shop")
    String shop;

    ReplyCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var replied = session.ask(
                ReplyVerb.CALL, new ReplyVerb.Request(review, written(), Optional.ofNullable(shop), HubDoor.user()));
        say(replied.byCall() ? "reply.sent" : "reply.task", replied.shop(), replied.review(), replied.item());
        return ExitCode.GOOD;
    }

    private String written() {
        return text.equals(FROM_KEYBOARD) ? session.in().lines().collect(Collectors.joining("\n")) : text;
    }
}
