package dev.shophub.simulator.shopify;

import dev.shophub.simulator.State;
import dev.shophub.simulator.shopify.ShopifyRows.Bulk;
import dev.shophub.simulator.shopify.ShopifyRows.Hook;
import dev.shophub.simulator.stage.PlatformState;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** What the platform keeps about its callers: bulk operations, keys of changes, webhook subscriptions. */
final class ShopifyLedgerState extends PlatformState {

    private static final int MOST_FAILURES = 8;

    private static final RowMapper<Bulk> BULK = (row, number) -> new Bulk(
            row.getLong("id"),
            row.getString("query"),
            row.getLong("objects"),
            row.getLong("size"),
            time(row, "created_at"),
            time(row, "ready_at"));

    private static final RowMapper<Hook> HOOK = (row, number) ->
            new Hook(row.getLong("id"), row.getString("topic"), row.getString("uri"), time(row, "created_at"));

    ShopifyLedgerState(State world) {
        super(world);
    }

    /** A change made under a key. */
    record Kept(String input, String answer) {}

    long addBulk(String shop, String query, long objects, long size, byte[] content, Instant now, Instant ready) {
        var key = new GeneratedKeyHolder();
        jdbc().update(
                        connection -> {
                            var insert = connection.prepareStatement(
                                    "INSERT INTO sim_shopify_bulk (shop_key, query, objects, size, content, created_at,"
                                            + " ready_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                    Statement.RETURN_GENERATED_KEYS);
                            insert.setString(1, shop);
                            insert.setString(2, query);
                            insert.setLong(3, objects);
                            insert.setLong(4, size);
                            insert.setBytes(5, content);
                            insert.setObject(6, utc(now));
                            insert.setObject(7, utc(ready));
                            return insert;
                        },
                        key);
        return key.getKey().longValue();
    }

    Optional<Bulk> bulk(String shop, long id) {
        return jdbc()
                .query(
                        "SELECT id, query, objects, size, created_at, ready_at FROM sim_shopify_bulk"
                                + " WHERE shop_key = ? AND id = ?",
                        BULK,
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    boolean bulkUnderWay(String shop, Instant now) {
        return count("sim_shopify_bulk WHERE shop_key = ? AND ready_at > ?", List.of(shop, utc(now))) > 0;
    }

    /** The file of an operation that was complete at this time and not older than the other. */
    Optional<byte[]> file(long id, Instant now, Instant oldest) {
        return jdbc()
                .queryForList(
                        "SELECT content FROM sim_shopify_bulk WHERE id = ? AND ready_at <= ? AND ready_at >= ?",
                        byte[].class,
                        id,
                        utc(now),
                        utc(oldest))
                .stream()
                .findFirst();
    }

    Optional<Kept> kept(String shop, String key) {
        return jdbc()
                .query(
                        "SELECT input, answer FROM sim_shopify_key WHERE shop_key = ? AND idempotency_key = ? FOR UPDATE",
                        (row, number) -> new Kept(row.getString(1), row.getString(2)),
                        shop,
                        key)
                .stream()
                .findFirst();
    }

    void keep(String shop, String key, Kept change, Instant now) {
        jdbc().update(
                        "INSERT INTO sim_shopify_key (shop_key, idempotency_key, input, answer, created_at)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        shop,
                        key,
                        change.input(),
                        change.answer(),
                        utc(now));
    }

    List<Hook> hooks(String shop) {
        return jdbc().query("SELECT * FROM sim_shopify_hook WHERE shop_key = ? ORDER BY id", HOOK, shop);
    }

    long addHook(String shop, String topic, String uri, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc().update(
                        connection -> {
                            var insert = connection.prepareStatement(
                                    "INSERT INTO sim_shopify_hook (shop_key, topic, uri, created_at) VALUES (?, ?, ?, ?)",
                                    Statement.RETURN_GENERATED_KEYS);
                            insert.setString(1, shop);
                            insert.setString(2, topic);
                            insert.setString(3, uri);
                            insert.setObject(4, utc(now));
                            return insert;
                        },
                        key);
        return key.getKey().longValue();
    }

    boolean removeHook(String shop, long id) {
        return jdbc().update("DELETE FROM sim_shopify_hook WHERE shop_key = ? AND id = ?", shop, id) > 0;
    }

    /** A delivery was answered well, or not: the eighth failure in a row removes the subscription. */
    void delivered(long id, boolean well) {
        jdbc().update("UPDATE sim_shopify_hook SET failures = IF(?, 0, failures + 1) WHERE id = ?", well, id);
        jdbc().update("DELETE FROM sim_shopify_hook WHERE id = ? AND failures >= ?", id, MOST_FAILURES);
    }
}
