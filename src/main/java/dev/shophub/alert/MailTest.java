package dev.shophub.alert;

import dev.shophub.outbox.OutboxMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mail of {@code ./hub mail test}: it goes the way of all mails. */
final class MailTest implements MailComposer {

    /** The kind of test mails. */
    static final String KIND = "test";

    private final Words words;

    MailTest(Words words) {
        this.words = words;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Draft compose(OutboxMessage message) {
        var model = new HashMap<String, Object>();
        model.put("tone", "green");
        model.put("badge", words.text("test.badge"));
        model.put("heading", words.text("test.heading"));
        model.put("secondHeading", words.second("test.heading"));
        model.put("lead", words.text("test.lead", Outside.line(message.recipient())));
        return new Draft.Mail(
                words.text("test.subject"),
                "test",
                model,
                Draft.Severity.INFO,
                Optional.empty(),
                List.of(new Draft.Told(message, "", "")));
    }
}
