package dev.shophub.simulator.vendure;

import dev.shophub.simulator.stage.Seller;
import java.util.Currency;

/**
 * How the platform is played.
 *
 * @param seller its only shop; the application's key and secret are the administrator's name and password
 * @param currency of the shop's channel
 * @param port on loopback, 0 for a free one
 * @param channel the token of the shop's channel
 */
public record VendureSettings(Seller seller, Currency currency, int port, String channel) {

    /** The server's default channel. */
    public VendureSettings(Seller seller, Currency currency, int port) {
        this(seller, currency, port, "channel-of-" + seller.key());
    }
}
