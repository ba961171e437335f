package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import java.time.ZoneId;
import java.util.Currency;

/**
 * A shop whose trade is played.
 *
 * @param title for people
 * @param zone the platform's: local clock times of a folder and the daily curve of an invented shop are read in it
 * @param currency of all its amounts
 */
public record TradeShop(ShopKey key, String title, ZoneId zone, Currency currency) {}
