package dev.shophub.camel.gate;

import dev.shophub.connector.Json;
import dev.shophub.erp.ErpDocument;
import dev.shophub.intake.NormalisedPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.model.ErpStock;
import dev.shophub.model.Listing;
import dev.shophub.model.Order;
import dev.shophub.model.Product;
import dev.shophub.model.Refund;
import dev.shophub.model.Review;
import dev.shophub.model.Shipment;
import dev.shophub.model.StockLevel;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the running routes of tests call; it counts. The methods are those of the real beans. */
final class LiveBeans {

    final List<String> stored = new CopyOnWriteArrayList<>();
    final List<String> sent = new CopyOnWriteArrayList<>();
    volatile RuntimeException failsWith;

    Map<String, Object> all() {
        return Map.ofEntries(
                Map.entry("normalise", new dev.shophub.intake.Normalise()),
                Map.entry("intake", new Intake()),
                Map.entry("erp", new Erp()),
                Map.entry("listing", new Listings()),
                Map.entry("mail", new Mail()),
                Map.entry("lowStock", new Watch("lowStock")),
                Map.entry("daily", new Daily()),
                Map.entry("troubles", new Reminder()),
                Map.entry("retention", new Retention()),
                Map.entry("reviewSweep", new Sweep()),
                Map.entry("answer", new Answers()),
                Map.entry("change", new Changes()),
                Map.entry("parcels", new Parcels()),
                Map.entry("figures", new Figures()),
                Map.entry("oversold", new Look("oversold")),
                Map.entry("late", new Watch("late")),
                Map.entry("stages", new Look("stages")),
                Map.entry("standstill", new Look("standstill")),
                Map.entry("drift", new Look("drift")),
                Map.entry("census", new Look("census")),
                Map.entry("tokenEnds", new Look("tokenEnds")),
                Map.entry("permissions", new Look("permissions")),
                Map.entry("held", new Look("held")),
                Map.entry("mailFlow", new Look("mailFlow")),
                Map.entry("openReviews", new Look("openReviews")),
                Map.entry("heartbeat", new Heartbeat()),
                Map.entry("backfills", new Backfills()),
                Map.entry("webhooks", new Webhooks()),
                Map.entry("morning-report", new Look("morning-report")),
                Map.entry("inbox", new Look("inbox")));
    }

    private void mayFail() {
        if (failsWith != null) {
            throw failsWith;
        }
    }

    private <T> SavedPage save(String stream, NormalisedPage<T> page) {
        mayFail();
        page.records().forEach(record -> stored.add(stream + "/" + record.raw().id()));
        page.aside().forEach(aside -> stored.add(stream + "/" + aside.raw().id()));
        return new SavedPage(
                page.shop(), page.stream(), page.records().size(), page.aside().size());
    }

    /** Of the intake. */
    public final class Intake {
        public SavedPage saveOrders(NormalisedPage<Order> page) {
            return save("orders", page);
        }

        public SavedPage saveRefunds(NormalisedPage<Refund> page) {
            return save("refunds", page);
        }

        public SavedPage saveReviews(NormalisedPage<Review> page) {
            return save("reviews", page);
        }

        public SavedPage saveListings(NormalisedPage<Listing> page) {
            return save("listings", page);
        }

        public SavedPage saveStock(NormalisedPage<List<StockLevel>> page) {
            return save("stock", page);
        }

        public SavedPage saveErpStock(NormalisedPage<ErpStock> page) {
            return save("erp-stock", page);
        }

        public SavedPage saveShipments(NormalisedPage<Shipment> page) {
            return save("shipments", page);
        }

        public SavedPage saveProducts(NormalisedPage<Product> page) {
            return save("products", page);
        }
    }

    /** Of the ERP's room; the subject is the amount. */
    public final class Erp {
        public Object prepare(OutboxMessage message) {
            return new ErpDocument(
                    message.kind(),
                    "some:" + message.subject(),
                    "some:" + message.subject(),
                    1,
                    Map.of("total", new BigDecimal(message.subject())));
        }

