package dev.shophub.platform.jd;

import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import dev.shophub.connector.WallTime;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a JD shop has under {@code settings:}.
 *
 * @param appKey of the application at the open platform
 * @param appSecret signs every call; never printed
 * @param venderId the only seller whose authorisation is taken, where given
 * @param oauthUrl where the seller grants access and tokens are made, without path
 * @param redirectUri as registered with the application
 * @param oauthScope asked of the seller; which words there are is not confirmed
 * @param renewBefore how long before its end a token is renewed; the platform renews in the last day only
 * @param requestsPerSecond of this application and shop, polling and pushing together
 * @param historyMonths how many calendar months back orders and refunds are read at first contact
 * @param pageSize rows a call of the order list
 * @param smallPageSize rows a call of all other lists
 * @param detailParallelism calls of one shop under way at the same time
 * @param orderStates asked for; the platform wants them named
 * @param unpaidOrders whether unpaid orders are read, by an interface that is not confirmed
 * @param sourceId sent with order calls, where the application wants it
 * @param serviceOrders whether refunds of returned goods are read beside those before completion
 * @param refundSweepDepth how old refunds are still read again, as not all of their changes move a time that is listed
 * @param refundSweepEvery time in which that depth is gone through once
 * @param reviewSweepDepth how old reviews are still read again, for answers
 * @param reviewSweepEvery time in which that depth is gone through once
 * @param wareFields named to the item list beside its basic fields
 * @param storeId the store whose stock is read and written, 0: the main store
 * @param stockMethod which of the two stock interfaces writes
 * @param upOperation what {@code opType} puts an item up
 * @param downOperation what takes it down
 * @param carriers the platform's number of a carrier by the ERP's code; they are the seller's contracts'
 * @param platformClock whether the clock of the platform's answers is followed
 */
record JdSettings(
        String appKey,
        String appSecret,
        Optional<String> venderId,
        URI oauthUrl,
        String redirectUri,
        String oauthScope,
        Duration renewBefore,
        double requestsPerSecond,
        int historyMonths,
        int pageSize,
        int smallPageSize,
        int detailParallelism,
        String orderStates,
        boolean unpaidOrders,
        Optional<String> sourceId,
        boolean serviceOrders,
        Duration refundSweepDepth,
        Duration refundSweepEvery,
        Duration reviewSweepDepth,
        Duration reviewSweepEvery,
        String wareFields,
        long storeId,
        String stockMethod,
        int upOperation,
        int downOperation,
        Map<String, String> carriers,
        boolean platformClock) {

    /** The platform's times: whole seconds in Beijing, never said so. */
    static final WallTime TIME = new WallTime(ZoneOffset.ofHours(8));

    static final String UPDATE_STOCK = "jingdong.stock.write.updateSkuStock";
    static final String SET_STOCK = "jingdong.ware.stock.sku.set";

    private static final String STATES =
            "WAIT_SELLER_STOCK_OUT,WAIT_SELLER_DELIVERY,WAIT_GOODS_RECEIVE_CONFIRM,FINISHED_L,"
                    + "TRADE_CANCELED,LOCKED,PAUSE,POP_ORDER_PAUSE";

    /** Numbers that were seen; each seller's contracts decide. */
    private static final Map<String, String> CARRIERS = Map.of(
            "SF", "467", "YTO", "463", "STO", "470", "YUNDA", "1327", "ZTO", "1499", "EMS", "465", "DBKD", "3046", "JD",
            "2087");

    /** @throws dev.shophub.connector.SettingsException naming the key that is unknown, missing or wrong */
    static JdSettings of(Shop shop) {
        var read = new SettingsReader(shop);
        var settings = new JdSettings(
                read.text("app-key"),
                read.text("app-secret"),
                read.optional("vender-id"),
                read.address("oauth-url", "https://open-oauth.jd.com"),
                read.optional("redirect-uri").orElse("urn:ietf:wg:oauth:2.0:oob"),
                read.optional("oauth-scope").orElse("snsapi_base"),
                read.duration("renew-before", Duration.ofHours(20)),
                read.number("requests-per-second", 5, 1, 100_000),
                (int) read.number("history-months", 24, 1, 24),
                (int) read.number("page-size", 100, 10, 100),
                (int) read.number("small-page-size", 50, 10, 50),
                (int) read.number("detail-parallelism", 1, 1, 64),
                read.optional("order-states").orElse(STATES),
                read.flag("unpaid-orders", false),
                read.optional("source-id"),
                read.flag("service-orders", true),
                read.duration("refund-sweep-depth", Duration.ofDays(30)),
                read.duration("refund-sweep-every", Duration.ofHours(1)),
                read.duration("review-sweep-depth", Duration.ofDays(30)),
                read.duration("review-sweep-every", Duration.ofHours(6)),
                read.optional("ware-fields").orElse("title,wareStatus,jdPrice,stockNum,itemNum,outerId,modified"),
                read.number("store-id", 0, 0, Long.MAX_VALUE),
                read.choice("stock-method", UPDATE_STOCK, Set.of(UPDATE_STOCK, SET_STOCK)),
                (int) read.number("up-operation", 1, 0, 99),
                (int) read.number("down-operation", 2, 0, 99),
                read.pairs("carriers", CARRIERS),
                read.flag("platform-clock", true));
        read.refuseOthers();
        return settings;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "JdSettings[app-key=" + appKey + "]";
    }
}
