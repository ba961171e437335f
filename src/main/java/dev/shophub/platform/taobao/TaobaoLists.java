package dev.shophub.platform.taobao;

import dev.shophub.connector.Sweep;
import dev.shophub.connector.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which lists make up a window of each stream. */
final class TaobaoLists {

    /** Items: {@code page_no} up to 101, and no more than 20,000 rows deep. */
    private static final int DEEPEST_ITEM_PAGE = 100;

    private static final int DEEPEST_REVIEW_PAGE = 200;

    /** The platform shows 180 days. */
    private static final Duration OLDEST_REVIEW = Duration.ofDays(179);

    /** Off the shelf: the default banner holds neither what sold out nor what was taken down for a violation. */
    private static final List<String> OFF_SHELF = List.of("for_shelved", "sold_out", "violation_off_shelf");

    private final TaobaoSettings settings;
    private final Sweep sweep;

    TaobaoLists(TaobaoSettings settings) {
        this.settings = settings;
        var depth = settings.reviewSweepDepth();
        this.sweep = new Sweep(depth.compareTo(OLDEST_REVIEW) < 0 ? depth : OLDEST_REVIEW, settings.reviewSweepEvery());
    }

    List<TaobaoList> orders(Window window) {
        return List.of(trades("taobao.trades.sold.increment.get", "start_modified", "end_modified", window));
    }

    List<TaobaoList> ordersPlaced(Window window) {
        return List.of(trades("taobao.trades.sold.get", "start_created", "end_created", window));
    }

    List<TaobaoList> refunds(Window window) {
        return List.of(
                settings.tmallDisputes()
                        ? refunds(
                                "tmall.dispute.receive.get",
                                TaobaoRefundMapper.DISPUTE_FIELDS,
                                window,
                                "result",
                                "results",
                                "dispute")
                        : refunds(
                                "taobao.refunds.receive.get",
                                TaobaoRefundMapper.FIELDS,
                                window,
                                "",
                                "refunds",
                                "refund"));
    }

    private TaobaoList refunds(
            String method, String fields, Window window, String within, String plural, String singular) {
        return new TaobaoList(
                method,
                Map.of("fields", fields, "type", settings.refundTypes()),
                "start_modified",
                "end_modified",
                window,
                within,
                plural,
                singular,
                true,
                Integer.MAX_VALUE);
    }

    /** What is on the shelf and what is off it; an item that moves between them leaves the closed window by that. */
    List<TaobaoList> items(Window window) {
        var all = new ArrayList<TaobaoList>();
        all.add(items("taobao.items.onsale.get", Optional.empty(), window));
        OFF_SHELF.forEach(banner -> all.add(items("taobao.items.inventory.get", Optional.of(banner), window)));
        return List.copyOf(all);
    }

    /** Reviews written in the window, and a part of the older ones, which may have got a follow-up or an answer. */
    List<TaobaoList> reviews(Window window) {
        var all = new ArrayList<TaobaoList>();
        all.add(rates(window));
        sweep.beside(window).forEach(older -> all.add(rates(older)));
        return List.copyOf(all);
    }

    List<TaobaoList> reviewsWritten(Window window) {
        return List.of(rates(window));
    }

    /** This window's reviews are read to their end. */
    void reviewsDone(Window window) {
        sweep.done(window);
    }

    private TaobaoList trades(String method, String fromName, String toName, Window window) {
        return new TaobaoList(
                method,
                with("tid,modified", "type", settings.orderTypes()),
                fromName,
                toName,
                window,
                "",
                "trades",
                "trade",
                true,
                Integer.MAX_VALUE);
    }

    private TaobaoList items(String method, Optional<String> banner, Window window) {
        var parameters = new HashMap<>(with("num_iid,modified", "banner", banner));
        parameters.put("order_by", "modified:desc");
        return new TaobaoList(
                method,
                Map.copyOf(parameters),
                "start_modified",
                "end_modified",
                window,
                "",
                "items",
                "item",
                false,
                DEEPEST_ITEM_PAGE);
    }

    private TaobaoList rates(Window window) {
        return new TaobaoList(
                "taobao.traderates.get",
                Map.of("fields", TaobaoReviewMapper.FIELDS, "rate_type", "get", "role", "buyer"),
                "start_date",
                "end_date",
                window,
                "",
                "trade_rates",
                "trade_rate",
                true,
                DEEPEST_REVIEW_PAGE);
    }

    private static Map<String, String> with(String fields, String name, Optional<String> value) {
        return value.map(text -> Map.of("fields", fields, name, text)).orElseGet(() -> Map.of("fields", fields));
    }
}
