package dev.shophub.simulator.trade;

import java.time.Instant;

/**
 * Something that happens at a moment.
 *
 * @param at whole seconds; what it changes is stamped with it
 * @param subject order, refund, line, item, or number of a plan or a round
 */
record Event(Instant at, EventKind kind, long subject, Happening what) {}
