package dev.shophub.platform.woocommerce;

import dev.shophub.connector.AccountSource;
import dev.shophub.connector.Ahead;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Page;
import dev.shophub.connector.PermissionSource;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewHistory;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.Tools;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.Window;
import dev.shophub.model.Account;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Review;
import dev.shophub.model.Shipment;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Tracking;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A WooCommerce shop: what it offers to the hub. */
final class WoocommerceConnector
        implements OrderCensus,
                OrderDetail,
                RefundSource,
                StockSource,
                ReviewHistory,
                ListingSource,
                StockSink,
                ListingSink,
                PriceSink,
                TitleSink,
                ShipmentSink,
                PermissionSource,
                WebhookSource,
                AccountSource {

    private static final Duration ANY = Duration.ofDays(40_000);

    /** No list is limited; slices keep pages from running deep. */
    private static final Duration ADVISED = Duration.ofDays(30);

    private static final Instant PLATFORM_BEGAN = Instant.parse("2003-01-02T00:00:00Z");

    private final Shop shop;
    private final WoocommerceSettings settings;
    private final WoocommerceClient client;
    private final WoocommerceReader reader;
    private final WoocommerceShelf shelf;
    private final WoocommerceDispatch dispatch;
    private final WoocommercePermissions permissions;
    private final WoocommerceHooks hooks;
    private final WoocommerceStore store;

    WoocommerceConnector(Shop shop, WoocommerceSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.client = new WoocommerceClient(shop, settings, tools);
        this.reader =
                new WoocommerceReader(shop.key(), settings, client, new Ahead(tools.ahead(), settings.parallelism()));
        this.shelf = new WoocommerceShelf(settings, client);
        this.dispatch = new WoocommerceDispatch(settings, client);
        this.permissions = new WoocommercePermissions(settings, client);
        this.store = new WoocommerceStore(shop, settings, client);
        this.hooks = new WoocommerceHooks(shop.key(), settings, client, reader);
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Instant platformNow() {
        return client.platformNow();
    }

    @Override
    public Reach ordersReach(Instant now) {
        var begin = now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusMonths(settings.historyMonths())
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return new Reach(ANY, ADVISED, begin);
    }

    @Override
    public Page orders(Window window, Cursor cursor) {
        return reader.orders(window, cursor);
    }

    @Override
    public Page ordersPlaced(Window window, Cursor cursor) {
        return reader.ordersPlaced(window, cursor);
    }

    @Override
    public Listed ordersListed(Window window, Cursor cursor) {
        return reader.ordersListed(window, cursor);
    }

    @Override
    public List<RawRecord> ordersById(List<ExternalId> ids) {
        return reader.ordersById(ids);
    }

    @Override
    public Order toOrder(RawRecord raw) {
        return WoocommerceOrderMapper.order(raw, settings);
    }

    @Override
    public Reach refundsReach(Instant now) {
        return ordersReach(now);
    }

    @Override
    public Page refunds(Window window, Cursor cursor) {
        return reader.refunds(window, cursor);
    }

    @Override
    public Refund toRefund(RawRecord raw) {
        return WoocommerceRefundMapper.refund(raw, settings);
    }

    @Override
    public Reach reviewsReach(Instant now) {
        return ordersReach(now);
    }

    @Override
    public Page reviews(Window window, Cursor cursor) {
        return reader.reviews(window, cursor);
    }

    @Override
    public Page reviewsWritten(Window window, Cursor cursor) {
        return reader.reviewsWritten(window, cursor);
    }

    @Override
    public Review toReview(RawRecord raw) {
        return WoocommerceReviewMapper.review(raw, settings);
    }

    @Override
    public Reach listingsReach(Instant now) {
        return new Reach(ANY, ANY, PLATFORM_BEGAN);
    }

    @Override
    public Page listings(Window window, Cursor cursor) {
        return reader.listings(window, cursor);
    }

    @Override
    public Listing toListing(RawRecord raw) {
        return WoocommerceProductMapper.listing(raw, settings);
    }

    @Override
    public Reach stockReach(Instant now) {
        return listingsReach(now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return reader.stock(window, cursor);
    }

    @Override
    public List<StockLevel> toStockLevels(RawRecord raw) {
        return WoocommerceProductMapper.stockLevels(raw, settings);
    }

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        shelf.setStock(itemId, quantities);
    }

    @Override
    public void takeDown(ExternalId itemId) {
        shelf.takeDown(itemId);
    }

    /** The shop wants no quantity with it. */
    @Override
    public void putUp(ExternalId itemId, long quantity) {
        shelf.putUp(itemId);
    }

    @Override
    public void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        shelf.setPrices(itemId, prices);
    }

    @Override
    public void setTitle(ExternalId itemId, String title) {
        shelf.setTitle(itemId, title);
    }

    @Override
    public List<Missing> missingPermissions() {
        return permissions.missing();
    }

    @Override
    public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        return dispatch.ship(orderId, shipment, written);
    }

    @Override
    public Set<String> topics() {
        return WoocommerceHooks.TOPICS;
    }

    @Override
    public List<Subscription> subscriptions(URI address) {
        return hooks.subscriptions(address);
    }

    @Override
    public void subscribe(String topic, URI address) {
        hooks.subscribe(topic, address);
    }

    @Override
    public void unsubscribe(String topic, URI address) {
        hooks.unsubscribe(topic, address);
    }

    @Override
    public Optional<Notice> read(Delivery delivery) {
        return hooks.read(delivery);
    }

    @Override
    public Optional<Account> account() {
        return store.account();
    }
}
