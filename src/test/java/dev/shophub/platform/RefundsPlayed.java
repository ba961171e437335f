package dev.shophub.platform;

import dev.shophub.model.ExternalId;
import java.time.Instant;

/** Refunds of goods not yet sent that are rehearsed with, each of an order of its own; a change is the money paid back. */
public class RefundsPlayed extends PlatformRehearsal {

    public RefundsPlayed(PlatformWorld<?> world) {
        super(world);
    }

    @Override
    protected void make(long id, Instant modified) {
        order(id, modified);
        jdbc().update(
                        "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, status, amount, quantity, phase, good_status,"
                                + " has_good_return, reason, created_at, modified_at) VALUES (?, ?, ?, ?, 'WAIT_SELLER_AGREE', 60,"
                                + " 1, 'onsale', 'BUYER_NOT_RECEIVED', FALSE, '不想要了', ?, ?)",
                        shop(),
                        id,
                        id,
                        id,
                        utc(modified),
                        utc(modified));
    }

    @Override
    protected final void touch(long id, Instant now) {
        jdbc().update("UPDATE sim_refund SET modified_at = ?, status = 'SUCCESS' WHERE refund_id = ?", utc(now), id);
    }

    /** Where it stands and what it is about, without a change that the platform would tell. */
    public final void set(ExternalId refund, String status, String amount) {
        jdbc().update(
                        "UPDATE sim_refund SET status = ?, amount = ? WHERE refund_id = ?",
                        status,
                        amount,
                        refund.value().replaceAll("\\D", ""));
    }
}
