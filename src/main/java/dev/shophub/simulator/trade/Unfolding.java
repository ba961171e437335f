package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lets what is due happen, in the order in which it is due, a bounded batch a transaction. */
final class Unfolding {

    private static final int BATCH = 2000;

    private final State state;
    private final TradeState trade;
    private final EventState events;
    private final ChangeState changes;
    private final Expansion expansion;

    /** Makes more trade of an event that stands for it: the next minute of a shop, a round of set pieces. */
    interface Expansion {
        /** Runs within the transaction that marks the event as applied; all it plans is due later than the event. */
        void expand(ShopKey shop, Event event);
    }

    Unfolding(State state, TradeState trade, EventState events, Expansion expansion) {
        this.state = state;
        this.trade = trade;
        this.events = events;
        this.changes = new ChangeState(state);
        this.expansion = expansion;
    }

    /**
     * Applies one batch.
     *
     * @return whether there was anything to apply
     */
    boolean applyBatch(Instant now) {
        return Boolean.TRUE.equals(state.transaction().execute(status -> {
            trade.lock();
            var due = withoutLaterPlans(events.due(now, BATCH));
            if (due.isEmpty()) {
                return false;
            }
            if (isPlan(due.get(0))) {
                expansion.expand(due.get(0).shop(), due.get(0).event());
            } else {
                var shops = new LinkedHashMap<ShopKey, List<Event>>();
                due.forEach(stored -> shops.computeIfAbsent(stored.shop(), key -> new ArrayList<>())
                        .add(stored.event()));
                shops.forEach(this::apply);
            }
            events.applied(due);
            return true;
        }));
    }

    /** A plan adds events that may be due before what follows it: it makes a batch of its own. */
    private static List<EventState.Stored> withoutLaterPlans(List<EventState.Stored> due) {
        for (var i = 0; i < due.size(); i++) {
            if (isPlan(due.get(i))) {
                return due.subList(0, Math.max(1, i));
            }
        }
        return due;
    }

    private static boolean isPlan(EventState.Stored stored) {
        var kind = stored.event().kind();
        return kind == EventKind.PLAN || kind == EventKind.PIECES;
    }

    private void apply(ShopKey shop, List<Event> batch) {
        var orders = new LinkedHashMap<Long, OrderChange>();
        var refunds = new LinkedHashMap<Long, ChangeState.RefundChange>();
        var returned = new ArrayList<Long>();
        var stock = new HashMap<String, ChangeState.StockChange>();
        var reviews = new ArrayList<Rows.Review>();
        var later = new ArrayList<Event>();
        for (var event : batch) {
            var what = event.what();
            if (what instanceof Happening.RefundTurn turn) {
                orders.computeIfAbsent(turn.tid(), tid -> new OrderChange()).touch(event.at());
                refunds.merge(
                        event.subject(),
                        new ChangeState.RefundChange(event.subject(), event.at(), turn),
                        Unfolding::merged);
                if (turn.restocks()) {
                    returned.add(event.subject());
                }
            } else if (what instanceof Happening.Judge judge) {
                reviews.add(review(event, judge));
            } else if (what instanceof Happening.Movement movement) {
                stock.merge(
                        movement.sku(),
                        new ChangeState.StockChange(movement.pieces(), event.at()),
                        (before, after) -> new ChangeState.StockChange(before.pieces() + after.pieces(), after.at()));
            } else if (what instanceof Happening.Append
                    || what instanceof Happening.Withdraw
                    || what instanceof Happening.Restock) {
                later.add(event);
            } else {
                orders.computeIfAbsent(event.subject(), tid -> new OrderChange())
                        .take(event);
            }
        }
        var at = batch.get(batch.size() - 1).at();
        changes.moveShownStock(shop, having(orders, OrderChange::placed), -1, at);
        changes.moveShownStock(shop, having(orders, OrderChange::restocked), 1, at);
        changes.changeOrders(shop, orders);
        changes.changeRefunds(shop, refunds.values());
        changes.returnRefunded(shop, returned, at);
        trade.reviews(shop, reviews);
        changes.moveErpStock(stock);
        later.forEach(event -> applyLater(shop, event));
    }

    private void applyLater(ShopKey shop, Event event) {
        if (event.what() instanceof Happening.Append append) {
            changes.append(shop, event.subject(), append.content(), event.at());
        } else if (event.what() instanceof Happening.Withdraw) {
            changes.withdraw(shop, event.subject());
        } else if (event.what() instanceof Happening.Restock restock) {
            changes.restock(shop, event.subject(), restock, event.at());
        }
    }

    private static ChangeState.RefundChange merged(ChangeState.RefundChange before, ChangeState.RefundChange after) {
        var turn = after.turn();
        return new ChangeState.RefundChange(
                after.refundId(),
                after.at(),
                new Happening.RefundTurn(
                        turn.tid(),
                        turn.oid(),
                        turn.status(),
                        before.turn().closesLine() || turn.closesLine(),
                        before.turn().restocks() || turn.restocks()));
    }

    private static Rows.Review review(Event event, Happening.Judge judge) {
        return new Rows.Review(
                event.subject(),
                judge.tid(),
                judge.itemId(),
                judge.itemTitle(),
                judge.nick(),
                judge.result(),
                judge.stars(),
                judge.content(),
                event.at());
    }

    private static List<Long> having(Map<Long, OrderChange> orders, Predicate<OrderChange> what) {
        return orders.entrySet().stream()
                .filter(order -> what.test(order.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
