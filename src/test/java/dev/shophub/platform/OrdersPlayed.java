package dev.shophub.platform;

import java.time.Instant;

/** Orders that are rehearsed with; a change is a note of the seller. */
public final class OrdersPlayed extends PlatformRehearsal {

    public OrdersPlayed(PlatformWorld<?> world) {
        super(world);
    }

    @Override
    protected void make(long id, Instant modified) {
        order(id, modified);
    }

    @Override
    protected void touch(long id, Instant now) {
        jdbc().update("UPDATE sim_order SET modified_at = ?, seller_memo = '加急' WHERE tid = ?", utc(now), id);
    }
}
