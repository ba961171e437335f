package dev.shophub.review;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The shop whose page of reviews is judged.
 *
 * @param id {@code shop.id}
 * @param platform its word; decides which rating counts as bad
 * @param goLiveFrom what was written before it is not mailed one by one, UTC; empty while the shop was never live: then
 *     everything is judged, and delivery decides once the moment is known
 */
public record ReviewShop(long id, ShopKey key, String platform, Optional<Instant> goLiveFrom) {}
