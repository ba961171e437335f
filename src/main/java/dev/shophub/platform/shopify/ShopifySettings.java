package dev.shophub.platform.shopify;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Shopify shop has under {@code settings:}.
 *
 * @param clientId of the app
 * @param clientSecret of the app; makes and renews tokens, signs webhooks; never printed
 * @param accessToken of an app made in the shop's own back office, which lasts; takes the place of granted ones
 * @param redirectUri as registered with the app
 * @param scopes asked of the seller
 * @param version of the interface, with its end
 * @param renewBefore how long before its end a token is renewed
 * @param requestsPerSecond of this app and shop, beside the points that the platform counts
 * @param allOrders whether the app holds {@code read_all_orders}; without it 60 days are shown
 * @param historyMonths how many calendar months back orders are read at first contact, with {@code allOrders}
 * @param pageSize orders or products a call
 * @param smallPageSize orders a call where their refunds are read
 * @param widePageSize orders a call that are asked only whether they have refunds
 * @param orderFilter added to every search of orders: else closed and cancelled ones may be left out
 * @param bulkFrom past windows from this length on are read as a file that the platform prepares
 * @param bulkEvery how long to wait before asking again whether it is ready
 * @param bulkSlice bytes of it that are fetched at once
 * @param presentment whether amounts are those in the buyer's currency, not the shop's
 * @param authorizedIsPaid whether an order whose money is only reserved may be shipped
 * @param codGateways names of payment gateways that mean payment at the door
 * @param locationId whose stock is read and written; empty: the shop's main one
 * @param downState what takes a product off the shelf
 * @param notifyCustomer whether the platform mails buyers about parcels
 * @param carriers the platform's name of a carrier by the ERP's code
 * @param permissionCheck whether it is asked what the key may do
 * @param platformClock whether the clock of the platform's answers is followed
 */
record ShopifySettings(
        String clientId,
        String clientSecret,
        Optional<String> accessToken,
        String redirectUri,
        String scopes,
        ShopifyVersion version,
        Duration renewBefore,
        double requestsPerSecond,
        boolean allOrders,
        int historyMonths,
        int pageSize,
        int smallPageSize,
        int widePageSize,
        String orderFilter,
        Duration bulkFrom,
        Duration bulkEvery,
        int bulkSlice,
        boolean presentment,
        boolean authorizedIsPaid,
        List<String> codGateways,
        Optional<String> locationId,
        String downState,
        boolean notifyCustomer,
        Map<String, String> carriers,
        boolean permissionCheck,
        boolean platformClock) {

    private static final String SCOPES = "read_orders,read_customers,read_products,write_products,read_inventory,"
            + "write_inventory,read_locations,read_merchant_managed_fulfillment_orders,"
            + "write_merchant_managed_fulfillment_orders";

    private static final Map<String, String> CARRIERS = Map.of(
            "SF", "SF Express",
            "YTO", "YTO Express",
            "ZTO", "ZTO Express",
            "STO", "STO Express",
            "YUNDA", "Yunda Express",
            "EMS", "China Post",
            "DHL", "DHL Express",
            "UPS", "UPS",
            "FEDEX", "FedEx",
            "USPS", "USPS");

    private static final int KILOBYTE = 1_024;

    /** @throws SettingsException naming the key that is unknown, missing or wrong */
    static ShopifySettings of(Shop shop) {
        var read = new SettingsReader(shop);
        var token = read.optional("access-token");
        var settings = new ShopifySettings(
                token.isPresent() ? read.optional("client-id").orElse("") : read.text("client-id"),
                token.isPresent() ? read.optional("client-secret").orElse("") : read.text("client-secret"),
                token,
                read.optional("redirect-uri").orElse("https://localhost/callback"),
                read.optional("scopes").orElse(SCOPES),
                version(read),
                read.duration("renew-before", Duration.ofMinutes(5)),
                read.number("requests-per-second", 20, 1, 100_000),
                read.flag("read-all-orders", false),
                (int) read.number("history-months", 24, 1, 240),
                (int) read.number("page-size", 10, 1, 250),
                (int) read.number("small-page-size", 5, 1, 250),
                (int) read.number("wide-page-size", 100, 1, 250),
                read.optional("order-filter").orElse("status:any"),
                read.duration("bulk-from", Duration.ofDays(1)),
                read.duration("bulk-every", Duration.ofSeconds(10)),
                (int) read.number("bulk-slice-kb", 4_096, 4, 32_768) * KILOBYTE,
                read.choice("money", "shop", Set.of("shop", "presentment")).equals("presentment"),
                read.flag("authorized-is-paid", false),
                words(read.optional("cod-gateways").orElse("Cash on Delivery (COD),cash_on_delivery")),
                read.optional("location-id"),
                read.choice("down-state", "DRAFT", Set.of("DRAFT", "ARCHIVED")),
                read.flag("notify-customer", false),
                read.pairs("carriers", CARRIERS),
                read.flag("permission-check", true),
                read.flag("platform-clock", true));
        read.refuseOthers();
        return settings;
    }

    private static ShopifyVersion version(SettingsReader read) {
        try {
            return ShopifyVersion.of(
                    read.optional("api-version").orElse(ShopifyVersion.PINNED),
                    read.optional("api-version-ends").map(LocalDate::parse));
        } catch (DateTimeException noDate) {
            throw new SettingsException(
                    "settings.api-version",
                    "settings.api-version or settings.api-version-ends is wrong: expected a version such as "
                            + ShopifyVersion.PINNED + " (" + ShopifyVersion.FIRST
                            + " or later) and a day such as 2027-07-01");
        }
    }

    private static List<String> words(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ShopifySettings[client-id=" + clientId + ", api-version=" + version.name() + "]";
    }
}
