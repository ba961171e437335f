package dev.shophub.command;

import java.util.Collection;

/** A request that changes something: it is kept with the time and the user who typed it. */
interface Steering {

    /** What it is about, as typed: a shop, an order, an item, a SKU, the number of a message. */
    Collection<String> subjects();

    /** Whether this verb changes anything by it; one that only looks asks by the same record. */
    default boolean steers(String verb) {
        return true;
    }

    /** What was asked beside that, for people; no secret, no buyer's data. */
    default String words() {
        return "";
    }
}
