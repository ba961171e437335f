package dev.shophub.camel;

import dev.shophub.inbox.Arrival;
import dev.shophub.inbox.MailedExports;
import dev.shophub.settings.InboxSettings;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads the mailbox that exports are mailed to, where one is configured. No route file: it holds a password, and which mailbox
 * it is stands in the configuration. A mail is marked as seen when all of its files were taken in.
 */
@Component
class MailedExportsRoute {

    private final CamelContext context;
    private final MailedExports exports;
    private final InboxSettings settings;

    MailedExportsRoute(CamelContext context, MailedExports exports, InboxSettings settings) {
        this.context = context;
        this.exports = exports;
        this.settings = settings;
    }

    @EventListener(HubStart.HubRuns.class)
    void start() throws Exception {
        if (settings.mail().isSet()) {
            context.addRoutes(route());
        }
    }

    private RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(address()).routeId("read-mailed-exports").process(MailedExportsRoute.this::take);
            }
        };
    }

    private String address() {
        var mail = settings.mail();
        var port = mail.port() == 0 ? "" : ":" + mail.port();
        return "%s://%s%s?username=RAW(%s)&password=RAW(%s)&unseen=true&peek=true&closeFolder=false&fetchSize=20&delay=%d"
                .formatted(
                        mail.protocol(),
                        mail.host(),
                        port,
                        mail.user(),
                        mail.password(),
                        mail.every().toMillis());
    }

    private void take(Exchange exchange) throws Exception {
        var mail = exchange.getMessage(AttachmentMessage.class);
        var sender = mail.getHeader("From", "", String.class);
        var address = sender.isEmpty() ? "" : new InternetAddress(decoded(sender)).getAddress();
        var subject = decoded(mail.getHeader("Subject", "", String.class));
        for (var attachment : mail.getAttachments().entrySet()) {
            var most = settings.most().toBytes();
            try (var content = attachment.getValue().getInputStream()) {
                var bytes = content.readNBytes((int) most + 1);
                // A file that is too large is refused as an empty one is.
                exports.take(new Arrival(
                        decoded(attachment.getKey()), subject, address, bytes.length > most ? new byte[0] : bytes));
            }
        }
    }

    private static String decoded(String text) throws UnsupportedEncodingException {
        return MimeUtility.decodeText(text);
    }
}
