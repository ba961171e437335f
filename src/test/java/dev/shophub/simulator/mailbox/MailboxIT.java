package dev.shophub.simulator.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shophub.simulator.LoopbackServer;
import dev.shophub.simulator.State;
import dev.shophub.support.TestDatabase;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The mailbox over real SMTP and IMAP: what was answered 250 is kept, whatever comes next. */
class MailboxIT {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00.123Z");

    private State state;
    private Mailbox mailbox;

    @BeforeEach
    void open() {
        state = new State(TestDatabase.emptySchema(), Clock.fixed(NOW, ZoneOffset.UTC));
        mailbox = Mailbox.start(state, 0, 0);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void takesMailToAnybodyAndShowsAllItsParts() throws Exception {
        send("差评提醒：保温杯 🍵", "<1@hub>", "support@shop.example", "boss@shop.example");
        var mails = mailbox.mails(10);
        assertThat(mails)
                .hasSize(2)
                .extracting(ReceivedMail::recipient)
                .containsExactlyInAnyOrder("support@shop.example", "boss@shop.example");
        var mail = mails.get(0);
        assertThat(mail.subject()).isEqualTo("差评提醒：保温杯 🍵");
        assertThat(mail.messageId()).isEqualTo("<1@hub>");
        assertThat(mail.from()).isEqualTo("hub@shop.example");
        assertThat(mail.to()).containsExactly("support@shop.example", "boss@shop.example");
        assertThat(mail.receivedAt()).isEqualTo(NOW);
        assertThat(mail.text()).contains("杯子漏水");
        assertThat(mail.html()).contains("<b>杯子漏水</b>");
        assertThat(new String(mail.raw(), StandardCharsets.US_ASCII)).contains("Message-ID: <1@hub>");
    }

    @Test
    void newestComesFirstAndNoMoreThanAsked() throws Exception {
        for (int number = 1; number <= 5; number++) {
            send("mail " + number, "<" + number + "@hub>", "support@shop.example");
        }
        assertThat(mailbox.mails(3)).extracting(ReceivedMail::subject).containsExactly("mail 5", "mail 4", "mail 3");
    }

    @Test
    void imapShowsTheInboxOfEachRecipient() throws Exception {
        send("for both", "<1@hub>", "support@shop.example", "boss@shop.example");
        send("for one", "<2@hub>", "support@shop.example");
        assertThat(inbox("support@shop.example")).containsExactly("for both", "for one");
        assertThat(inbox("boss@shop.example")).containsExactly("for both");
        assertThat(inbox("nobody@shop.example")).isEmpty();
    }

    @Test
    void mailsOutliveARestart() throws Exception {
        send("before", "<1@hub>", "support@shop.example");
        mailbox.close();
        mailbox = Mailbox.start(state, 0, 0);
        send("after", "<2@hub>", "support@shop.example");
        assertThat(inbox("support@shop.example")).containsExactly("before", "after");
        assertThat(mailbox.mails(10)).extracting(ReceivedMail::subject).containsExactly("after", "before");
    }

    @Test
    void whatWasAnswered250IsKeptAlready() throws Exception {
        try (var conversation = new Conversation(mailbox.smtpPort())) {
            conversation.open();
            assertThat(conversation.data("Subject: kept\r\n\r\nbody")).startsWith("250");
            // The row is there before anything else is said; no QUIT, as after a kill.
            assertThat(mailbox.kept().count()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeKeptIsNotTaken() throws Exception {
        state.client().sql("RENAME TABLE sim_mail TO sim_mail_away").update();
        try (var conversation = new Conversation(mailbox.smtpPort())) {
            conversation.open();
            assertThat(conversation.data("Subject: lost\r\n\r\nsecret body")).startsWith("451");
        }
        state.client().sql("RENAME TABLE sim_mail_away TO sim_mail").update();
        assertThat(mailbox.kept().count()).isZero();
        assertThat(inbox("support@shop.example")).isEmpty();
    }

    @Test
    void aRefusedRecipientIsNamedAndTheOthersGetTheirMail() throws Exception {
        mailbox.refuse("Gone@shop.example");
        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> send("no", "<1@hub>", "gone@shop.example"))
                .satisfies(failure -> assertThat(failure.getInvalidAddresses())
                        .extracting(Object::toString)
                        .containsExactly("gone@shop.example"))
                .withStackTraceContaining("550 5.1.1");
        send("yes", "<2@hub>", "support@shop.example");
        assertThat(mailbox.mails(10)).extracting(ReceivedMail::subject).containsExactly("yes");
        mailbox.accept("gone@shop.example");
        send("again", "<1@hub>", "gone@shop.example");
        assertThat(mailbox.kept().count()).isEqualTo(2);
    }

    @Test
    void aDeferredRecipientMayTryAgain() throws Exception {
        mailbox.deferNext(1);
        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send("later", "<1@hub>", "support@shop.example"))
                .withStackTraceContaining("451 4.3.0");
        send("later", "<1@hub>", "support@shop.example");
        assertThat(mailbox.kept().count()).isEqualTo(1);
    }

    @Test
    void countsWhatCameAgain() throws Exception {
        send("one", "<1@hub>", "support@shop.example");
        send("one", "<1@hub>", "support@shop.example");
        send("one", "<1@hub>", "boss@shop.example");
        assertThat(mailbox.kept().repeats()).isEqualTo(1);
        assertThat(mailbox.kept().withoutMessageId()).isZero();
    }

    @Test
    void takesManySendersAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var sent = IntStream.range(0, 40)
                    .mapToObj(number -> pool.submit(() -> {
                        send("mail " + number, "<" + number + "@hub>", "to-" + number % 4 + "@shop.example");
                        return number;
                    }))
                    .toList();
            for (Future<Integer> one : sent) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(mailbox.kept().count()).isEqualTo(40);
        assertThat(inbox("to-3@shop.example")).hasSize(10);
    }

    @Test
    void logsNoBody() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        var before = root.getLevel();
        root.setLevel(Level.DEBUG);
        try {
            mailbox.close();
            mailbox = Mailbox.start(state, 0, 0);
            send("quiet", "<1@hub>", "support@shop.example");
            inbox("support@shop.example");
        } finally {
            root.setLevel(before);
            root.detachAppender(heard);
        }
        assertThat(List.copyOf(heard.list))
                .filteredOn(event -> event.getLoggerName().startsWith("com.icegreen"))
                .noneMatch(event -> event.getFormattedMessage().contains("quiet"));
    }

