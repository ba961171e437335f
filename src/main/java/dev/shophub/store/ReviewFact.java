package dev.shophub.store;

import dev.shophub.model.Review;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored review with what a mail about it needs.
 *
 * @param code merchant code, empty when the line is unknown
 * @param deletedAt when a re-read no longer showed it, UTC
 */
public record ReviewFact(Review review, String code, Optional<Instant> deletedAt) {}
