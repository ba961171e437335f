package dev.shophub.platform.taobao;

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
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
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
import dev.shophub.model.Stream;
import dev.shophub.model.Tracking;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Taobao or Tmall shop: what it offers to the hub. */
final class TaobaoConnector
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
                ReviewReplySink,
                Authorizing {

    /** A day is what the platform takes; the pager asks for one second more than the window. */
    private static final Duration LONGEST = Duration.ofDays(1).minusSeconds(1);

    /** Recommended by the platform for speed and success. */
    private static final Duration ADVISED = Duration.ofMinutes(30);

    private static final Duration REVIEWS_SHOWN = Duration.ofDays(180);
    private static final Instant PLATFORM_BEGAN = Instant.parse("2003-05-10T00:00:00Z");
    private static final Duration ANY = Duration.ofDays(40_000);

    private final Shop shop;
    private final TaobaoSettings settings;
    private final TaobaoClient client;
    private final TaobaoAuthorization authorization;
    private final TaobaoReader reader;
    private final TaobaoShelf shelf;
    private final TaobaoItemText items;
    private final TaobaoDispatch dispatch;
    private final TaobaoReply replies;

    TaobaoConnector(Shop shop, TaobaoSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        var gateway = new TaobaoGateway(shop, settings, tools);
        this.authorization = new TaobaoAuthorization(shop, settings, gateway);
        this.client = new TaobaoClient(shop, gateway, authorization, tools.tokens());
        this.reader =
                new TaobaoReader(shop.key(), settings, client, new Ahead(tools.ahead(), settings.detailParallelism()));
        this.shelf = new TaobaoShelf(client);
        this.items = new TaobaoItemText(client, settings.tmallItems());
        this.dispatch = new TaobaoDispatch(client, settings.carriers());
        this.replies = new TaobaoReply(client);
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
        return new Reach(LONGEST, ADVISED, TaobaoTime.monthsBefore(now, settings.historyMonths()));
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
        return TaobaoOrderMapper.order(raw);
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
        return TaobaoRefundMapper.refund(raw, settings.freightReasons());
    }

    @Override
    public Reach reviewsReach(Instant now) {
        return new Reach(LONGEST, LONGEST, now.minus(REVIEWS_SHOWN));
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
        return TaobaoReviewMapper.review(raw);
    }

    @Override
    public Reach listingsReach(Instant now) {
        return new Reach(ANY, ANY, PLATFORM_BEGAN);
    }

    @Override
    public Page listings(Window window, Cursor cursor) {
        return reader.items(Stream.LISTINGS, window, cursor);
    }

    @Override
    public Listing toListing(RawRecord raw) {
        return TaobaoItemMapper.listing(raw);
    }

    @Override
    public Reach stockReach(Instant now) {
        return listingsReach(now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return reader.items(Stream.STOCK, window, cursor);
    }

    @Override
    public List<StockLevel> toStockLevels(RawRecord raw) {
        return TaobaoItemMapper.stockLevels(raw);
    }

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        shelf.setStock(itemId, quantities);
    }

    @Override
    public void takeDown(ExternalId itemId) {
        shelf.takeDown(itemId);
    }

    @Override
    public void putUp(ExternalId itemId, long quantity) {
        shelf.putUp(itemId, quantity);
    }

    @Override
    public void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
        items.setPrices(itemId, prices);
    }

    @Override
    public void setTitle(ExternalId itemId, String title) {
        items.setTitle(itemId, title);
    }

    @Override
    public Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        return dispatch.ship(orderId, shipment, written);
    }

    @Override
    public void reply(Review review, String text) {
        replies.reply(review, text);
    }

    @Override
    public URI authorizationPage(String state) {
        return authorization.page(state);
    }

    @Override
    public Tokens.Token exchange(String code) {
        return authorization.exchange(code);
    }
}
