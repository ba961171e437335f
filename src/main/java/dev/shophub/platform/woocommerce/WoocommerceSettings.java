package dev.shophub.platform.woocommerce;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a WooCommerce shop has under {@code settings:}.
 *
 * @param consumerKey of a REST key of the shop, {@code ck_…}
 * @param consumerSecret its secret; never printed
 * @param auth how calls are proven: {@code auto} (basic over https, signed over http), {@code basic}, {@code query}, {@code oauth}
 * @param currency of prices, which the shop names nowhere else; orders name their own
 * @param requestsPerSecond of this shop, polling and pushing together
 * @param historyMonths how many calendar months back orders and refunds are read at first contact
 * @param pageSize rows a call of every list
 * @param parallelism calls of one page under way at the same time
 * @param orderStatuses asked for by name, as lists hide some
 * @param pluginStatuses whether orders in any other status are looked for too
 * @param productStatuses each asked for by a list of its own
 * @param reviewStatuses each asked for by a list of its own
 * @param refunds whether refunds are listed for the whole shop or order by order
 * @param orderSweep which older orders are read again
 * @param itemSweep which items are read again that did not change: a variation's change does not move its product's time
 * @param siteZone in which the site reads and writes what is not GMT
 * @param guestBuyers whether guests of one e-mail address are one buyer, or nobody
 * @param cashOnDelivery payment methods by which the buyer pays at the door
 * @param batchSize variations written with one call, 1: each with a call of its own
 * @param downStatus what an item that is taken down becomes
 * @param tracking where a parcel's number is told beside the order's own fields
 * @param trackingMeta field of an order that keeps what was told
 * @param carriers a carrier's name for buyers by the ERP's code
 * @param webhookSecret signs deliveries; empty: one made of the consumer secret
 * @param permissionCheck whether it is asked what the key may do
 * @param platformClock whether the clock of the site's answers is followed
 * @param accountCheck where the site's own address is asked for, before anything else is: its entry {@code index}, its {@code status},
 *     or {@code none}
 */
record WoocommerceSettings(
        String consumerKey,
        String consumerSecret,
        String auth,
        Currency currency,
        double requestsPerSecond,
        int historyMonths,
        int pageSize,
        int parallelism,
        List<String> orderStatuses,
        boolean pluginStatuses,
        List<String> productStatuses,
        List<String> reviewStatuses,
        String refunds,
        Again orderSweep,
        Again itemSweep,
        ZoneId siteZone,
        String guestBuyers,
        Set<String> cashOnDelivery,
        int batchSize,
        String downStatus,
        String tracking,
        String trackingMeta,
        Map<String, String> carriers,
        Optional<String> webhookSecret,
        boolean permissionCheck,
        boolean platformClock,
        String accountCheck) {

    static final String BASIC = "basic";
    static final String QUERY = "query";
    static final String OAUTH = "oauth";
    static final String PER_ORDER = "per-order";
    static final String BY_EMAIL = "email";
    static final String NOTE = "note";
    static final String CUSTOMER_NOTE = "customer-note";

    static final String INDEX = "index";
    static final String STATUS = "status";

    private static final String AUTO = "auto";

    private static final Map<String, String> CARRIERS = Map.ofEntries(
            Map.entry("SF", "SF Express"),
            Map.entry("YTO", "YTO Express"),
            Map.entry("STO", "STO Express"),
            Map.entry("YUNDA", "Yunda Express"),
            Map.entry("ZTO", "ZTO Express"),
            Map.entry("EMS", "EMS"),
            Map.entry("DBKD", "Deppon"),
            Map.entry("JD", "JD Logistics"),
            Map.entry("DHL", "DHL"),
            Map.entry("UPS", "UPS"),
            Map.entry("FEDEX", "FedEx"));

    /** Records up to this age are read again, all of them once in that time. */
    record Again(Duration depth, Duration every) {}

    /** @throws SettingsException naming the key that is unknown, missing or wrong */
    static WoocommerceSettings of(Shop shop) {
        var read = new SettingsReader(shop);
        var auth = read.choice("auth", AUTO, Set.of(AUTO, BASIC, QUERY, OAUTH));
        var settings = new WoocommerceSettings(
                read.text("consumer-key"),
                read.text("consumer-secret"),
                auth.equals(AUTO) ? proof(shop) : auth,
                currency(read.text("currency")),
                read.number("requests-per-second", 4, 1, 100_000),
                (int) read.number("history-months", 24, 1, 240),
                (int) read.number("page-size", 100, 10, 100),
                (int) read.number("parallelism", 2, 1, 64),
                words(read, "order-statuses", "pending,processing,on-hold,completed,cancelled,refunded,failed,trash"),
                read.flag("plugin-statuses", true),
                words(read, "product-statuses", "any,trash"),
                words(read, "review-statuses", "approved,hold"),
                read.choice("refunds", "shop-wide", Set.of("shop-wide", PER_ORDER)),
                again(read, "order", Duration.ofDays(30), Duration.ofHours(6)),
                again(read, "item", Duration.ofDays(1825), Duration.ofHours(2)),
                zone(read.optional("site-time-zone"), shop.zone()),
                read.choice("guest-buyers", BY_EMAIL, Set.of(BY_EMAIL, "none")),
                Set.copyOf(words(read, "cash-on-delivery", "cod")),
                (int) read.number("batch-size", 100, 1, 100),
                read.choice("down-status", "draft", Set.of("draft", "private", "pending")),
                read.choice("tracking", "meta", Set.of("meta", NOTE, CUSTOMER_NOTE)),
                read.optional("tracking-meta").orElse("_shophub_parcels"),
                read.pairs("carriers", CARRIERS),
                read.optional("webhook-secret"),
                read.flag("permission-check", true),
                read.flag("platform-clock", true),
                read.choice("account-check", INDEX, Set.of(INDEX, STATUS, "none")));
        read.refuseOthers();
        return settings;
    }

    private static String proof(Shop shop) {
        return "https".equalsIgnoreCase(shop.baseUrl().getScheme()) ? BASIC : OAUTH;
    }

    private static Again again(SettingsReader read, String what, Duration depth, Duration every) {
        return new Again(read.duration(what + "-sweep-depth", depth), read.duration(what + "-sweep-every", every));
    }

    private static List<String> words(SettingsReader read, String key, String otherwise) {
        var words = Stream.of(read.optional(key).orElse(otherwise).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.isEmpty() || words.stream().anyMatch(word -> !word.matches("[a-z0-9_-]{1,40}"))) {
            throw new SettingsException(
                    "settings." + key, "settings." + key + " is no list of words: expected for instance " + otherwise);
        }
        return words;
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new SettingsException(
                    "settings.currency", "settings.currency is no currency: expected three letters, for instance EUR");
        }
    }

    private static ZoneId zone(Optional<String> name, ZoneId otherwise) {
        try {
            return name.map(ZoneId::of).orElse(otherwise);
        } catch (DateTimeException unknown) {
            throw new SettingsException(
                    "settings.site-time-zone",
                    "settings.site-time-zone is no time zone: expected for instance Europe/Berlin");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WoocommerceSettings[consumer-key=" + consumerKey + "]";
    }
}
