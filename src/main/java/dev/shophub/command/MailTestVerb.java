package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.chat.ChatRobots;
import dev.shophub.connector.Failure;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.OutboxFacts.Tried;
import dev.shophub.outbox.Outcome;
import dev.shophub.reconcile.Patience;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.MailSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Sends a mail to every reader the way all mails go, a text to the chat robot, and tells what became of each. */
final class MailTestVerb {

    static final VerbCall<Request, Tested> CALL =
            new VerbCall<>("mail-test", Request.class, new TypeReference<>() {}, false);

    private static final String KIND = "test";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("delivered", "dead", "parked", "dropped");

    private final Supplier<MailSettings> mail;
    private final Supplier<ChatSettings> chat;
    private final ChatRobots robots;
    private final Outbox outbox;
    private final OutboxFacts facts;
    private final Patience patience;
    private final Runnable wake;
    private final Clock clock;

    MailTestVerb(
            Supplier<MailSettings> mail,
            Supplier<ChatSettings> chat,
            ChatRobots robots,
            Outbox outbox,
            OutboxFacts facts,
            Patience patience,
            Runnable wake,
            Clock clock) {
        this.mail = mail;
        this.chat = chat;
        this.robots = robots;
        this.outbox = outbox;
        this.facts = facts;
        this.patience = patience;
        this.wake = wake;
        this.clock = clock;
    }

    Tested test(Request request) {
        var readers = request.to().<Set<String>>map(Set::of).orElseGet(this::readers);
        if (readers.isEmpty()) {
            throw VerbRefusedException.cannot("no-readers");
        }
        var now = clock.instant();
        var subject = KIND + "-" + UUID.randomUUID();
        outbox.write(readers.stream()
                .map(reader -> NewMessage.mail(KIND, 0, "", subject, reader, Map.of(), now))
                .toList());
        wake.run();
        patience.until(() -> facts.tried(subject).stream().allMatch(MailTestVerb::known), LONGEST_WAIT);
        var tried = facts.tried(subject);
        // a test is of no use later
        outbox.finish(
                tried.stream()
                        .filter(one -> one.state().equals("waiting"))
                        .map(Tried::id)
                        .toList(),
                new Outcome.Dropped("test-over"),
                Duration.ZERO);
        return new Tested(
                tried.stream()
                        .map(one -> new Reader(
                                one.recipient(),
                                one.state().equals("delivered"),
                                one.state().equals("delivered") ? "" : one.detail()))
                        .toList(),
                chat());
    }

    private static boolean known(Tried one) {
        return ENDED.contains(one.state()) || !one.detail().isEmpty();
    }

    private Set<String> readers() {
        var settings = mail.get();
        var readers = new TreeSet<String>();
        for (var list : List.of(settings.admins(), settings.support(), settings.critical(), settings.escalation())) {
            list.values().stream()
                    .map(String::strip)
                    .filter(address -> !address.isEmpty())
                    .forEach(readers::add);
        }
        return new LinkedHashSet<>(readers);
    }

    private Optional<Chat> chat() {
        var settings = chat.get();
        if (settings.webhook().isEmpty()) {
            return Optional.empty();
        }
        try {
            robots.of(URI.create(settings.webhook()), settings.secret(), settings.keyword())
                    .send(Words.in(mail.get().language()).say("mail-test.chat"));
            return Optional.of(new Chat(true, ""));
        } catch (Failure failure) {
            return Optional.of(new Chat(false, failure.getMessage()));
        }
    }

    /** @param to one address instead of all readers */
    record Request(Optional<String> to) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of("mail");
        }

        @Override
        public String words() {
            return to.map(address -> "test --to " + address).orElse("test");
        }
    }

    /**
     * What became of the test.
     *
     * @param chat null where no robot is set
     */
    record Tested(List<Reader> readers, Optional<Chat> chat) {

        boolean isGood() {
            return readers.stream().allMatch(Reader::delivered)
                    && chat.map(Chat::delivered).orElse(true);
        }
    }

    /** @param detail why not, in the mail server's words; empty with {@code delivered}: it was not tried within a minute */
    record Reader(String address, boolean delivered, String detail) {}

    /** @param detail why not */
    record Chat(boolean delivered, String detail) {}
}
