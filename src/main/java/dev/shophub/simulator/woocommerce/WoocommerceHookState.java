package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** The site's webhooks. */
final class WoocommerceHookState extends WoocommerceState {

    private static final RowMapper<Webhook> WEBHOOK = (row, number) -> new Webhook(
            row.getLong("id"),
            row.getString("name"),
            row.getString("topic"),
            row.getString("delivery_url"),
            row.getString("secret"),
            row.getString("status"),
            row.getInt("failures"),
            time(row, "created_at"));

    WoocommerceHookState(State world) {
        super(world);
    }

    /** By id. */
    List<Webhook> all(String shop) {
        return jdbc().query("SELECT * FROM sim_woocommerce_webhook WHERE shop_key = ? ORDER BY id", WEBHOOK, shop);
    }

    Optional<Webhook> webhook(String shop, long id) {
        return jdbc()
                .query("SELECT * FROM sim_woocommerce_webhook WHERE shop_key = ? AND id = ?", WEBHOOK, shop, id)
                .stream()
                .findFirst();
    }

    long add(String shop, Webhook webhook, Instant now) {
        return jdbc().queryForObject(
                        "INSERT INTO sim_woocommerce_webhook (shop_key, name, topic, delivery_url, secret, status, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        Long.class,
                        shop,
                        webhook.name(),
                        webhook.topic(),
                        webhook.address(),
                        webhook.secret(),
                        webhook.status(),
                        utc(now));
    }

    void change(Webhook webhook) {
        jdbc().update(
                        "UPDATE sim_woocommerce_webhook SET name = ?, topic = ?, delivery_url = ?, secret = ?, status = ?,"
                                + " failures = ? WHERE id = ?",
                        webhook.name(),
                        webhook.topic(),
                        webhook.address(),
                        webhook.secret(),
                        webhook.status(),
                        webhook.failures(),
                        webhook.id());
    }

    void remove(long id) {
        jdbc().update("DELETE FROM sim_woocommerce_webhook WHERE id = ?", id);
    }

    /** One more failed in a row; the fifth disables it. */
    void failed(long id, int most) {
        jdbc().update(
                        "UPDATE sim_woocommerce_webhook SET failures = failures + 1,"
                                + " status = IF(failures >= ?, 'disabled', status) WHERE id = ?",
                        most,
                        id);
    }

    void delivered(long id) {
        jdbc().update("UPDATE sim_woocommerce_webhook SET failures = 0 WHERE id = ? AND failures > 0", id);
    }
}
