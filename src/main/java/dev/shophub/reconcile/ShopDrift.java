package dev.shophub.reconcile;

import dev.shophub.store.DailyFacts;
import java.util.List;

/**
 * Our numbers of a shop beside those that it shows.
 *
 * @param compared variants of which both numbers are known
 * @param onTheirWay of these, those that differ for a short while only
 * @param unmapped not compared: no SKU of the ERP is known
 * @param silent not compared: the ERP said nothing of their SKU, which is not 0
 * @param unread not compared: what the shop shows was not read
 * @param differing those that differ for longer, the oldest first, of these the biggest
 */
public record ShopDrift(
        DailyFacts.Shop shop,
        long compared,
        long onTheirWay,
        long unmapped,
        long silent,
        long unread,
        List<Difference> differing) {}
