package dev.shophub.alert;

import dev.shophub.connector.RejectedException;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Requeue;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.MailOutages;
import dev.shophub.store.MailTopics;
import dev.shophub.store.RestoreGap;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where every mail is put together and written down: the bean {@code mail} of the delivery route. A mail's Message-ID
 * follows from the message it was claimed for, so a mail that comes again after an interruption is recognised as the same.
 */
public final class MailRoom {

    private static final int VISIBLE_SUBJECT = 70;

    /** What is wrong or well now is told by a restored hub too, whatever was told before. */
    private static final Set<String> OF_NOW = Set.of(Troubles.TROUBLE, Troubles.CURED, Edits.KIND);

    private final Map<String, MailComposer> composers = new HashMap<>();
    private final Map<String, Counter> sent = new HashMap<>();
    private final MailTemplates templates;
    private final Words words;
    private final Supplier<MailSettings> settings;
    private final MailTopics topics;
    private final Recipients recipients;
    private final MailOutages outages;
    private final Backlog backlog;
    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Session session = Session.getInstance(new Properties());

    MailRoom(
            Collection<MailComposer> composers,
            MailTemplates templates,
            Words words,
            Supplier<MailSettings> settings,
            Recipients recipients,
            MailTopics topics,
            MailOutages outages,
            Outbox outbox,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        this.templates = templates;
        this.words = words;
        this.settings = settings;
        this.topics = topics;
        this.recipients = recipients;
        this.outages = outages;
        this.outbox = outbox;
        this.backlog = new Backlog(
                outages, outbox, templates, words, () -> settings.get().timeZone(), clock);
        this.transaction = transaction;
        this.clock = clock;
        for (var composer : composers) {
            composer.kinds().forEach(kind -> this.composers.put(kind, composer));
        }
        Stream.concat(this.composers.keySet().stream(), Stream.of("report"))
                .forEach(kind -> sent.put(kind, counter(meters, kind)));
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("shophub.mails.sent")
                .description("mails the mail server accepted, by kind")
                .tag("kind", kind)
                .register(meters);
    }

    /**
     * The mail a claimed message asks for, a {@link MimeMessage}; or an {@link Outcome} when there is none to be sent.
     *
     * @throws RejectedException when no composer knows the kind
     */
    public Object compose(OutboxMessage message) throws MessagingException {
        var composer = composers.get(message.kind());
        if (composer == null) {
            throw new RejectedException(
                    "No mail is known for this kind of message (kind=" + message.kind() + ", message=" + message.id()
                            + ")",
                    "unknown-kind");
        }
        var messageId = messageId(message);
        if (topics.accepted(messageId, message.recipient())) {
            return new Outcome.Delivered(messageId);
        }
        if (!OF_NOW.contains(message.kind())
                && !message.attributes().containsKey(Requeue.REPLAYED)
                && topics.mayBeOfALostHub(message.shopId(), message.createdAt())) {
            return new Outcome.Parked(RestoreGap.REASON, "");
        }
        var draft = composer.compose(message);
        if (draft instanceof Draft.None none) {
            return none.outcome();
        }
        var own = (Draft.Mail) draft;
        return mail(
                message,
                messageId,
                backlog.gathered(message, own, composer::compose).orElse(own));
    }

    /** Writes down, in one transaction, that the mail server accepted a mail made by {@link #compose}. */
    public Outcome sent(MimeMessage message) {
        if (!(message instanceof HubMail mail)) {
            throw new IllegalArgumentException("Only mails made by compose are written down");
        }
        var claimed = mail.claimed();
        var outcome = new Outcome.Delivered(mail.messageId());
        transaction.executeWithoutResult(status -> {
            outages.left();
            outbox.mailed(mail.messageId(), claimed.kind(), claimed.groupKey(), mail.thread(), claimed.recipient());
            for (var told : mail.told()) {
                if (!told.topic().isEmpty()) {
                    topics.told(
                            told.message().shopId(),
                            told.topic(),
                            told.message().subject(),
                            told.message().recipient(),
                            mail.thread(),
                            told.state());
                }
            }
            outbox.finish(
                    mail.told().stream()
                            .map(told -> told.message().id())
                            .filter(id -> id != claimed.id())
                            .toList(),
                    outcome,
                    Duration.ZERO);
        });
        sent.get(claimed.kind()).increment();
        return outcome;
    }

