package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;
import java.time.Instant;
import java.util.Optional;

/** What all of the site's records have in common: a status that trade may have no word for, spans and pages. */
class WoocommerceState extends PlatformState {

    WoocommerceState(State world) {
        super(world);
    }

    /** The record's status, where it is not the one that follows from the trade. */
    static String status(String kind, String id, String otherwise) {
        return "COALESCE((SELECT NULLIF(w.status, '') FROM sim_woocommerce_word w WHERE w.shop_key = "
                + id.substring(0, 1) + ".shop_key AND w.kind = '" + kind + "' AND w.id = " + id + "), " + otherwise
                + ")";
    }

    /** Bounds are whole seconds and exclusive. */
    static void within(Where where, String column, Optional<Instant> after, Optional<Instant> before) {
        after.ifPresent(time -> where.and(column + " >= ?", utc(time.plusSeconds(1))));
        before.ifPresent(time -> where.and(column + " < ?", utc(time)));
    }

    final void keepStatus(String shop, String kind, long id, String status) {
        jdbc().update(
                        "INSERT INTO sim_woocommerce_word (shop_key, kind, id, status) VALUES (?, ?, ?, ?)"
                                + " ON DUPLICATE KEY UPDATE status = VALUES(status)",
                        shop,
                        kind,
                        id,
                        status);
    }
}
