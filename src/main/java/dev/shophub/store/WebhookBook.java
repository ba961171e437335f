package dev.shophub.store;

import java.net.URI;
import java.time.Clock;
import java.util.Set;
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
