package dev.shophub.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One payment of an order.
 *
 * @param sequence from 1, in the platform's order
 * @param method the platform's word
 * @param paidAt UTC
 */
public record Payment(int sequence, String method, Money amount, Optional<Instant> paidAt) {}
