package dev.shophub.platform.taobao;

import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Taobao shop has under {@code settings:}.
 *
 * @param appKey of the application at the open platform
 * @param appSecret signs every call; never printed
 * @param accountId the only seller whose authorisation is taken, where given
 * @param sellerNick the same by name
 * @param oauthUrl where the seller grants access, without path
 * @param redirectUri as registered with the application
 * @param requestsPerSecond of this application and shop, polling and pushing together
 * @param historyMonths how many calendar months back orders and refunds are read, 3 at most (the platform shows no more)
 * @param pageSize rows a list call, 40 to 100
 * @param bytesPerPage a page is cut once its records weigh this much
 * @param detailParallelism detail calls under way at the same time
 * @param orderTypes kinds of trade to ask for; empty: the platform's own default
 * @param refundTypes the same for refunds, where the platform's own default leaves out cash on delivery and pre-sales
 * @param tmallDisputes whether after-sale cases are read the way Tmall shows them, exchanges included
 * @param freightReasons reasons of a refund that is about freight only, as the platform's list words them
 * @param itemFields fields asked of an item; how its variants are named there is not confirmed
 * @param tmallFeeds whether texts and follow-ups of reviews are read one by one, as Tmall wants it
 * @param reviewSweepDepth how old reviews are still read again, for follow-ups and answers
 * @param reviewSweepEvery time in which that depth is gone through once
 * @param carriers the platform's carrier code by that of the ERP
 * @param tmallItems whether prices and titles are written the way Tmall wants it
 * @param platformClock whether the clock of the platform's answers is followed
 */
record TaobaoSettings(
        String appKey,
        String appSecret,
        TaobaoSigner signer,
        Optional<String> accountId,
        Optional<String> sellerNick,
        URI oauthUrl,
        String redirectUri,
        double requestsPerSecond,
        int historyMonths,
        int pageSize,
        long bytesPerPage,
        int detailParallelism,
        Optional<String> orderTypes,
        String refundTypes,
        boolean tmallDisputes,
        Set<String> freightReasons,
        String itemFields,
        boolean tmallFeeds,
        Duration reviewSweepDepth,
        Duration reviewSweepEvery,
        Map<String, String> carriers,
        boolean tmallItems,
        boolean platformClock) {

    /** Unconfirmed: the platform publishes no list of reasons. */
    private static final String FREIGHT = "退运费,退邮费,运费,邮费";

    /** Unconfirmed, and the same as most ERPs use: {@code taobao.logistics.companies.get} lists the platform's own. */
    private static final Map<String, String> CARRIERS = Stream.of(
                    "SF", "YTO", "ZTO", "STO", "YUNDA", "EMS", "POSTB", "HTKY", "DBKD", "JD")
            .collect(Collectors.toUnmodifiableMap(code -> code, code -> code));

    /** @throws dev.shophub.connector.SettingsException naming the key that is unknown, missing or wrong */
    static TaobaoSettings of(Shop shop) {
        var read = new SettingsReader(shop);
        var methods = Stream.of(TaobaoSigner.values()).map(TaobaoSigner::word).collect(Collectors.toSet());
        var settings = new TaobaoSettings(
                read.text("app-key"),
                read.text("app-secret"),
                TaobaoSigner.of(read.choice("sign-method", TaobaoSigner.HMAC_SHA256.word(), methods)),
                read.optional("account-id"),
                read.optional("seller-nick"),
                read.address("oauth-url", "https://oauth.taobao.com"),
                read.optional("redirect-uri").orElse("urn:ietf:wg:oauth:2.0:oob"),
                read.number("requests-per-second", 20, 1, 100_000),
                (int) read.number("history-months", 3, 1, 3),
                (int) read.number("page-size", 100, 40, 100),
                read.number("bytes-per-page", 8_000_000, 100_000, 64_000_000),
                (int) read.number("detail-parallelism", 8, 1, 64),
                read.optional("order-types"),
                read.optional("refund-types").orElse("guarantee_trade,auto_delivery,ec,cod,step"),
                read.flag("tmall-disputes", false),
                Stream.of(read.optional("freight-reasons").orElse(FREIGHT).split(","))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet()),
                read.optional("item-fields").orElse("num_iid,title,approve_status,num,price,modified,outer_id,skus"),
                read.flag("tmall-feeds", false),
                read.duration("review-sweep-depth", Duration.ofDays(30)),
                read.duration("review-sweep-every", Duration.ofHours(6)),
                read.pairs("carriers", CARRIERS),
                read.flag("tmall-items", false),
                read.flag("platform-clock", true));
        read.refuseOthers();
        return settings;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TaobaoSettings[app-key=" + appKey + "]";
    }
}
