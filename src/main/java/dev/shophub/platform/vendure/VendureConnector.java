package dev.shophub.platform.vendure;

import dev.shophub.connector.AccountSource;
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
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.Tools;
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
import dev.shophub.model.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Vendure shop: what it offers to the hub. */
final class VendureConnector
        implements OrderCensus,
                OrderDetail,
                RefundSource,
                StockSource,
                ListingSource,
                StockSink,
                ListingSink,
                PriceSink,
                TitleSink,
                ShipmentSink,
                PermissionSource,
                AccountSource {

    private static final Duration ANY = Duration.ofDays(40_000);

    /** The platform pages as deep as is wanted, and a cursor goes on where a process ended. */
    private static final Duration ADVISED = Duration.ofDays(30);

    private static final Instant PLATFORM_BEGAN = Instant.parse("2018-01-01T00:00:00Z");

    private final Shop shop;
    private final VendureSettings settings;
    private final VendureClient client;
    private final VendureReader reader;
    private final VendureShelf shelf;
    private final VendureDispatch dispatch;
    private final VendurePermissions permissions;
    private final VendureOrderMapper orders;
    private final VendureRefundMapper refunds;
    private final VendureProductMapper products;

    VendureConnector(Shop shop, VendureSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.client = new VendureClient(shop, settings, new VendureGateway(shop, settings, tools), tools.tokens());
        this.reader = new VendureReader(shop.key(), settings, client);
        this.shelf = new VendureShelf(settings, client);
        this.dispatch = new VendureDispatch(settings, client);
        this.permissions = new VendurePermissions(settings, client);
        this.orders = new VendureOrderMapper(settings.moneyDecimals());
        this.refunds = new VendureRefundMapper(settings.moneyDecimals());
        this.products = new VendureProductMapper(settings.moneyDecimals(), settings.stockLocation());
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Instant platformNow() {
        return client.platformNow();
    }

    /** The platform shows everything; how much of it is wanted the shop's settings say. */
    @Override
    public Reach ordersReach(Instant now) {
        var since = now.atOffset(ZoneOffset.UTC)
                .minusMonths(settings.historyMonths())
                .toInstant();
        return new Reach(ANY, ADVISED, since);
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
        return orders.order(raw);
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
        return refunds.refund(raw);
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
        return products.listing(raw);
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
        return products.stockLevels(raw);
    }

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        shelf.setStock(itemId, quantities);
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
        return permissions.missing();
    }

    @Override
    public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        return dispatch.ship(orderId, shipment, written);
    }

    /** The server's host and the channel's token: a copy of the server's database has the same channels at another address. */
    @Override
    public Optional<Account> account() {
        return settings.accountCheck() ? client.account() : Optional.empty();
    }
}
