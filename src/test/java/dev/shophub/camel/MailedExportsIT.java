package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shophub.alert.MailWorld;
import dev.shophub.inbox.InboxWorld;
import dev.shophub.settings.InboxSettings;
import dev.shophub.simulator.State;
import dev.shophub.simulator.mailbox.Mailbox;
import dev.shophub.store.InboxFile;
import dev.shophub.support.TestDatabase;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.util.unit.DataSize;

/** The mailed way in: an attachment in a mailbox over IMAP, the figures it tells, and the mail that answers it. */
class MailedExportsIT {

    private static final String HERE = "127.0.0.1";
    private static final String INBOX = "inbox@shop.example";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private MailWorld world;
    private InboxWorld inbox;
    private Mailbox mailbox;
    private DefaultCamelContext context;

    @BeforeEach
    void open() throws Exception {
        world = new MailWorld();
        inbox = new InboxWorld(world);
        mailbox = Mailbox.start(new State(TestDatabase.emptySchema(), Clock.systemUTC()), 0, 0);
        context = new DefaultCamelContext();
        var settings = new InboxSettings(
                Path.of("inbox"),
                Duration.ofSeconds(5),
                DataSize.ofKilobytes(200),
                Map.of(),
                new InboxSettings.Mail(HERE, "imap", mailbox.imapPort(), INBOX, "any", Duration.ofSeconds(1)));
        context.start();
        new MailedExportsRoute(context, inbox.mailed(MailWorld.BOSS), settings).start();
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        mailbox.close();
    }

    @Test
    void anAttachmentIsReadAndItsSenderIsAnswered() throws Exception {
        send("茶语时光旗舰店 的数据", MailWorld.BOSS, "商品 2026-11-04.csv", InboxWorld.export());
        await().atMost(PATIENCE).until(() -> !inbox.newest().isEmpty());
        assertThat(inbox.newest()).singleElement().satisfies(file -> {
            assertThat(file.state()).as(file.reason() + file.particulars()).isEqualTo(InboxFile.State.READ);
            assertThat(file.name()).isEqualTo("商品 2026-11-04.csv");
            assertThat(file.layout()).isEqualTo("sycm-items");
            assertThat(file.sender()).isEqualTo(MailWorld.BOSS);
        });
        assertThat(world.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM metric_item_value WHERE figure = 'visitors' AND source = 'sycm-items'",
                        Long.class))
                .isEqualTo(24);
        var answers = world.deliver();
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.getAllRecipients()[0]).hasToString(MailWorld.BOSS);
            assertThat(answer.getSubject()).isEqualTo("【数据】茶语时光旗舰店 已读入 商品 2026-11-04.csv");
            assertThat(text(answer)).contains("行数: 24", "./hub inbox undo");
        });
    }

    @Test
    void theSameAgainAStrangersAndOneThatIsTooLarge() throws Exception {
        send("茶语时光旗舰店", "stranger@example.com", "商品 2026-11-04.csv", InboxWorld.export());
        send("茶语时光旗舰店", MailWorld.BOSS, "照片.png", new byte[] {1, 2, 3});
        send("茶语时光旗舰店", MailWorld.BOSS, "商品 2026-11-04.csv", InboxWorld.export());
        send("哪家店？", MailWorld.BOSS, "商品 2026-11-04.csv", InboxWorld.export());
        send("茶语时光旗舰店", MailWorld.BOSS, "商品 2026-11-04 (1).csv", InboxWorld.export());
        send("茶语时光旗舰店", MailWorld.BOSS, "大 2026-11-04.csv", "x,".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).until(() -> inbox.newest().size() >= 4);
        assertThat(inbox.newest())
                .extracting(file -> file.state().word() + " " + file.reason())
                .as("the stranger's and the picture are left alone")
                .containsExactly("refused empty", "same same", "refused no-shop", "read ");
        assertThat(world.deliver()).hasSize(4).allSatisfy(answer -> assertThat(answer.getAllRecipients()[0])
                .hasToString(MailWorld.BOSS));
    }

    private void send(String subject, String from, String name, byte[] content) throws Exception {
        var sender = new JavaMailSenderImpl();
        sender.setHost(HERE);
        sender.setPort(mailbox.smtpPort());
        var message = new MimeMessageHelper(sender.createMimeMessage(), true, "UTF-8");
        message.setFrom(from);
        message.setTo(INBOX);
        message.setSubject(subject);
        message.setText("附件");
        message.addAttachment(name, new ByteArrayResource(content));
        sender.send(message.getMimeMessage());
    }

    private static String text(Part part) throws Exception {
        return part.getContent() instanceof Multipart parts
                ? text(parts.getBodyPart(0))
                : part.getContent().toString();
    }
}
