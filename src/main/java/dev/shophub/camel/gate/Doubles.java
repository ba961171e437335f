package dev.shophub.camel.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.erp.ErpDocument;
import dev.shophub.intake.Normalise;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Doubles of the beans whose answers routes go on with: those of the ERP, of mails and of the watches.
 * They write down what they are told and change nothing.
 */
final class Doubles {

    private Doubles() {}

    /**
     * By the names that routes use; the mapping of records is the real one, it is a pure function.
     *
     * @param watches names of beans that ask a question and are told what a query found
     */
    static Map<String, Object> of(Stage stage, Map<String, ErpDocument> documents, Collection<String> watches) {
        var doubles = new HashMap<String, Object>(
                Map.of("normalise", new Normalise(), "erp", new Erp(stage, documents), "mail", new Mail(stage)));
        watches.forEach(name -> doubles.put(name, new Watch(stage, name)));
        return doubles;
    }

    /** Of the ERP's room. */
    public static final class Erp {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final Stage stage;
        private final Map<String, ErpDocument> documents;

        private Erp(Stage stage, Map<String, ErpDocument> documents) {
            this.stage = stage;
            this.documents = documents;
        }

        public Object prepare(OutboxMessage message) {
            stage.noted("erp.prepare", "");
            var document = documents.get(message.kind() + "/" + message.subject());
            return document == null ? new Outcome.Dropped("not-due") : document;
        }

        public Outcome send(OutboxMessage message, ErpDocument document, byte[] body) {
            stage.did("erp.send", json(body).toPrettyString());
            return new Outcome.Delivered("rehearsed");
        }

        private static JsonNode json(byte[] body) {
            try {
                if (JSON.readTree(body) instanceof ObjectNode content) {
                    return content;
                }
            } catch (IOException noJson) {
                // told below, as for JSON that is no object
            }
            throw new MalformedRecordException("What the ERP gets is no JSON object", "body");
        }
    }

    /** Of the mail room. */
    public static final class Mail {

        private final Stage stage;
        private final Session session = Session.getInstance(new Properties());
        private MimeMessage composed;

        private Mail(Stage stage) {
            this.stage = stage;
        }

        public Object compose(OutboxMessage message) throws MessagingException {
            stage.noted("mail.compose", "");
            composed = new MimeMessage(session);
            composed.setSubject(message.kind());
            return composed;
        }

        public Outcome sent(MimeMessage mail) {
            if (mail != composed) {
                throw new IllegalArgumentException("Only mails made by compose are written down");
            }
            stage.did("mail.sent", "");
            return new Outcome.Delivered("rehearsed");
        }
    }

    /** Of a watch: it asks a question, and is told what a query found, or that it failed. */
    public static final class Watch {

        private final Stage stage;
        private final String name;

        private Watch(Stage stage, String name) {
            this.stage = stage;
            this.name = name;
        }

        public Map<String, Object> question() {
            stage.noted(name + ".question", "");
            return Map.of();
        }

        public void found(List<Map<String, Object>> rows) {
            stage.noted(name + ".found", "");
        }

        public void failed(Exception failure) {
            stage.noted(name + ".failed", "");
        }
    }
}
