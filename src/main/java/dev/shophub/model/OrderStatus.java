package dev.shophub.model;

/** Where an order stands, in the hub's words. The platform's own word is kept beside it. */
public enum OrderStatus {
    /** Placed, not paid. */
    UNPAID,
    /** Paid (or cash on delivery) and to be shipped. */
    PAID,
    PARTLY_SHIPPED,
    SHIPPED,
    COMPLETED,
    /** Closed, before payment or after it. */
    CLOSED,
    /** The platform said a word that the mapper does not know. */
    UNKNOWN
}
