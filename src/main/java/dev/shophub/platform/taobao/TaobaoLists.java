package dev.shophub.platform.taobao;

import dev.shophub.connector.Window;
import java.time.Duration;
import java.time.Instant;
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

    /** A longer window catches up with the past, where going through older reviews again would be in vain. */
    private static final Duration LIVE = Duration.ofHours(6);

    private final TaobaoSettings settings;

    TaobaoLists(TaobaoSettings settings) {
        this.settings = settings;
    }

    List<TaobaoList> orders(Window window) {
        return List.of(trades("taobao.trades.sold.increment.get", "start_modified", "end_modified", window));
    }

    List<TaobaoList> ordersPlaced(Window window) {
        return List.of(trades("taobao.trades.sold.get", "start_created", "end_created", window));
    }

    List<TaobaoList> refunds(Window window) {
        return List.of(new TaobaoList(
                "taobao.refunds.receive.get",
                Map.of("fields", TaobaoRefundMapper.FIELDS, "type", settings.refundTypes()),
                "start_modified",
                "end_modified",
                window,
                "refunds",
                "refund",
                true,
                Integer.MAX_VALUE));
    }

    /** What is on the shelf and what is off it; an item that moves between them leaves the closed window by that. */
    List<TaobaoList> items(Window window) {
        var all = new ArrayList<TaobaoList>();
        all.add(items("taobao.items.onsale.get", Optional.empty(), window));
        OFF_SHELF.forEach(banner -> all.add(items("taobao.items.inventory.get", Optional.of(banner), window)));
        return List.copyOf(all);
    }

    /**
     * Reviews written in the window, and a part of the older ones, which may have got a follow-up or an answer.
     *
     * @param swept up to where an earlier window already moved the hand of the clock
     */
    List<TaobaoList> reviews(Window window, Instant swept) {
        var all = new ArrayList<TaobaoList>();
        all.add(rates(window));
        if (sweeps(window)) {
            boolean goesOn = swept.isAfter(window.from()) && swept.isBefore(window.to());
            sweep(new Window(goesOn ? swept : window.from(), window.to())).forEach(older -> all.add(rates(older)));
        }
        return List.copyOf(all);
    }

    /** Whether older reviews are read again beside this window. */
    boolean sweeps(Window window) {
        return !settings.reviewSweepDepth().isZero()
                && settings.reviewSweepEvery().toSeconds() > 0
                && window.length().compareTo(LIVE) <= 0;
    }

    /**
     * The part of the older reviews that is due: the hand of a clock goes through their age once every
     * {@code review-sweep-every}, and the time that passed tells from where to where it moved. So each is read again in time,
     * and nothing has to be stored.
     */
    private List<Window> sweep(Window passed) {
        long round = settings.reviewSweepEvery().toSeconds();
        if (passed.length().toSeconds() >= round) {
            return List.of(aged(passed.to(), 0, round, round));
        }
        long from = Math.floorMod(passed.from().getEpochSecond(), round);
        long to = Math.floorMod(passed.to().getEpochSecond(), round);
        return from <= to
                ? List.of(aged(passed.to(), from, to, round))
                : List.of(aged(passed.to(), from, round, round), aged(passed.to(), 0, to, round));
    }

    private Window aged(Instant now, long youngest, long oldest, long round) {
        long depth = Math.min(settings.reviewSweepDepth().toSeconds(), OLDEST_REVIEW.toSeconds());
        return new Window(
                now.minusSeconds(Math.multiplyExact(depth, oldest) / round),
                now.minusSeconds(Math.multiplyExact(depth, youngest) / round));
    }

    private TaobaoList trades(String method, String fromName, String toName, Window window) {
        return new TaobaoList(
                method,
                with("tid,modified", "type", settings.orderTypes()),
                fromName,
                toName,
                window,
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
                "trade_rates",
                "trade_rate",
                true,
                DEEPEST_REVIEW_PAGE);
    }

    private static Map<String, String> with(String fields, String name, Optional<String> value) {
        return value.map(text -> Map.of("fields", fields, name, text)).orElseGet(() -> Map.of("fields", fields));
    }
}
