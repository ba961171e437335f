package dev.shophub.platform.jd;

import dev.shophub.connector.Sweep;
import dev.shophub.connector.Window;
import dev.shophub.platform.jd.JdList.Names;
import dev.shophub.platform.jd.JdList.Shape;
import dev.shophub.platform.jd.JdList.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which lists make up a window of each stream. */
final class JdLists {

    /** One source says pages above 300 are refused, another that those above 100 come back empty. */
    private static final int DEEPEST_PAGE = 100;

    /** No more than 100,000 items are reachable. */
    private static final int REACHABLE_WARES = 100_000;

    /** Service orders are asked for by a week of applying at most. */
    static final Duration SERVICE_SPAN = Duration.ofDays(7).minusMinutes(1);

    private static final int BY_MODIFICATION = 0;
    private static final int BY_CREATION = 1;

    private static final Shape ORDERS =
            new Shape("searchorderinfo_result", "orderInfoList", "orderTotal", Verdict.API_RESULT);
    private static final Shape REFUNDS = new Shape("queryResult", "result", "totalCount", Verdict.SUCCESS);
    private static final Shape SERVICES = new Shape("pageResult", "data", "totalCount", Verdict.CODE);
    private static final Shape WARES = new Shape("page", "data", "totalItem", Verdict.LIST);
    private static final Shape COMMENTS = new Shape("", "comments", "totalItem", Verdict.LIST);

    private final JdSettings settings;
    private final Sweep refundSweep;
    private final Sweep reviewSweep;

    JdLists(JdSettings settings) {
        this.settings = settings;
        this.refundSweep = new Sweep(settings.refundSweepDepth(), settings.refundSweepEvery());
        this.reviewSweep = new Sweep(settings.reviewSweepDepth(), settings.reviewSweepEvery());
    }

    List<JdList> orders(Window window) {
        return orders(BY_MODIFICATION, JdOrderMapper.FIELDS, window);
    }

    List<JdList> ordersPlaced(Window window) {
        return orders(BY_CREATION, JdOrderMapper.FIELDS, window);
    }

    /** The same with nothing but the numbers of the orders. */
    List<JdList> ordersListed(Window window) {
        return orders(BY_CREATION, "orderId", window);
    }

    private List<JdList> orders(int dateType, String fields, Window window) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("order_state", settings.orderStates());
        parameters.put("optional_fields", fields);
        parameters.put("sortType", 0);
        parameters.put("dateType", dateType);
        settings.sourceId().ifPresent(source -> parameters.put("source_id", source));
        var paid = new JdList(
                "jingdong.pop.order.search",
                parameters,
                new Names("start_date", "end_date", "page", "page_size", true),
                window,
                DEEPEST_PAGE,
                ORDERS);
        if (!settings.unpaidOrders()) {
            return List.of(paid);
        }
        var unpaid = new JdList(
                "jingdong.pop.order.notPayOrderInfo",
                Map.of("optional_fields", fields),
                new Names("startDate", "endDate", "page", "pageSize", true),
                window,
                DEEPEST_PAGE,
                ORDERS);
        // Paid in between, an order leaves the one list for the other: this way round it cannot be missed.
        return List.of(unpaid, paid);
    }

    /**
     * What was applied for and what was decided on in the window, in both flows; and a part of the older ones, as not every
     * change of theirs moves one of these times.
     */
    List<JdList> refunds(Window window) {
        var older = refundSweep.beside(window).stream().flatMap(JdLists::weeks).toList();
        var all = new ArrayList<JdList>();
        all.add(applications("applyTime", window));
        all.add(applications("checkTime", window));
        older.forEach(span -> all.add(applications("applyTime", span)));
        if (settings.serviceOrders()) {
            all.add(services("applyTime", window));
            all.add(services("approveTime", window));
            older.forEach(span -> all.add(services("applyTime", span)));
        }
        return List.copyOf(all);
    }

    /** This window's refunds are read to their end. */
    void refundsDone(Window window) {
        refundSweep.done(window);
    }

    List<JdList> wares(Window window) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("orderField", "modified");
        parameters.put("orderType", "asc");
        parameters.put("field", settings.wareFields());
        return List.of(new JdList(
                "jingdong.ware.read.searchWare4Valid",
                parameters,
                new Names("startModifiedTime", "endModifiedTime", "pageNo", "pageSize", false),
                window,
                REACHABLE_WARES / settings.smallPageSize(),
                WARES));
    }

    List<JdList> reviewsWritten(Window window) {
        return List.of(comments(window));
    }

    /** Reviews written in the window, and a part of the older ones, which may have been answered since. */
    List<JdList> reviews(Window window) {
        return Stream.concat(Stream.of(window), reviewSweep.beside(window).stream())
                .map(JdLists::comments)
                .toList();
    }

    /** This window's reviews are read to their end. */
    void reviewsDone(Window window) {
        reviewSweep.done(window);
    }

    private static JdList applications(String time, Window window) {
        return new JdList(
                "jingdong.pop.afs.soa.refundapply.queryPageList",
                Map.of(),
                new Names(time + "Start", time + "End", "pageIndex", "pageSize", false),
                window,
                DEEPEST_PAGE,
                REFUNDS);
    }

    private static JdList services(String time, Window window) {
        return new JdList(
                JdReader.SERVICES,
                Map.of(),
                new Names(time + "Begin", time + "End", "pageNumber", "pageSize", false),
                window,
                DEEPEST_PAGE,
                SERVICES);
    }

    private static JdList comments(Window window) {
        return new JdList(
                "jingdong.pop.PopCommentJsfService.getVenderCommentsForJos",
                Map.of(),
                new Names("beginTime", "endTime", "page", "pageSize", false),
                window,
                DEEPEST_PAGE,
                COMMENTS);
    }

    private static Stream<Window> weeks(Window span) {
        var weeks = Stream.<Window>builder();
        Instant from = span.from();
        while (from.plus(SERVICE_SPAN).isBefore(span.to())) {
            weeks.add(new Window(from, from.plus(SERVICE_SPAN)));
            from = from.plus(SERVICE_SPAN);
        }
        return weeks.add(new Window(from, span.to())).build();
    }
}
