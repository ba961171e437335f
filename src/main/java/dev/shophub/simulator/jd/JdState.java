package dev.shophub.simulator.jd;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;

/** The simulated platform's words for what the simulators' tables hold. */
abstract class JdState extends PlatformState {

    /** Where no SKU is kept of an item, the platform shows one all the same. */
    static final String SKU = "IF(%1$s.sku_id = 0, %1$s.item_id + 1, %1$s.sku_id)";

    /** A pre-sale counts as unpaid until its balance is paid. */
    static final String UNPAID =
            """
            (o.kind <> 'cod' AND o.status = 'UNPAID'
              OR o.kind = 'step' AND o.status = 'PAID' AND o.step_status <> 'ALL_PAID')""";

    /** An order with an open request is held until somebody decides on it. */
    static final String STATE =
            """
            CASE
              WHEN %s THEN 'NOT_PAY'
              WHEN o.status IN ('CLOSED', 'CLOSED_UNPAID') THEN 'TRADE_CANCELED'
              WHEN o.status = 'COMPLETED' THEN 'FINISHED_L'
              WHEN o.status = 'SHIPPED' THEN 'WAIT_GOODS_RECEIVE_CONFIRM'
              WHEN EXISTS (SELECT 1 FROM sim_refund f WHERE f.shop_key = o.shop_key AND f.tid = o.tid
                AND f.status = 'WAIT_SELLER_AGREE') THEN 'LOCKED'
              WHEN o.status = 'FORBIDDEN' THEN 'PAUSE'
              ELSE 'WAIT_SELLER_STOCK_OUT'
            END"""
                    .formatted(UNPAID);

    JdState(State world) {
        super(world);
    }
}
