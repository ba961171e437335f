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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the process that outlives every hub: what platform, ERP, mailbox and operations database hold. */
final class Survivor implements AutoCloseable {

    private static final Duration TRADE_SECONDS = Duration.ofSeconds(15);

    private final HikariDataSource world = new HikariDataSource();
    private final HikariDataSource operations = new HikariDataSource();
    private final JdbcTemplate theirs;
    private final JdbcTemplate ours;
    private final Ledger ledger;
    private final Clock clock;

    private Survivor(JsonNode addresses, Clock clock) {
        this.clock = clock;
        open(world, addresses, "worldUrl");
        open(operations, addresses, "operationsUrl");
        theirs = new JdbcTemplate(world);
        ours = new JdbcTemplate(operations);
        ledger = new Ledger(ours, theirs, clock);
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

    /** What is held against what. */
    Ledger ledger() {
        return ledger;
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

    long orders() {
        return theirs.queryForObject("SELECT COUNT(*) FROM sim_order WHERE status <> 'planned'", Long.class);
    }

    /** Every order that the hub holds, with the moment at which it first read it. */
    Map<String, LocalDateTime> firstRead() {
        var orders = new HashMap<String, LocalDateTime>();
        ours.query("SELECT CONCAT(shop_id, ' ', external_id), first_read_at FROM sales_order", row -> {
            orders.put(row.getString(1), row.getObject(2, LocalDateTime.class));
        });
        return orders;
    }

    /** The newest migration of the hub's tables. */
    String schema() {
        return ours.queryForObject(
                "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1",
                String.class);
    }

    /** What there is, on both sides. */
    String counts() {
        return "orders %d of %d, refunds %d, documents %d written %d times, mails %d of them %d twice"
                .formatted(
                        ours.queryForObject("SELECT COUNT(*) FROM sales_order", Long.class),
                        orders(),
                        ours.queryForObject("SELECT COUNT(*) FROM refund", Long.class),
                        documents(),
                        written(),
                        mails(),
                        ledger.repeatedMails());
    }

    long documents() {
        return theirs.queryForObject("SELECT COUNT(*) FROM sim_erp_document", Long.class);
    }

    /** Buyers of lines without a review write one each, a word in it that is mailed at once; one mail each is to come. */
    void review(int lines, String text) {
        theirs.update(
                "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                        + " append_content, reply, created_at) SELECT l.shop_key, l.oid, l.tid, l.item_id, l.title, 't**1',"
                        + " 'bad', 1, ?, '', '', " + Ledger.at(clock.instant().minus(TRADE_SECONDS))
                        + " FROM sim_line l JOIN sim_order o"
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
                        .formatted(Ledger.at(clock.instant())));
    }

    /** Trade ends: what was still to happen does not. Returns true once nothing is left that will. */
    boolean endTrade() {
        return theirs.update("DELETE FROM sim_event WHERE NOT applied") == 0;
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

    @Override
    public void close() {
        world.close();
        operations.close();
    }
}
