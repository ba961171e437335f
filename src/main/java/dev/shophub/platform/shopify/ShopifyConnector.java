package dev.shophub.platform.shopify;

import dev.shophub.connector.AccountSource;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.ComparedStockSink;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Page;
import dev.shophub.connector.PermissionSource;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.Tokens;
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
import dev.shophub.model.Shipment;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import dev.shophub.model.Tracking;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Shopify shop: what it offers to the hub. */
final class ShopifyConnector
        implements OrderCensus,
                OrderDetail,
                RefundSource,
                StockSource,
                ListingSource,
                ComparedStockSink,
                ListingSink,
                PriceSink,
                TitleSink,
                ShipmentSink,
                PermissionSource,
                WebhookSource,
                Authorizing,
                AccountSource {

    private static final Instant PLATFORM_BEGAN = Instant.parse("2006-06-01T00:00:00Z");
    private static final Duration ANY = Duration.ofDays(40_000);

    /** A file of one week stays small, and one that fails is soon made again. */
    private static final Duration A_FILE = Duration.ofDays(7);

    private static final Duration CATCHING_UP = Duration.ofDays(1);

    /** Without the permission for all orders older ones are left out, silently. */
    private static final Duration SHOWN = Duration.ofDays(60);

    private final Shop shop;
    private final ShopifySettings settings;
    private final ShopifyClient client;
    private final ShopifyAuthorization authorization;
    private final ShopifyReader reader;
    private final ShopifyBulk bulk;
    private final ShopifyRefunds refunds;
    private final ShopifyShelf shelf;
    private final ShopifyDispatch dispatch;
    private final ShopifyScopes scopes;
    private final ShopifyHooks hooks;

    ShopifyConnector(Shop shop, ShopifySettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        var gateway = new ShopifyGateway(shop, settings, tools);
        this.authorization = new ShopifyAuthorization(shop, settings, gateway, tools);
        this.client = new ShopifyClient(shop, settings, gateway, authorization, tools.tokens());
        this.reader = new ShopifyReader(shop.key(), settings, client);
        this.bulk = new ShopifyBulk(settings, client, reader, tools);
        this.refunds = new ShopifyRefunds(settings, client, reader);
        this.shelf = new ShopifyShelf(settings, client, reader);
        this.dispatch = new ShopifyDispatch(settings, client);
        this.scopes = new ShopifyScopes(settings, client);
        this.hooks = new ShopifyHooks(settings, client);
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Instant platformNow() {
        return client.platformNow();
    }

    /** That its version of the interface ends, from 60 days before, or was replaced by another. */
    @Override
    public Optional<Announcement> notice() {
        return client.notice();
    }

    @Override
    public Reach ordersReach(Instant now) {
        return new Reach(ANY, CATCHING_UP, ordersSince(now));
    }

    @Override
    public Reach ordersPlacedReach(Instant now) {
        return new Reach(A_FILE, A_FILE, ordersSince(now));
    }

    @Override
    public Page orders(Window window, Cursor cursor) {
        return reader.orders(window, cursor);
    }

    @Override
    public Page ordersPlaced(Window window, Cursor cursor) {
        return bulk.reads(window, cursor) ? bulk.ordersPlaced(window, cursor) : reader.ordersPlaced(window, cursor);
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
        return ShopifyOrderMapper.order(raw, settings);
    }

    @Override
    public Reach refundsReach(Instant now) {
        return ordersReach(now);
    }

    @Override
    public Page refunds(Window window, Cursor cursor) {
        return refunds.changed(window, cursor);
    }

    @Override
    public Refund toRefund(RawRecord raw) {
        return ShopifyRefundMapper.refund(raw, settings.presentment());
    }

    @Override
    public Reach listingsReach(Instant now) {
        return new Reach(ANY, ANY, PLATFORM_BEGAN);
    }

    @Override
    public Page listings(Window window, Cursor cursor) {
        return reader.products(window, cursor, Stream.LISTINGS);
    }

    @Override
    public Listing toListing(RawRecord raw) {
        return ShopifyProductMapper.listing(raw);
    }

    @Override
    public Reach stockReach(Instant now) {
        return listingsReach(now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return reader.products(window, cursor, Stream.STOCK);
    }

    @Override
    public List<StockLevel> toStockLevels(RawRecord raw) {
        return ShopifyProductMapper.stockLevels(raw);
    }

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        shelf.setStock(itemId, quantities);
    }

    @Override
    public Map<Optional<ExternalId>, Long> setStockIfShown(
            ExternalId itemId, Map<Optional<ExternalId>, Change> changes) {
        return shelf.setStockIfShown(itemId, changes);
    }

    @Override
    public void takeDown(ExternalId itemId) {
        shelf.takeDown(itemId);
    }

    /** The platform wants no quantity with it. */
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
        return scopes.missing();
    }

    @Override
    public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        return dispatch.ship(orderId, shipment, written);
    }

    @Override
    public Set<String> topics() {
        return hooks.topics();
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

    /** A seller who granted access in the browser was asked then. */
    @Override
    public Optional<Account> account() {
        return settings.accessToken().map(lasting -> client.account());
    }

    @Override
    public URI authorizationPage(String state) {
        return authorization.page(state);
    }

    @Override
    public Tokens.Token exchange(String code) {
        return authorization.exchange(code);
    }

    private Instant ordersSince(Instant now) {
        return settings.allOrders()
                ? now.atOffset(ZoneOffset.UTC)
                        .minusMonths(settings.historyMonths())
                        .toInstant()
                : now.minus(SHOWN);
    }
}
