package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;

/** The simulated platform's words for what the simulators' tables hold. */
abstract class TaobaoState extends PlatformState {

    /** The platform's word for a neutral state; pre-sale and cash on delivery have their own ways. */
    static final String STATUS =
            """
            CASE
              WHEN o.kind = 'step' AND o.step_status <> 'ALL_PAID' AND %1$s = 'PAID' THEN 'WAIT_BUYER_PAY'
              WHEN o.kind = 'cod' AND %1$s = 'UNPAID' THEN 'WAIT_SELLER_SEND_GOODS'
              WHEN o.kind = 'cod' AND %1$s = 'COMPLETED' AND o.paid_at IS NULL THEN 'TRADE_BUYER_SIGNED'
              ELSE CASE %1$s
                WHEN 'UNPAID' THEN 'WAIT_BUYER_PAY'
                WHEN 'PAID' THEN 'WAIT_SELLER_SEND_GOODS'
                WHEN 'FORBIDDEN' THEN 'PAID_FORBID_CONSIGN'
                WHEN 'PARTLY_SHIPPED' THEN 'SELLER_CONSIGNED_PART'
                WHEN 'SHIPPED' THEN 'WAIT_BUYER_CONFIRM_GOODS'
                WHEN 'COMPLETED' THEN 'TRADE_FINISHED'
                WHEN 'CLOSED' THEN 'TRADE_CLOSED'
                WHEN 'CLOSED_UNPAID' THEN 'TRADE_CLOSED_BY_TAOBAO'
              END
            END""";

    static final String TRADE_STATUS = STATUS.formatted("o.status");

    TaobaoState(State world) {
        super(world);
    }
}