    private HubMail mail(OutboxMessage message, String messageId, Draft.Mail draft) throws MessagingException {
        var thread = thread(draft).orElse(messageId);
        var mail = new HubMail(session, messageId, thread, message, draft.told());
        var zone = settings.get().timeZone();
        mail.setFrom(new InternetAddress(settings.get().from()));
        mail.setReplyTo(InternetAddress.parse(String.join(",", recipients.repliesTo(message.kind()))));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(message.recipient()));
        mail.setSubject(Outside.line(draft.subject(), VISIBLE_SUBJECT), StandardCharsets.UTF_8.name());
        var dates = new MailDateFormat();
        dates.setTimeZone(TimeZone.getTimeZone(zone));
        mail.setHeader("Date", dates.format(Date.from(clock.instant())));
        headers(mail, message, draft, thread);
        body(mail, draft, message);
        mail.saveChanges();
        return mail;
    }

    private void headers(HubMail mail, OutboxMessage message, Draft.Mail draft, String thread)
            throws MessagingException {
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setHeader("List-Id", "ShopHub " + message.kind() + " <" + message.kind() + "." + domain() + ">");
        mail.setHeader("X-Ops-Event-Id", Long.toString(message.id()));
        mail.setHeader("X-Ops-Severity", draft.severity().name().toLowerCase(Locale.ROOT));
        if (draft.shop().isPresent()) {
            mail.setHeader("X-Ops-Shop", draft.shop().get().value());
        }
        if (draft.severity() == Draft.Severity.CRITICAL) {
            mail.setHeader("X-Priority", "1");
            mail.setHeader("Importance", "high");
        }
        if (!thread.equals(mail.messageId())) {
            mail.setHeader("In-Reply-To", thread);
            mail.setHeader("References", thread);
        }
    }

    private void body(HubMail mail, Draft.Mail draft, OutboxMessage message) throws MessagingException {
        var model = new HashMap<>(draft.model());
        model.put("subject", draft.subject());
        var number = Long.toString(message.id());
        model.put("messageNumber", number);
        model.put("foot", words.text(recipients.isSupports(message.kind()) ? "foot.team" : "foot.automatic", number));
        model.put("language", words.language().toLanguageTag());
        var rendered = templates.render(draft.template(), model);
        var text = new MimeBodyPart();
        text.setText(rendered.text(), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(rendered.html(), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        with(mail, draft.attachments());
    }

    /** Around the text what it shows, around both the files. */
    private static void with(HubMail mail, List<Attachment> attachments) throws MessagingException {
        var shown = attachments.stream().filter(Attachment::isShown).toList();
        if (!shown.isEmpty()) {
            mail.setContent(around(mail, "related", shown));
        }
        if (shown.size() < attachments.size()) {
            mail.setContent(around(
                    mail,
                    "mixed",
                    attachments.stream().filter(one -> !one.isShown()).toList()));
        }
    }

    private static MimeMultipart around(HubMail mail, String subtype, List<Attachment> attachments)
            throws MessagingException {
        var inner = new MimeBodyPart();
        try {
            inner.setContent((MimeMultipart) mail.getContent());
        } catch (IOException impossible) {
            throw new IllegalStateException("A mail's content cannot be read back", impossible);
        }
        var around = new MimeMultipart(subtype, inner);
        for (var attachment : attachments) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
            part.setFileName(attachment.name());
            part.setDisposition(attachment.isShown() ? Part.INLINE : Part.ATTACHMENT);
            if (attachment.isShown()) {
                part.setContentID("<" + attachment.contentId() + ">");
            }
            around.addBodyPart(part);
        }
        return around;
    }

    /** Only a mail about one subject belongs to a thread; a digest begins one for each it tells of first. */
    private java.util.Optional<String> thread(Draft.Mail draft) {
        var subjects = draft.told().stream()
                .map(told -> told.topic() + "/" + told.message().subject())
                .distinct()
                .count();
        if (subjects != 1 || draft.told().get(0).topic().isEmpty()) {
            return java.util.Optional.empty();
        }
        var told = draft.told().get(0);
        return topics.find(
                        told.message().shopId(),
                        told.topic(),
                        told.message().subject(),
                        told.message().recipient())
                .map(MailTopics.Topic::thread);
    }

    private String messageId(OutboxMessage message) {
        return "<" + message.kind() + "." + message.id() + "." + Long.toString(seconds(message.createdAt()), 36) + "@"
                + domain() + ">";
    }

    /** Makes the id differ from those of a database that was there before this one. */
    private static long seconds(Instant createdAt) {
        return createdAt.getEpochSecond();
    }

    private String domain() {
        return settings.get().from().substring(settings.get().from().indexOf('@') + 1);
    }

    /** The kinds of mails that can be sent. */
    List<String> kinds() {
        return sent.keySet().stream().sorted().toList();
    }
}
