package dev.shophub.review;

import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import java.util.Optional;

/**
 * A review that really changed in a page.
 *
 * @param now as read; for a deleted one as last seen
 * @param before as stored until now, empty for a new one
 * @param code what stock and mapping know the reviewed line by
 * @param deleted a re-read no longer showed it
 */
public record ReviewChange(Review now, Optional<Review> before, SkuCode code, boolean deleted) {}
