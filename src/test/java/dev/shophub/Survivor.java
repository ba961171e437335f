package dev.shophub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.demo.DemoBooks;
import dev.shophub.erp.ErpRule;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.AuditRow;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.Patience;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.OrderReader;
import dev.shophub.store.Shops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the process that outlives every hub: what platform, ERP, mailbox and operations database hold. */
final class Survivor implements AutoCloseable {

    private static final DateTimeFormatter TO_THE_MILLISECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final Duration TRADE_SECONDS = Duration.ofSeconds(15);

    private final HikariDataSource world = new HikariDataSource();
    private final HikariDataSource operations = new HikariDataSource();
    private final JdbcTemplate theirs;
    private final JdbcTemplate ours;
    private final String platform;
    private final Clock clock;

    private Survivor(JsonNode addresses, Clock clock) {
        this.clock = clock;
        open(world, addresses, "worldUrl");
        open(operations, addresses, "operationsUrl");
        theirs = new JdbcTemplate(world);
        ours = new JdbcTemplate(operations);
        platform = theirs.queryForObject("SELECT DATABASE()", String.class);
    }

    /**
     * @param addresses the file that a world writes
     * @param clock the world's
     */
    static Survivor of(Path addresses, Clock clock) {
        try {
            return new Survivor(new ObjectMapper().readTree(addresses.toFile()), clock);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void open(HikariDataSource pool, JsonNode addresses, String url) {
        pool.setJdbcUrl(addresses.path(url).asText());
        pool.setUsername(addresses.path("databaseUser").asText());
        pool.setPassword(addresses.path("databasePassword").asText());
        pool.setMaximumPoolSize(2);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    }

    /**
     * Has the database write down what must never happen: a document's version going back, shipped goods returning. Asked for
     * again, it stays as it was.
     */
    void watch() {
        theirs.execute("CREATE TABLE IF NOT EXISTS backwards (what VARCHAR(200) NOT NULL)");
        theirs.execute(
                "CREATE TRIGGER IF NOT EXISTS watch_version AFTER UPDATE ON sim_erp_document FOR EACH ROW"
                        + " INSERT INTO backwards SELECT CONCAT('version of ', OLD.reference) FROM DUAL WHERE NEW.version < OLD.version");
        theirs.execute("CREATE TRIGGER IF NOT EXISTS watch_effect AFTER UPDATE ON sim_erp_effect FOR EACH ROW"
                + " INSERT INTO backwards SELECT CONCAT('effect of ', OLD.document_id, '/', OLD.line) FROM DUAL"
                + " WHERE OLD.state = 'shipped'");
        theirs.execute("CREATE TABLE IF NOT EXISTS on_hand_before (PRIMARY KEY (sku))"
                + " AS SELECT sku, on_hand FROM sim_erp_product");
    }

    /** What the ERP wrote: documents, each as often as it was created or changed. */
    long written() {
        return theirs.queryForObject("SELECT COALESCE(SUM(writes), 0) FROM sim_erp_document", Long.class);
    }

    /** Mails that arrived, repeats included. */
    long mails() {
        return theirs.queryForObject("SELECT COUNT(*) FROM sim_mail", Long.class);
    }

    /** Status changes of orders that the hub has stored. */
    long stored() {
        return ours.queryForObject("SELECT COUNT(*) FROM order_status_history", Long.class);
    }

    /** Deliveries of any kind that the hub has written down. */
    long attempts() {
        return ours.queryForObject("SELECT COUNT(*) FROM attempt", Long.class);
    }

    /** One stream of one shop. */
    record ShopStream(String shop, String stream) {
        @Override
        public String toString() {
            return shop + "/" + stream;
        }
    }

    /** Every stream of every shop that the hub has ever read, the ERP's included. */
    List<ShopStream> streams() {
        return ours.query(
                "SELECT s.shop_key, c.stream FROM checkpoint c JOIN shop s ON s.id = c.shop_id"
                        + " WHERE c.stream NOT LIKE '%-history' ORDER BY s.shop_key, c.stream",
                (row, number) -> new ShopStream(row.getString(1), row.getString(2)));
    }

    /** When the last good poll of any stream ended, UTC milliseconds. */
    long polled() {
        return ours.queryForObject(
                "SELECT COALESCE(MAX(ROUND(UNIX_TIMESTAMP(CONVERT_TZ(last_good_at, '+00:00', @@session.time_zone)) * 1000)), 0)"
                        + " FROM checkpoint",
                Long.class);
    }

    /** When a stream's last good poll ended, UTC milliseconds; of those that found nothing too. */
    long polled(ShopStream which) {
        return ours.queryForObject(
                "SELECT COALESCE(ROUND(UNIX_TIMESTAMP(CONVERT_TZ(c.last_good_at, '+00:00', @@session.time_zone)) * 1000), 0)"
                        + " FROM checkpoint c JOIN shop s ON s.id = c.shop_id WHERE s.shop_key = ? AND c.stream = ?",
                Long.class,
                which.shop(),
                which.stream());
    }

    /** Mails beyond the first with the same Message-ID to the same recipient. */
    long repeatedMails() {
        return theirs.queryForObject(
                "SELECT COUNT(*) - COUNT(DISTINCT recipient, message_id) FROM sim_mail", Long.class);
    }

    long orders() {
        return theirs.queryForObject("SELECT COUNT(*) FROM sim_order WHERE status <> 'planned'", Long.class);
    }

    long documents() {
        return theirs.queryForObject("SELECT COUNT(*) FROM sim_erp_document", Long.class);
    }

    /** Buyers of lines without a review write one each, a word in it that is mailed at once; one mail each is to come. */
    void review(int lines, String text) {
        theirs.update(
                "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                        + " append_content, reply, created_at) SELECT l.shop_key, l.oid, l.tid, l.item_id, l.title, 't**1',"
                        + " 'bad', 1, ?, '', '', " + now(TRADE_SECONDS) + " FROM sim_line l JOIN sim_order o"
                        + " ON o.shop_key = l.shop_key AND o.tid = l.tid LEFT JOIN sim_review r"
                        + " ON r.shop_key = l.shop_key AND r.oid = l.oid"
                        + " WHERE o.status IN ('SHIPPED', 'COMPLETED') AND r.oid IS NULL ORDER BY l.oid LIMIT ?",
                text,
                lines);
    }

    /** The access tokens are over and can still be renewed; the hub has to do it, and may be killed while it does. */
    void expireTokens() {
        theirs.update(
                "UPDATE sim_token SET expires_at = %1$s, refresh_expires_at = LEAST(refresh_expires_at, %1$s + INTERVAL 12 HOUR)"
                        .formatted(now(Duration.ZERO)));
    }

    /** Trade ends: what was still to happen does not. Returns true once nothing is left that will. */
    boolean endTrade() {
        return theirs.update("DELETE FROM sim_event WHERE NOT applied") == 0;
    }

    /** Orders that a platform shows and that are not stored exactly once with all lines at their latest modification. */
    List<String> ordersNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.tid) FROM %1$s.sim_order s JOIN shop h ON h.shop_key = s.shop_key"
                                + " LEFT JOIN sales_order o ON o.shop_id = h.id AND o.external_id = CAST(s.tid AS CHAR)"
                                + " WHERE s.status <> 'planned' GROUP BY s.shop_key, s.tid, s.modified_at HAVING COUNT(o.id) <> 1"
                                + " OR MAX(o.modified_at) <> s.modified_at OR (SELECT COUNT(*) FROM order_line l"
                                + " WHERE l.order_id = MAX(o.id)) <> (SELECT COUNT(*) FROM %1$s.sim_line l"
                                + " WHERE l.shop_key = s.shop_key AND l.tid = s.tid)")
                        .formatted(platform),
                String.class);
    }

    /** Refunds that are not stored exactly once at their latest modification, as paid back where the platform paid. */
    List<String> refundsNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.refund_id) FROM %1$s.sim_refund s JOIN shop h ON h.shop_key = s.shop_key"
                                + " LEFT JOIN refund r ON r.shop_id = h.id"
                                + " AND r.external_id IN (CAST(s.refund_id AS CHAR), CONCAT('afs:', s.refund_id))"
                                + " WHERE s.status <> 'planned' GROUP BY s.shop_key, s.refund_id, s.modified_at, s.status"
                                + " HAVING COUNT(r.id) <> 1 OR MAX(r.modified_at) <> s.modified_at"
                                + " OR (s.status = 'SUCCESS') <> (MAX(r.status) = 'SUCCEEDED')")
                        .formatted(platform),
                String.class);
    }

    private List<String> ordersDoubled() {
        return ours.queryForList(
                "SELECT external_id FROM sales_order GROUP BY shop_id, external_id HAVING COUNT(*) > 1", String.class);
    }

    /** One case, once with the other flow's name before its number. */
    private List<String> refundsDoubled() {
        return ours.queryForList(
                "SELECT MAX(external_id) FROM refund GROUP BY shop_id, SUBSTRING_INDEX(external_id, ':', -1)"
                        + " HAVING COUNT(*) > 1",
                String.class);
    }

    /** Documents of orders that one order has more than once, or that no order has. */
    private List<String> documentsDoubled() {
        return theirs.queryForList(
                "SELECT MAX(d.reference) FROM sim_erp_document d LEFT JOIN sim_order s"
                        + " ON s.tid = CAST(SUBSTRING_INDEX(d.reference, ':', -1) AS UNSIGNED) WHERE d.kind = 'order'"
                        + " GROUP BY d.reference HAVING COUNT(*) <> 1 OR COUNT(s.tid) <> 1",
                String.class);
    }

    /** Orders of which not every review that the platform shows is stored once. */
    List<String> reviewsNotStored() {
        return ours.queryForList(
                ("SELECT CONCAT(s.shop_key, ' ', s.tid) FROM %1$s.sim_review s JOIN shop h ON h.shop_key = s.shop_key"
                                + " GROUP BY s.shop_key, s.tid, h.id HAVING (SELECT COUNT(*) FROM review r WHERE r.shop_id = h.id"
                                + " AND r.order_external_id = CAST(s.tid AS CHAR)) NOT BETWEEN"
                                + " SUM(NOT s.deleted AND s.created_at < " + now(TRADE_SECONDS) + ") AND COUNT(*)")
                        .formatted(platform),
                String.class);
    }

    /** Messages that could go and have not gone, or are left as being sent; what waits behind a later digest cannot. */
    List<String> onTheWay() {
        return ours.queryForList(
                ("SELECT CONCAT(o.id, ' ', o.destination, ' ', o.kind, ' ', o.state) FROM outbox o WHERE o.state = 'sending'"
                                + " OR o.state = 'waiting' AND (o.destination <> 'mail' OR o.due_at <= %1$s"
                                + " AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.destination = 'mail'"
                                + " AND p.aggregate = o.aggregate AND p.state = 'waiting' AND p.id < o.id"
                                + " AND p.due_at > %1$s))")
                        .formatted(now(Duration.ZERO)),
                String.class);
    }

    /** The world's time, so long ago, for a statement. */
    private String now(Duration ago) {
        return "TIMESTAMP '"
                + LocalDateTime.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC)
                        .format(TO_THE_MILLISECOND) + "'";
    }

    private List<String> deadLetters() {
        return ours.queryForList(
                "SELECT CONCAT(destination, ' ', kind, ' ', subject, ' ', reason, ' ', detail) FROM outbox WHERE state = 'dead'",
                String.class);
    }

    private List<String> quarantined() {
        return ours.queryForList(
                "SELECT CONCAT(stream, ' ', external_id, ' ', reason) FROM quarantine WHERE cured_at IS NULL",
                String.class);
    }

    /** Order documents of which the hub knows a newer state than the ERP. */
    private List<String> documentsBehind() {
        return ours.queryForList(
                "SELECT d.reference FROM %1$s.sim_erp_document d JOIN %1$s.sim_order s JOIN shop h".formatted(platform)
                        + " ON h.shop_key = s.shop_key AND d.reference = CONCAT(h.platform, ':', s.tid) WHERE d.kind = 'order'"
                        + " AND d.version <> ROUND(UNIX_TIMESTAMP(CONVERT_TZ(s.modified_at, '+00:00', @@session.time_zone)) * 1000)",
                String.class);
    }

    /** Where every order is that the platform shows, up to this moment. */
    List<AuditRow> audit() {
        var books = DemoBooks.of(world);
        return new Audit(
                        new Audit.Books(
                                new AuditFacts(operations), new OrderReader(operations), new OutboxFacts(operations)),
                        Optional.of(books),
                        books,
                        DueRule.of(shop -> ErpRule.DEFAULT),
                        new Audit.Conditions(true, shop -> Duration.ZERO, Patience.NONE),
                        clock)
                .of(new Shops(ours, clock)
                        .all().stream()
                                .filter(shop -> shop.role().equals("shop"))
                                .toList());
    }

    /** Lines whose effect on stock is not the one that their document asks for. */
    private List<String> effectsNotAsked() {
        return theirs.queryForList(
                "SELECT CONCAT(d.reference, '/', l.line) FROM sim_erp_document d JOIN JSON_TABLE(d.body, '$.lines[*]' COLUMNS ("
                        + "line VARCHAR(128) PATH '$.line', sku VARCHAR(128) PATH '$.sku', quantity BIGINT PATH '$.quantity',"
                        + " state VARCHAR(16) PATH '$.state')) l ON TRUE LEFT JOIN sim_erp_effect e"
                        + " ON e.document_id = d.id AND e.line = l.line WHERE d.kind = 'order' AND CASE"
                        + " WHEN e.state = 'shipped' THEN e.quantity <> l.quantity"
                        + " WHEN d.state = 'cancelled' OR l.state = 'cancelled' THEN COALESCE(e.state, 'released') <> 'released'"
                        + " WHEN d.state = 'shipped' OR l.state = 'shipped' THEN TRUE"
                        + " ELSE COALESCE(e.state, '') <> 'reserved' OR e.quantity <> l.quantity END",
                String.class);
    }

    /** Pieces that are held for a line which its document no longer has. */
    private List<String> heldForNothing() {
        return theirs.queryForList(
                "SELECT CONCAT(d.reference, '/', e.line) FROM sim_erp_effect e JOIN sim_erp_document d ON d.id = e.document_id"
                        + " WHERE e.state = 'reserved' AND JSON_SEARCH(d.body, 'one', e.line, NULL, '$.lines[*].line') IS NULL",
                String.class);
    }

    /** SKUs whose goods on hand are not those of the beginning less what was shipped; those that moved otherwise aside. */
    private List<String> stockNotExplained() {
        return theirs.queryForList(
                "SELECT p.sku FROM sim_erp_product p JOIN on_hand_before b ON b.sku = p.sku LEFT JOIN"
                        + " (SELECT sku, SUM(quantity) AS pieces FROM sim_erp_effect WHERE state = 'shipped' GROUP BY sku) e"
                        + " ON e.sku = p.sku WHERE p.on_hand <> b.on_hand - COALESCE(e.pieces, 0)"
                        + " AND p.sku NOT IN (SELECT JSON_VALUE(v.detail, '$.sku') FROM sim_event v"
                        + " WHERE v.applied AND v.kind IN ('receipt', 'correction'))",
                String.class);
    }

    /** What went backwards, see {@link #watch}. */
    private List<String> backwards() {
        return theirs.queryForList("SELECT what FROM backwards", String.class);
    }

    /** Mails that the hub calls delivered and the mailbox never got. */
    private List<String> mailsLost() {
        return ours.queryForList(
                "SELECT CONCAT(m.kind, ' ', m.message_id) FROM mail_sent m LEFT JOIN %1$s.sim_mail s"
                                .formatted(platform)
                        + " ON s.message_id = m.message_id AND s.recipient = m.recipient WHERE s.id IS NULL",
                String.class);
    }

    /** Reviews with this text of which no mail arrived anywhere. */
    long reviewsNotMailed(String text) {
        return ours.queryForObject(
                "SELECT COUNT(*) FROM review r WHERE r.text = ? AND NOT EXISTS (SELECT 1 FROM outbox o"
                        + " WHERE o.destination = 'mail' AND o.kind = 'review' AND o.subject = r.external_id"
                        + " AND o.state = 'delivered')",
                Long.class,
                text);
    }

    /** Whether everything that the platforms show has arrived where it belongs. */
    boolean atRest() {
        return ordersNotStored().isEmpty()
                && refundsNotStored().isEmpty()
                && reviewsNotStored().isEmpty()
                && onTheWay().isEmpty();
    }

    /** What was lost and what was doubled, each asked for once. */
    Account account() {
        var lost = new LinkedHashMap<String, List<String>>();
        lost.put("orders", ordersNotStored());
        lost.put("refunds", refundsNotStored());
        lost.put("reviews", reviewsNotStored());
        lost.put("not understood", quarantined());
        lost.put("left in the outbox", onTheWay());
        lost.put("dead letters", deadLetters());
        lost.put("ERP documents", documentsBehind());
        lost.put("mails", mailsLost());
        var doubled = new LinkedHashMap<String, List<String>>();
        doubled.put("orders", ordersDoubled());
        doubled.put("refunds", refundsDoubled());
        doubled.put("ERP documents", documentsDoubled());
        doubled.put("effects no document asks for", effectsNotAsked());
        doubled.put("pieces held for nothing", heldForNothing());
        doubled.put("goods on hand not explained", stockNotExplained());
        doubled.put("gone backwards", backwards());
        return new Account(lost, doubled, repeatedMails());
    }

    @Override
    public void close() {
        world.close();
        operations.close();
    }
}
