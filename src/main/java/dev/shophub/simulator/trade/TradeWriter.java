package dev.shophub.simulator.trade;

import dev.shophub.model.Refund.Kind;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.trade.PlannedOrder.PlannedRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a shop's planned trade as it stands at one moment: what lies before it in its present state at once, what lies
 * after it as events. Holds a few thousand rows of each table until they are written together.
 */
final class TradeWriter {

    private final ShopKey shop;
    private final Instant now;
    private final Buffer<Rows.Order> orders;
    private final Buffer<Rows.Line> lines;
    private final Buffer<Rows.Refund> refunds;
    private final Buffer<Rows.Review> reviews;
    private final Buffer<Event> events;
    private final Buffer<Rows.Source> sources;

    TradeWriter(TradeState state, ShopKey shop, Instant now) {
        this.shop = shop;
        this.now = now;
        this.orders = new Buffer<>(rows -> state.orders(shop, rows));
        this.lines = new Buffer<>(rows -> state.lines(shop, rows));
        this.refunds = new Buffer<>(rows -> state.refunds(shop, rows));
        this.reviews = new Buffer<>(rows -> state.reviews(shop, rows));
        this.events = new Buffer<>(rows -> state.events(shop, rows));
        this.sources = new Buffer<>(state::sources);
    }

    ShopKey shop() {
        return shop;
    }

    Instant now() {
        return now;
    }

    /** A line's refund as it stands. */
    record Refunded(long refundId, String status, boolean closed) {}

    /** How an order's lines stand once the order is written. */
    static final class Present {

        private final OrderChange change = new OrderChange();
        private final Map<Long, Refunded> refunded = new HashMap<>();

        Rows.Line line(Rows.Line planned) {
            var refund = Optional.ofNullable(refunded.get(planned.oid()));
            var status = refund.filter(Refunded::closed)
                    .map(closed -> "CLOSED")
                    .or(() -> change.status().map(any -> change.lineStatus(planned.oid())))
                    .orElse(planned.status());
            return new Rows.Line(
                    planned.tid(),
                    planned.oid(),
                    planned.position(),
                    planned.itemId(),
                    planned.skuId(),
                    planned.code(),
                    planned.title(),
                    planned.skuName(),
                    planned.quantity(),
                    planned.price(),
                    planned.discount(),
                    planned.paidShare(),
                    status,
                    refund.map(Refunded::status).orElse(planned.refundStatus()),
                    refund.map(Refunded::refundId));
        }
    }

    /** Writes an order with all that belongs to it. */
    void write(PlannedOrder planned) {
        var present = order(planned.order(), planned.steps(), planned.refunds());
        planned.lines().forEach(line -> line(present.line(line)));
        planned.reviews().forEach(this::review);
    }

    /** Writes an order and its refunds; its lines follow one by one, each as {@link Present#line} says. */
    Present order(Rows.Order order, List<Event> steps, List<PlannedRefund> plannedRefunds) {
        var present = new Present();
        for (var step : steps) {
            if (lies(step)) {
                present.change.take(step);
            } else {
                events.add(step);
            }
        }
        plannedRefunds.forEach(refund -> refund(refund, present));
        orders.add(new Rows.Order(
                order.tid(),
                order.kind(),
                order.createdAt(),
                order.buyer(),
                order.amounts(),
                order.payments(),
                present.change.appliedTo(order.state())));
        return present;
    }

    private void refund(PlannedRefund planned, Present present) {
        var row = planned.refund();
        var status = row.status();
        var modified = row.modifiedAt();
        for (var turn : planned.turns()) {
            if (!lies(turn)) {
                events.add(turn);
            } else if (turn.what() instanceof Happening.RefundTurn taken) {
                status = taken.status();
                modified = turn.at();
                present.change.touch(turn.at());
                if (row.kind() == Kind.EXCHANGE) {
                    continue;
                }
                var before = present.refunded.get(row.oid());
                present.refunded.put(
                        row.oid(),
                        new Refunded(row.refundId(), status, taken.closesLine() || before != null && before.closed()));
            }
        }
        refunds.add(new Rows.Refund(
                row.refundId(),
                row.tid(),
                row.oid(),
                row.kind(),
                status,
                row.amount(),
                row.quantity(),
                row.phase(),
                row.goodStatus(),
                row.goodReturn(),
                row.reason(),
                row.createdAt(),
                modified));
    }

    void line(Rows.Line line) {
        lines.add(line);
    }

    /** Writes a review, or plans it. What happens to it later stays an event: it finds its review when it is due. */
    void review(Event event) {
        if (lies(event) && event.what() instanceof Happening.Judge judge) {
            reviews.add(new Rows.Review(
                    event.subject(),
                    judge.tid(),
                    judge.itemId(),
                    judge.itemTitle(),
                    judge.nick(),
                    judge.result(),
                    judge.stars(),
                    judge.content(),
                    event.at()));
        } else {
            events.add(event);
        }
    }

    void event(Event event) {
        events.add(event);
    }

    void source(Rows.Source source) {
        sources.add(source);
    }

    /** Writes what is still held. */
    void flush() {
        List.of(orders, lines, refunds, reviews, events, sources).forEach(Buffer::flush);
    }

    private boolean lies(Event event) {
        return !event.at().isAfter(now);
    }

    private static final class Buffer<T> {

        /** Rows a transaction: many, as each one waits for the disk. */
        private static final int ROWS = 10 * TradeState.ROWS;

        private final Consumer<List<T>> target;
        private final List<T> rows = new ArrayList<>();

        Buffer(Consumer<List<T>> target) {
            this.target = target;
        }

        void add(T row) {
            rows.add(row);
            if (rows.size() == ROWS) {
                flush();
            }
        }

        void flush() {
            if (!rows.isEmpty()) {
                target.accept(rows);
                rows.clear();
            }
        }
    }
}
