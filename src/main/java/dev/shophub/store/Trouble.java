package dev.shophub.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is wrong now.
 *
 * @param kind auth, permission, clock, route, config and so on: docs/operations.md has them all
 * @param shopKey its name in the configuration, where it concerns one shop
 * @param shopTitle for people, where it concerns one shop
 * @param said what, where, what to do
 * @param since UTC
 * @param toldAt when a mail was last asked for, UTC; empty: never
 * @param escalatedAt when it was told further up, UTC; empty: never
 */
public record Trouble(
        String key,
        String kind,
        Optional<Long> shopId,
        Optional<String> shopKey,
        Optional<String> shopTitle,
        Said said,
        Instant since,
        Instant lastAt,
        Optional<Instant> toldAt,
        Optional<Instant> escalatedAt) {}
