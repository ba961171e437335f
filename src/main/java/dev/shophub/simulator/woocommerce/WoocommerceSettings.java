package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.stage.Seller;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;

/**
 * How a site is played.
 *
 * @param shop its trade; key and secret are those of its REST key
 * @param zone the site's: times without {@code _gmt} are told and read in it
 * @param currency of the shop
 * @param port on loopback, 0 for any free one
 * @param secure it counts as reached over https: basic proofs are taken, signed ones are not
 * @param writes whether the key may write
 * @param shopWideRefunds whether it is new enough to list refunds of all orders
 * @param pluginStatuses of orders, which plugins added
 * @param home the site's own address, as it tells it; it need not be the one it is reached at
 */
public record WoocommerceSettings(
        Seller shop,
        ZoneId zone,
        Currency currency,
        int port,
        boolean secure,
        boolean writes,
        boolean shopWideRefunds,
        Set<String> pluginStatuses,
        String home) {

    /** Over plain http, new, with a key that reads and writes, and one plugin. */
    public static WoocommerceSettings of(Seller shop, ZoneId zone, Currency currency, int port) {
        return new WoocommerceSettings(
                shop,
                zone,
                currency,
                port,
                false,
                true,
                true,
                Set.of("awaiting-pickup"),
                "https://" + shop.key() + ".example.com");
    }

    /** The same behind a proxy that speaks https. */
    public WoocommerceSettings behindHttps() {
        return new WoocommerceSettings(shop, zone, currency, port, true, writes, shopWideRefunds, pluginStatuses, home);
    }

    /** The same with a key that only reads. */
    public WoocommerceSettings readingOnly() {
        return new WoocommerceSettings(
                shop, zone, currency, port, secure, false, shopWideRefunds, pluginStatuses, home);
    }

    /** The same of an older version, which lists refunds order by order only. */
    public WoocommerceSettings older() {
        return new WoocommerceSettings(shop, zone, currency, port, secure, writes, false, pluginStatuses, home);
    }

    /** The same site at another address of its own. */
    public WoocommerceSettings at(String address) {
        return new WoocommerceSettings(
                shop, zone, currency, port, secure, writes, shopWideRefunds, pluginStatuses, address);
    }
}
