package dev.shophub.platform.jd;

import dev.shophub.connector.Ahead;
import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderCensus;
import dev.shophub.connector.OrderDetail;
import dev.shophub.connector.Page;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewHistory;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JD shop: what it offers to the hub. */
final class JdConnector
        implements OrderCensus,
                OrderDetail,
                RefundSource,
                StockSource,
                ReviewHistory,
                ListingSource,
                StockSink,
                ListingSink,
                PriceSink,
                ShipmentSink,
                Authorizing {

    /** The platform takes a month, and February is one. */
    private static final Duration LONGEST = Duration.ofDays(27);

    /** Windows so small that their pages never run deep. */
    private static final Duration ADVISED = Duration.ofMinutes(30);

    /** By modification the platform shows about three months, by creation about two years. */
    private static final int MONTHS_OF_CHANGES = 3;

    private static final Instant PLATFORM_BEGAN = Instant.parse("2004-01-01T00:00:00Z");
    private static final Duration ANY = Duration.ofDays(40_000);

    private final Shop shop;
    private final JdSettings settings;
    private final JdClient client;
    private final JdAuthorization authorization;
    private final JdReader reader;
    private final JdShelf shelf;
    private final JdDispatch dispatch;

    JdConnector(Shop shop, JdSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        var gateway = new JdGateway(shop, settings, tools);
        this.authorization = new JdAuthorization(shop, settings, gateway, tools);
        this.client = new JdClient(shop, settings, gateway, authorization, tools.tokens());
        this.reader =
                new JdReader(shop.key(), settings, client, new Ahead(tools.ahead(), settings.detailParallelism()));
        this.shelf = new JdShelf(settings, client, reader);
        this.dispatch = new JdDispatch(settings, client);
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
        return new Reach(LONGEST, ADVISED, months(now, Math.min(MONTHS_OF_CHANGES, settings.historyMonths())));
    }

    @Override
    public Reach ordersPlacedReach(Instant now) {
        return new Reach(LONGEST, ADVISED, months(now, settings.historyMonths()));
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
        return JdOrderMapper.order(raw);
    }

    @Override
    public Reach refundsReach(Instant now) {
        return new Reach(JdLists.SERVICE_SPAN, ADVISED, months(now, settings.historyMonths()));
    }

    @Override
    public Page refunds(Window window, Cursor cursor) {
        return reader.refunds(window, cursor);
    }

    @Override
    public Refund toRefund(RawRecord raw) {
        return JdRefundMapper.refund(raw);
    }

    @Override
    public Reach reviewsReach(Instant now) {
        return new Reach(LONGEST, Duration.ofDays(1), months(now, settings.historyMonths()));
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
        return JdReviewMapper.review(raw);
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
        return JdWareMapper.listing(raw);
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
        return JdWareMapper.stockLevels(raw, settings.storeId());
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
    public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        return dispatch.ship(orderId, shipment, written);
    }

    @Override
    public URI authorizationPage(String state) {
        return authorization.page(state);
    }

    @Override
    public Tokens.Token exchange(String code) {
        return authorization.exchange(code);
    }

    private static Instant months(Instant now, int months) {
        return JdSettings.TIME.monthsBefore(now, months);
    }
}
