package dev.shophub.store;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which subscriptions the hub made at platforms: one that is missing and stands here was lost. */
public final class WebhookBook {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public WebhookBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Topics subscribed to for this address. */
    public Set<String> topics(long shopId, URI address) {
        return new TreeSet<>(jdbc.queryForList(
                "SELECT topic FROM webhook WHERE shop_id = ? AND address = ?",
                String.class,
                shopId,
                address.toString()));
    }

    /**
     * Topics that are subscribed to at other addresses, with these.
     *
     * @param address the one of now; empty: none
     */
    public Map<String, URI> elsewhere(long shopId, Optional<URI> address) {
        var found = new TreeMap<String, URI>();
        jdbc.query(
                "SELECT topic, address FROM webhook WHERE shop_id = ? AND address <> ?",
                row -> {
                    found.put(row.getString(1), URI.create(row.getString(2)));
                },
                shopId,
                address.map(URI::toString).orElse(""));
        return found;
    }

    /** It is subscribed to no more. */
    public void left(long shopId, String topic) {
        jdbc.update("DELETE FROM webhook WHERE shop_id = ? AND topic = ?", shopId, topic);
    }

    /** It is subscribed to, for the first time or, for another address than before, again. */
    public void subscribed(long shopId, String topic, URI address) {
        var now = Columns.utc(clock.instant());
        jdbc.update(
                "INSERT INTO webhook (shop_id, topic, address, subscribed_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE address = VALUES(address), subscribed_at = VALUES(subscribed_at), mended_at = NULL",
                shopId,
                topic,
                address.toString(),
                now);
    }

    /** It was gone or switched off and is made again. */
    public void mended(long shopId, String topic) {
        jdbc.update(
                "UPDATE webhook SET mended_at = ? WHERE shop_id = ? AND topic = ?",
                Columns.utc(clock.instant()),
                shopId,
                topic);
    }
}