        public Outcome send(OutboxMessage message, ErpDocument document, byte[] body) throws IOException {
            mayFail();
            if (!Json.MAPPER.readTree(body).isObject()) {
                throw new IllegalArgumentException("no JSON object");
            }
            sent.add("erp/" + message.kind() + "/" + message.subject());
            return new Outcome.Delivered("ERP-1");
        }
    }

    /** Of the listings' room. */
    public final class Listings {
        public Outcome bringToLevel(OutboxMessage message) {
            mayFail();
            sent.add("listing/" + message.kind() + "/" + message.subject());
            return new Outcome.Delivered("9");
        }
    }

    /** Of the mail room. */
    public final class Mail {
        public Object compose(OutboxMessage message) throws MessagingException {
            var mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setSubject(message.kind() + "/" + message.subject());
            return mail;
        }

        public Outcome sent(MimeMessage mail) throws MessagingException {
            mayFail();
            sent.add("mail/" + mail.getSubject());
            return new Outcome.Delivered("<1@shop.example>");
        }
    }

    /** Of a watch. */
    public final class Watch {

        private final String name;

        private Watch(String name) {
            this.name = name;
        }

        public long everyMillis() {
            return 60_000;
        }

        public Map<String, Object> question() {
            return Map.of();
        }

        public void found(List<Map<String, Object>> rows) {
            sent.add(name + ".found");
        }

        public void failed(Exception failure) {
            sent.add(name + ".failed");
        }
    }

    /** Of all that looks now and then. */
    public final class Look {

        private final String name;

        private Look(String name) {
            this.name = name;
        }

        public long everyMillis() {
            return 60_000;
        }

        public void look() {
            sent.add(name + ".look");
        }
    }

    /** Of what somebody else is told while all is fresh. */
    public final class Heartbeat {
        public long everyMillis() {
            return 60_000;
        }

        public void beat() {
            sent.add("heartbeat.beat");
        }
    }

    /** Of the parts of a past that are read again. */
    public final class Backfills {
        public void goOn() {
            sent.add("backfills.goOn");
        }
    }

    /** Of the subscriptions at the platforms. */
    public final class Webhooks {
        public void check() {
            sent.add("webhooks.check");
        }
    }

    /** Of the daily mail. */
    public final class Daily {
        public String cron() {
            return "0 0 9 * * ?";
        }

        public String zone() {
            return "UTC";
        }

        public void enqueue() {
            sent.add("daily.enqueue");
        }

        public void catchUp() {
            sent.add("daily.catchUp");
        }
    }

    /** Of the troubles. */
    public final class Reminder {
        public void remind() {
            sent.add("troubles.remind");
        }
    }

    /** Of the retention. */
    public final class Retention {
        public void removeOld() {
            sent.add("retention.removeOld");
        }
    }

    /** Of the sweep of past reviews. */
    public final class Sweep {
        public void begin() {
            sent.add("reviewSweep.begin");
        }
    }

    private Outcome tell(String destination, OutboxMessage message) {
        mayFail();
        sent.add(destination + "/" + message.kind() + "/" + message.subject());
        return new Outcome.Delivered("told");
    }

    /** Of the answers to reviews. */
    public final class Answers {
        public Outcome reply(OutboxMessage message) {
            return tell("change", message);
        }
    }

    /** Of what people decide of items. */
    public final class Changes {
        public Outcome write(OutboxMessage message) {
            return tell("change", message);
        }
    }

    /** Of the parcels. */
    public final class Parcels {
        public Outcome tell(OutboxMessage message) {
            return LiveBeans.this.tell("shipment", message);
        }
    }

    /** Of the figures. */
    public final class Figures {
        public long everyMillis() {
            return 60_000;
        }

        public void refresh() {
            sent.add("figures.refresh");
        }
    }
}
