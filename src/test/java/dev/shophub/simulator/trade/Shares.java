package dev.shophub.simulator.trade;

import dev.shophub.simulator.State;

/** What share of the trade is special. */
final class Shares {

    private Shares() {}

    /** Orders with a line whose code the ERP does not know, in percent of all placed orders. */
    static double ofOrdersWithUnknownProducts(State state) {
        return state.client()
                .sql("SELECT 100 * (SELECT COUNT(DISTINCT l.tid) FROM sim_line l WHERE l.status <> 'planned' "
                        + "AND l.code NOT IN "
                        + "(SELECT sku FROM sim_erp_product)) / (SELECT COUNT(*) FROM sim_order "
                        + "WHERE status <> 'planned')")
                .query(Double.class)
                .single();
    }
}
