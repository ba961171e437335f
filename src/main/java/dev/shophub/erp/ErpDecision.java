package dev.shophub.erp;

import java.util.Locale;

/** Whether the ERP is to be told of an order or a refund as it now stands. */
public sealed interface ErpDecision {

    /** The ERP is to have it. */
    record Due() implements ErpDecision {}

    /** Not now, or never. */
    record NotDue(Reason reason) implements ErpDecision {}

    /** Why the ERP is not told. */
    enum Reason {
        /** The shop never went live: it is only read. */
        OBSERVING,
        /** Paid (cash on delivery: placed) before the shop went live. For good. */
        BEFORE_GO_LIVE,
        /** The platform sent an order without lines. */
        NO_LINES,
        /** Closed before the ERP was told. */
        CLOSED,
        /** The platform's word for its state is not known to the hub. */
        UNKNOWN_STATUS,
        /** A pre-sale whose balance is not paid. */
        BALANCE_DUE,
        /** Paid, and the platform forbids to ship for now. */
        SHIPPING_FORBIDDEN,
        UNPAID,
        /** The shop's rule waits until cash on delivery is shipped. */
        CASH_ON_DELIVERY,
        /** The shop's rule waits for the shipment. */
        NOT_SHIPPED,
        /** The shop's rule waits until the order is completed. */
        NOT_COMPLETED,
        /** No line is left to be delivered: all are closed. */
        ALL_LINES_CLOSED,
        /** What is not closed is under refund, or in a refund state the hub does not know. */
        UNDER_REFUND,
        /** The refund has not ended, or its state is not known. */
        REFUND_OPEN,
        /** The refund ended without money. */
        NO_MONEY_MOVED,
        /** A refund whose order the ERP does not have. */
        ORDER_NOT_IN_ERP;

        /** For logs, tables and reports: {@code before-go-live}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
