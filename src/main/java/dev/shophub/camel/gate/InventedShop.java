package dev.shophub.camel.gate;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop that exists nowhere, for rehearsals before anything real was read. Its records differ by their number: order 0 costs
 * 0.49, each further one 1.50 more. The last record of a page cannot be read.
 */
final class InventedShop implements OrderSource, RefundSource, StockSource, ReviewSource, ListingSource {

    static final ShopKey SHOP = new ShopKey("rehearsal");
    static final String PLATFORM = "invented";

    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String UNREADABLE = "unreadable";

    /** A record of this number, or the one that cannot be read. */
    static RawRecord record(ShopKey shop, dev.shophub.model.Stream stream, int number, boolean readable) {
        var text = readable ? Integer.toString(number) : UNREADABLE;
        return new RawRecord(
                shop,
                stream,
                new ExternalId(stream + "-" + number),
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                AT);
    }

    /** @throws MalformedRecordException for the record that cannot be read */
    static int number(RawRecord raw) {
        if (raw.text().equals(UNREADABLE)) {
            throw new MalformedRecordException("Record not readable (id=" + raw.id() + ")", "number");
        }
        return Integer.parseInt(raw.text());
    }

    @Override
    public Shop shop() {
        return new Shop(SHOP, PLATFORM, "rehearsal", URI.create("https://127.0.0.1"), ZoneOffset.UTC, Map.of());
    }

    @Override
    public Instant platformNow() {
        return AT;
    }

    @Override
    public Order toOrder(RawRecord raw) {
        int number = number(raw);
        var total = new Money(
                new BigDecimal("0.49").add(new BigDecimal("1.50").multiply(BigDecimal.valueOf(number))), YUAN);
        var line = new OrderLine(
                new ExternalId(raw.id() + "-1"),
                new ExternalId("item-" + number),
                Optional.empty(),
                Optional.of(new SkuCode("SKU-" + number)),
                "sample",
                "",
                1,
                total,
                Optional.of(total),
                OrderStatus.PAID,
                "PAID",
                RefundStatus.NONE);
        return new Order(
                raw.id(),
                OrderStatus.PAID,
                "PAID",
                "fixed",
                AT,
                Optional.of(AT),
                Optional.empty(),
                Optional.empty(),
                AT,
                total,
                total,
                Money.zero(YUAN),
                Money.zero(YUAN),
                Optional.of(new ExternalId("buyer-" + number)),
                "",
                Receiver.WITHHELD,
                "",
                "",
                "",
                0,
                false,
                false,
                false,
                List.of(line),
                List.of());
    }

    @Override
    public Refund toRefund(RawRecord raw) {
        return new Refund(
                raw.id(),
                new ExternalId("orders-" + number(raw)),
                Optional.empty(),
                Refund.Kind.RETURN,
                RefundStatus.SUCCEEDED,
                "SUCCESS",
                new Money(new BigDecimal("1.00"), YUAN),
                Optional.of(1L),
                "",
                "",
                true,
                AT,
                AT,
                Optional.of(AT));
    }

    @Override
    public List<StockLevel> toStockLevels(RawRecord raw) {
        return List.of(new StockLevel(
                raw.id(), Optional.empty(), Optional.of(new SkuCode("SKU-" + number(raw))), number(raw), AT));
    }

    @Override
    public Review toReview(RawRecord raw) {
        int number = number(raw);
        return new Review(
                raw.id(),
                Optional.of(new ExternalId("orders-" + number)),
                Optional.empty(),
                new ExternalId("item-" + number),
                "sample",
                number % 2 == 0 ? Review.Rating.BAD : Review.Rating.GOOD,
                number % 2 == 0 ? "bad" : "good",
                Optional.empty(),
                "sample",
                "",
                Optional.empty(),
                "",
                AT,
                AT);
    }

    @Override
    public Listing toListing(RawRecord raw) {
        var price = new Money(new BigDecimal("10.00"), YUAN);
        return new Listing(
                raw.id(),
                "sample",
                Listing.State.UP,
                "onsale",
                price,
                List.of(new Listing.Variant(
                        Optional.empty(), Optional.of(new SkuCode("SKU-" + number(raw))), "", price, number(raw))),
                AT);
    }

    private static Page nothing() {
        return Page.last(List.of());
    }

    private static Reach noReach(Instant now) {
        return new Reach(java.time.Duration.ofDays(1), java.time.Duration.ofDays(1), now);
    }

    @Override
    public Reach ordersReach(Instant now) {
        return noReach(now);
    }

    @Override
    public Page orders(Window window, Cursor cursor) {
        return nothing();
    }

    @Override
    public Reach refundsReach(Instant now) {
        return noReach(now);
    }

    @Override
    public Page refunds(Window window, Cursor cursor) {
        return nothing();
    }

    @Override
    public Reach stockReach(Instant now) {
        return noReach(now);
    }

    @Override
    public Page stock(Window window, Cursor cursor) {
        return nothing();
    }

    @Override
    public Reach reviewsReach(Instant now) {
        return noReach(now);
    }

    @Override
    public Page reviews(Window window, Cursor cursor) {
        return nothing();
    }

    @Override
    public Reach listingsReach(Instant now) {
        return noReach(now);
    }

    @Override
    public Page listings(Window window, Cursor cursor) {
        return nothing();
    }
}
