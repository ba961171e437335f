package dev.shophub.simulator.trade;

import java.util.List;

/**
 * An order with its whole life, from being placed to being judged.
 *
 * @param order in the state before it is placed
 * @param steps of the order, in time
 * @param lines in the state before it is placed
 * @param refunds of its lines
 * @param reviews and follow-ups of its lines
 */
record PlannedOrder(
        Rows.Order order, List<Event> steps, List<Rows.Line> lines, List<PlannedRefund> refunds, List<Event> reviews) {

    /** A refund before it is asked for, with its turns in time. */
    record PlannedRefund(Rows.Refund refund, List<Event> turns) {}
}
