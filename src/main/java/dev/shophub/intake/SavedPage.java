package dev.shophub.intake;

import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;

/**
 * What became of a page.
 *
 * @param changed rows inserted or changed; no no-ops
 * @param quarantined records set aside
 */
public record SavedPage(ShopRow shop, Stream stream, int changed, int quarantined) {}