    @Test
    void aSenderThatDiesInTheMiddleLeavesNothingBehindAndNothingInTheLog() throws Exception {
        var heard = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try (var conversation = new Conversation(mailbox.smtpPort())) {
            conversation.open();
            conversation.cutOff("Subject: half\r\n\r\nhalf a body");
        } finally {
            System.setErr(before);
        }
        send("whole", "<1@hub>", "support@shop.example");
        assertThat(mailbox.mails(10)).extracting(ReceivedMail::subject).containsExactly("whole");
        assertThat(heard.toString(StandardCharsets.UTF_8)).doesNotContain("half a body");
    }

    @Test
    void aTakenPortIsOneClearSentence() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Mailbox.start(state, mailbox.smtpPort(), 0))
                .withMessageContaining("Port not free")
                .withMessageContaining("--demo.port.smtp");
    }

    private void send(String subject, String messageId, String... recipients) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", LoopbackServer.ADDRESS);
        properties.put("mail.smtp.port", Integer.toString(mailbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(new InternetAddress("hub@shop.example"));
        for (var recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(subject, "UTF-8");
        var text = new MimeBodyPart();
        text.setText("杯子漏水", "UTF-8");
        var html = new MimeBodyPart();
        html.setText("<b>杯子漏水</b>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message);
    }

    private List<String> inbox(String address) throws MessagingException {
        var session = Session.getInstance(new Properties());
        try (var store = session.getStore("imap")) {
            store.connect(LoopbackServer.ADDRESS, mailbox.imapPort(), address, "any");
            var folder = store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            var subjects = new ArrayList<String>();
            for (var message : Arrays.asList(folder.getMessages())) {
                subjects.add(message.getSubject());
            }
            return subjects;
        }
    }

    /** SMTP word for word. */
    private static final class Conversation implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answers;

        Conversation(int port) throws IOException {
            socket = new Socket(LoopbackServer.ADDRESS, port);
            socket.setSoTimeout(10_000);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            answers.readLine();
        }

        void open() throws IOException {
            say("HELO test");
            say("MAIL FROM:<hub@shop.example>");
            say("RCPT TO:<support@shop.example>");
        }

        String data(String mail) throws IOException {
            assertThat(say("DATA")).startsWith("354");
            return say(mail + "\r\n.");
        }

        /** Sends the beginning of a mail and waits until the server has let go of the line. */
        void cutOff(String mail) throws IOException {
            assertThat(say("DATA")).startsWith("354");
            socket.getOutputStream().write(mail.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            while (answers.readLine() != null) {
                // Whatever the server still says.
            }
        }

        private String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var answer = answers.readLine();
            while (answer.charAt(3) == '-') {
                answer = answers.readLine();
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
