package dev.shophub.alert;

import dev.shophub.model.ShopKey;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a composer made of a message. */
public sealed interface Draft {

    /** No mail: not now, or never. */
    record None(Outcome outcome) implements Draft {}

    /**
     * A mail.
     *
     * @param subject one line; shortened to what mail programs show
     * @param template its name in the folder of templates, without ending
     * @param model what the template shows, by name
     * @param severity for {@code X-Ops-Severity} and the priority
     * @param shop the shop it is about, where it is about one
     * @param told what its reader knows after it, one for each message it carries, the claimed one first
     * @param attachments pictures the text shows, and files
     */
    record Mail(
            String subject,
            String template,
            Map<String, Object> model,
            Severity severity,
            Optional<ShopKey> shop,
            List<Told> told,
            List<Attachment> attachments)
            implements Draft {

        /** A mail of text alone. */
        public Mail(
                String subject,
                String template,
                Map<String, Object> model,
                Severity severity,
                Optional<ShopKey> shop,
                List<Told> told) {
            this(subject, template, model, severity, shop, told, List.of());
        }
    }

    /**
     * A message the mail carries.
     *
     * @param topic under which a later mail finds the thread; empty: nothing ever follows
     * @param state fingerprint of what is told, 64 characters at most; the same again is no news
     */
    record Told(OutboxMessage message, String topic, String state) {}

    /** How urgent; the word stands in a header. */
    enum Severity {
        CRITICAL,
        WARNING,
        INFO
    }
}
