package dev.shophub.model;

/** Where a refund stands, in the hub's words. */
public enum RefundStatus {
    /** No refund was asked for (lines only). */
    NONE,
    /** Asked for and not ended: money may still move. */
    OPEN,
    /** Ended, money has gone back. */
    SUCCEEDED,
    /** Ended without money. */
    CLOSED,
    UNKNOWN
}
