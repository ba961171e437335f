package dev.shophub.platform;

import dev.shophub.model.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** Changes how the platform holds an order, without a change that it would tell. */
    public void set(ExternalId order, String assignments, Object... values) {
        change("sim_order", order, assignments, values);
    }

    /** The same for its line. */
    public void setLine(ExternalId order, String assignments, Object... values) {
        change("sim_line", order, assignments, values);
    }

    private void change(String table, ExternalId order, String assignments, Object... values) {
        var all = new ArrayList<Object>(List.of(values));
        all.add(order.value());
        jdbc().update("UPDATE " + table + " SET " + assignments + " WHERE tid = ?", all.toArray());
    }
}
