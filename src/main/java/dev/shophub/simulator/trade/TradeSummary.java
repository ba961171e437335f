package dev.shophub.simulator.trade;

/**
 * What the world holds.
 *
 * @param orders placed so far
 * @param planned orders written and not yet placed
 * @param refunds asked for so far
 * @param reviews written so far
 * @param eventsAhead planned and not yet due
 */
public record TradeSummary(long orders, long planned, long refunds, long reviews, long eventsAhead) {}
