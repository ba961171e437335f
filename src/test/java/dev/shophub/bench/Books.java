package dev.shophub.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.connector.Tokens;
import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.model.ShopKey;
import dev.shophub.settings.MasterKey;
import dev.shophub.store.AesKey;
import dev.shophub.store.OperationsDatabase;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Shops;
import dev.shophub.store.TokenRows;
import dev.shophub.support.RungBell;
import dev.shophub.token.TokenStore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A schema with the operations tables: what was written to it is counted here, exactly. */
final class Books implements Limit.Schema, AutoCloseable {

    /** All trade of the benchmark is later, so every paid order becomes a message. */
    private static final Instant GO_LIVE = Instant.parse("2025-01-01T00:00:00Z");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final EmbeddedDatabase server;
    private final String schema;
    private final MasterKey key;
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTemplate jdbc;
    private final Shops shops;
    private final List<Long> shopIds = new ArrayList<>();

    private Books(EmbeddedDatabase server, String schema, MasterKey key) {
        this.server = server;
        this.schema = schema;
        this.key = key;
        pool.setJdbcUrl(url());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(4);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        this.jdbc = new JdbcTemplate(pool);
        this.shops = new Shops(jdbc, Clock.systemUTC());
    }

    /**
     * A fresh schema with so many authorised shops.
     *
     * @param live whether they are written to; else all they ask for waits
     */
    static Books open(EmbeddedDatabase server, String schema, MasterKey key, int shops, boolean live) {
        var books = new Books(server, schema, key);
        new OperationsDatabase(books.pool, Clock.systemUTC()).prepare("production", key.fingerprint());
        var durable = books.jdbc.queryForObject("SELECT @@innodb_flush_log_at_trx_commit", Integer.class);
        if (durable != 1) {
            throw new IllegalStateException("Commits are not durable (innodb_flush_log_at_trx_commit=" + durable + ")");
        }
        for (int shop = 0; shop < shops; shop++) {
            books.authorise(shop, live);
        }
        return books;
    }

    static String shopKey(int shop) {
        return "shop-" + (char) ('a' + shop);
    }

    private void authorise(int shop, boolean live) {
        var shopKey = new ShopKey(shopKey(shop));
        shopIds.add(
                shops.ensure(shopKey, "taobao", "shop", shopKey.value(), ZONE).id());
        shops.goLive(shopKey, GO_LIVE);
        if (!live) {
            shops.observe(shopKey);
        }
        new TokenStore(
                        new TokenRows(jdbc),
                        new AesKey(key.bytes()),
                        new TransactionTemplate(new DataSourceTransactionManager(pool)),
                        new RungBell(),
                        Clock.systemUTC())
                .store(
                        shopKey,
                        new Tokens.Token(
                                PlatformDesk.session(shop),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "seller-" + shop,
                                shopKey.value()));
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    String url() {
        return server.url(schema);
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    MasterKey key() {
        return key;
    }

    @Override
    public Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(
                url() + "&useAffectedRows=true&sessionVariables=in_predicate_conversion_threshold=0",
                server.user(),
                server.password());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    @Override
    public long shopId(int shop) {
        return shopIds.get(shop);
    }

    /** Whether all there was before first contact is read. */
    boolean historyIsRead(int shop) {
        return jdbc.queryForObject(
                        "SELECT COUNT(*) FROM checkpoint WHERE shop_id = ? AND stream = 'orders-history'"
                                + " AND watermark >= target",
                        Integer.class,
                        shopId(shop))
                == 1;
    }

    /** Orders of live polls read so far, repeats included; -1 within a window. */
    long liveRead(int shop) {
        return jdbc
                .queryForList(
                        "SELECT IF(cursor_value IS NULL, records, -1) FROM checkpoint WHERE shop_id = ? AND stream = 'orders'",
                        Long.class,
                        shopId(shop))
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    Trade.Sum stored() {
        long[] orders =
                jdbc.queryForObject("SELECT COUNT(*), COALESCE(SUM(total), 0) FROM sales_order", (row, number) ->
                        new long[] {row.getLong(1), cents(row.getBigDecimal(2))});
        long[] lines =
                jdbc.queryForObject("SELECT COUNT(*), COALESCE(SUM(quantity), 0) FROM order_line", (row, number) ->
                        new long[] {row.getLong(1), row.getLong(2)});
        return new Trade.Sum(orders[0], lines[0], lines[1], orders[1]);
    }

    private static long cents(BigDecimal yuan) {
        return yuan.movePointRight(2).longValueExact();
    }

    boolean isStored(int shop, long tid) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM sales_order WHERE shop_id = ? AND external_id = ?",
                        Integer.class,
                        shopId(shop),
                        Long.toString(tid))
                .isEmpty();
    }

    /** The message that asks for a mail about something. */
    Optional<Long> mailAbout(String subject) {
        return jdbc
                .queryForList(
                        "SELECT id FROM outbox WHERE destination = 'mail' AND kind = 'review' AND subject = ?",
                        Long.class,
                        subject)
                .stream()
                .findFirst();
    }

    boolean hasOrders() {
        return !jdbc.queryForList("SELECT 1 FROM sales_order LIMIT 1", Integer.class)
                .isEmpty();
    }

    long rows(String table) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    /** The last payload of an order, opened. */
    Optional<byte[]> payload(int shop, long tid) {
        return new RawRecords(jdbc).find(shopId(shop), "orders", Long.toString(tid), new AesKey(key.bytes()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
