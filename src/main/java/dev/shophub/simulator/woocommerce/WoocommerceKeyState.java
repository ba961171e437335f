package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;

/**
 * Whether the site still has the key. A key has no end of its own, and nothing renews it: of the pair that every played platform
 * keeps for a shop only the second's end counts, which comes by revoking alone.
 */
final class WoocommerceKeyState extends PlatformState {

    WoocommerceKeyState(State world) {
        super(world);
    }

    boolean lives(String shop) {
        return jdbc().queryForList(
                        "SELECT 1 FROM sim_token WHERE shop_key = ? AND refresh_expires_at <= ?",
                        Integer.class,
                        shop,
                        utc(clock().instant()))
                .isEmpty();
    }
}
