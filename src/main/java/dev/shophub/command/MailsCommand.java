package dev.shophub.command;

import dev.shophub.command.MailsVerb.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub mails [N] [--save DIR]}. */
@Command(name = "mails")
final class MailsCommand extends VerbCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "N", defaultValue = "20", descriptionKey = "parameter.mails")
    int number;

    @Option(names = "--save", paramLabel = "DIR", descriptionKey = "option.save")
    Path save;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    MailsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        var mails = session.ask(MailsVerb.CALL, new MailsVerb.Request(Math.max(1, number), save != null));
        if (json) {
            json(mails.stream().map(MailsCommand::head).toList());
        } else {
            print(mails);
        }
        if (save != null) {
            int files = save(mails);
            if (!json) {
                say("mails.saved", files, save);
            }
        }
        return ExitCode.GOOD;
    }

    private void print(List<Mail> mails) {
        if (mails.isEmpty()) {
            say("mails.none");
            return;
        }
        var table = new Table(heads("id", "received", "recipient", "subject"));
        mails.forEach(mail -> table.row(mail.id(), time(mail.receivedAt()), mail.recipient(), mail.subject()));
        table(table);
    }

    private int save(List<Mail> mails) {
        int files = 0;
        try {
            Files.createDirectories(save);
            for (var mail : mails) {
                var raw = mail.raw().orElseThrow();
                Files.write(save.resolve(mail.id() + ".eml"), raw);
                files++;
                var html = MailText.html(raw);
                if (html.isPresent()) {
                    Files.writeString(save.resolve(mail.id() + ".html"), html.get());
                    files++;
                }
            }
        } catch (IOException unwritable) {
            throw VerbRefusedException.cannot("cannot-save", save.toString());
        }
        return files;
    }

    private static Head head(Mail mail) {
        return new Head(mail.id(), mail.receivedAt().toString(), mail.recipient(), mail.subject(), mail.messageId());
    }

    private record Head(long id, String receivedAt, String recipient, String subject, String messageId) {}
}
