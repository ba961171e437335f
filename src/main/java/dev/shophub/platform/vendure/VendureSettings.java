package dev.shophub.platform.vendure;

import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a Vendure shop has under {@code settings:}.
 *
 * @param username of an administrator of the shop
 * @param password of the administrator; never printed
 * @param channel the token of the channel that is read and written; without one the server's default channel
 * @param language in which titles are read and written; without one the channel's default language
 * @param requestsPerSecond of this administrator and shop, polling and pushing together
 * @param historyMonths how many months back orders and refunds are read at first contact
 * @param pageSize rows a call
 * @param sweepDepth how old orders are still read again, as most of their changes move no time that is listed
 * @param sweepEvery time in which that depth is gone through once
 * @param itemSweepEvery time in which all items are read again once, as a sale moves no time of theirs that is listed
 * @param stockLocation the only stock location that is read and written; without one all are read
 * @param moneyDecimals decimals of the server's amounts, 2 unless its money strategy says otherwise
 * @param carriers what the shop shows as a parcel's method by the ERP's code of the carrier
 * @param permissionCheck whether it is asked what the key may do
 * @param platformClock whether the clock of the platform's answers is followed
 * @param accountCheck whether the channel is asked for before anything else is, and kept as the shop's account
 */
record VendureSettings(
        String username,
        String password,
        Optional<String> channel,
        Optional<String> language,
        double requestsPerSecond,
        int historyMonths,
        int pageSize,
        Duration sweepDepth,
        Duration sweepEvery,
        Duration itemSweepEvery,
        Optional<String> stockLocation,
        int moneyDecimals,
        Map<String, String> carriers,
        boolean permissionCheck,
        boolean platformClock,
        boolean accountCheck) {

    private static final Map<String, String> CARRIERS = Map.of(
            "SF", "SF", "YTO", "YTO", "STO", "STO", "YUNDA", "YUNDA", "ZTO", "ZTO", "EMS", "EMS", "DBKD", "DBKD", "JD",
            "JD");

    /** @throws dev.shophub.connector.SettingsException naming the key that is unknown, missing or wrong */
    static VendureSettings of(Shop shop) {
        var read = new SettingsReader(shop);
        var settings = new VendureSettings(
                read.text("username"),
                read.text("password"),
                read.optional("channel"),
                read.optional("language"),
                read.number("requests-per-second", 10, 1, 100_000),
                (int) read.number("history-months", 24, 1, 240),
                (int) read.number("page-size", 100, 10, 1000),
                read.duration("sweep-depth", Duration.ofDays(30)),
                read.duration("sweep-every", Duration.ofMinutes(10)),
                read.duration("item-sweep-every", Duration.ofMinutes(10)),
                read.optional("stock-location"),
                (int) read.number("money-decimals", 2, 0, 4),
                read.pairs("carriers", CARRIERS),
                read.flag("permission-check", true),
                read.flag("platform-clock", true),
                read.flag("account-check", true));
        read.refuseOthers();
        return settings;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "VendureSettings[username=" + username + "]";
    }
}
