package dev.shophub.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub mail test}. */
@Command(name = "mail")
final class MailCommand extends VerbCommand {

    MailCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        throw VerbRefusedException.wrongUse("mail-what");
    }

    /** {@code ./hub mail test [--to ADDRESS]}. */
    @Command(name = "test")
    static final class Test extends VerbCommand {

        @Option(names = "--to", paramLabel = "ADDRESS", descriptionKey = "option.test-to")
        String to;

        @Option(names = "--json", descriptionKey = "option.json")
        boolean json;

        Test(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var tested = session.ask(MailTestVerb.CALL, new MailTestVerb.Request(Optional.ofNullable(to)));
            if (json) {
                json(tested);
            } else {
                print(tested);
            }
            return tested.isGood() ? ExitCode.GOOD : ExitCode.TROUBLE;
        }

        private void print(MailTestVerb.Tested tested) {
            tested.readers().forEach(reader -> {
                if (reader.delivered()) {
                    say("mail-test.taken", reader.address());
                } else if (reader.detail().isEmpty()) {
                    say("mail-test.untried", reader.address());
                } else {
                    say("mail-test.refused", reader.address(), told(reader.detail()));
                }
            });
            if (tested.chat().isEmpty()) {
                say("mail-test.no-chat");
            }
            tested.chat().ifPresent(chat -> {
                if (chat.delivered()) {
                    say("mail-test.chat-taken");
                } else {
                    say("mail-test.chat-refused", told(chat.detail()));
                }
            });
        }
    }
}
