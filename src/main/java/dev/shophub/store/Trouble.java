package dev.shophub.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is wrong now.
 *
 * @param kind auth, permission, clock, route, config, unknown-stock, account
 * @param shopTitle for people, where it concerns one shop
 * @param message a sentence: what, where, what to do
 * @param since UTC
 * @param toldAt when a mail was last asked for, UTC; empty: never
 * @param escalatedAt when it was told further up, UTC; empty: never
 */
public record Trouble(
        String key,
        String kind,
        Optional<Long> shopId,
        Optional<String> shopTitle,
        String message,
        Instant since,
        Instant lastAt,
        Optional<Instant> toldAt,
        Optional<Instant> escalatedAt) {}
