package dev.shophub.simulator.trade;

import dev.shophub.model.Refund.Kind;
import dev.shophub.model.ShopKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What someone who watches the demo should not have to wait for: within a minute, and again every five, a bad review,
 * one with a word that cannot wait, a refund, a change of an older order, and a stock that runs low. Of a folder's
 * trade nothing is added that it tells itself: never a refund, and no review where it tells reviews.
 */
final class SetPieces {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration RECEIPT_AFTER = Duration.ofMinutes(15);
    private static final Duration WITHDRAWN_AFTER = Duration.ofMinutes(4);
    private static final int CANDIDATES = 60;

    private final TradeState trade;
    private final MarketState market;
    private final long seed;
    private final List<ShopKey> shops;
    private final boolean invented;

    SetPieces(TradeState trade, MarketState market, long seed, List<ShopKey> shops, boolean invented) {
        this.trade = trade;
        this.market = market;
        this.seed = seed;
        this.shops = List.copyOf(shops);
        this.invented = invented;
    }

    /** Begins the rounds at this moment, instead of those that were still to come. */
    void begin(Instant at) {
        shops.forEach(shop -> trade.events(shop, List.of(nextRound(at))));
    }

    /** Plans one round, all within the minute after {@code at}, and the next. */
    void plan(ShopKey shop, Instant at) {
        var writer = new TradeWriter(trade, shop, at);
        var chance = Chance.of(seed, "pieces", shop + "|" + at.getEpochSecond());
        if (invented || !market.toldReviews()) {
            planReviews(writer, chance);
        }
        if (invented) {
            planRefund(writer, chance);
        }
        pick(chance, shop, at.minus(Duration.ofDays(20)), at.minus(Duration.ofDays(1)), Set.of("SHIPPED", "COMPLETED"))
                .ifPresent(order -> writer.event(new Event(
                        at.plusSeconds(30),
                        EventKind.MEMO,
                        order.tid(),
                        new Happening.Memo(chance.of(Words.of("memos")), chance.between(1, 5)))));
        planLowStock(writer, chance);
        writer.event(nextRound(at.plus(EVERY)));
        writer.flush();
    }

    private void planReviews(TradeWriter writer, Chance chance) {
        var at = writer.now();
        var lines =
                market.candidates(writer.shop(), at.minus(Duration.ofDays(25)), at, Set.of("COMPLETED"), CANDIDATES);
        if (lines.size() > 1) {
            var first = chance.between(0, lines.size() / 2 - 1);
            var second = chance.between(lines.size() / 2, lines.size() - 1);
            var bad = review(lines.get(first), at.plusSeconds(8), chance.of(Words.of("bad")));
            writer.review(bad);
            var critical = chance.of(Words.of("critical")) + chance.of(Words.of("contacts"));
            writer.review(review(lines.get(second), at.plusSeconds(15), critical));
            if (chance.percent(50)) {
                writer.event(new Event(
                        bad.at().plus(WITHDRAWN_AFTER), EventKind.WITHDRAW, bad.subject(), new Happening.Withdraw()));
            }
        }
    }

    private static Event review(MarketState.Candidate line, Instant at, String content) {
        return new Event(
                at,
                EventKind.REVIEW,
                line.oid(),
                new Happening.Judge(
                        line.tid(), line.itemId(), line.title(), line.nick(), Invention.result(1), 1, content));
    }

    private void planRefund(TradeWriter writer, Chance chance) {
        var at = writer.now();
        pick(chance, writer.shop(), at.minus(Duration.ofDays(4)), at, Set.of("SHIPPED", "COMPLETED"))
                .ifPresent(line -> {
                    var number = shops.indexOf(writer.shop());
                    var id = new Ids(seed, number).refundOfSetPiece(at.getEpochSecond());
                    var opened = at.plusSeconds(20);
                    var row = new Rows.Refund(
                            id,
                            line.tid(),
                            line.oid(),
                            Kind.GOODWILL,
                            Rows.PLANNED,
                            new BigDecimal(line.share()),
                            line.quantity(),
                            "COMPLETED".equals(line.status()) ? "aftersale" : "onsale",
                            "BUYER_RECEIVED",
                            false,
                            chance.of(Words.of("reasons")),
                            opened,
                            opened);
                    trade.refunds(writer.shop(), List.of(row));
                    writer.event(turn(row, opened, EventKind.REFUND_OPEN, "WAIT_SELLER_AGREE"));
                    writer.event(turn(row, opened.plusSeconds(90), EventKind.REFUND_DONE, "SUCCESS"));
                });
    }

    private static Event turn(Rows.Refund refund, Instant at, EventKind kind, String status) {
        return new Event(
                at,
                kind,
                refund.refundId(),
                new Happening.RefundTurn(refund.tid(), refund.oid(), status, false, false));
    }

    /** A person counts again and finds that next to nothing is left of what sells well; new goods come later. */
    private void planLowStock(TradeWriter writer, Chance chance) {
        var at = writer.now();
        var best = List.copyOf(market.bestSellers(writer.shop(), at.minus(Duration.ofDays(7)), 12)
                .entrySet());
        if (!best.isEmpty()) {
            var sku = chance.of(best);
            writer.event(movement(
                    at.plusSeconds(40), EventKind.CORRECTION, sku, chance.between(1, 3) - sku.getValue(), "盘点更正"));
            writer.event(movement(at.plus(RECEIPT_AFTER), EventKind.RECEIPT, sku, chance.between(100, 300), "采购入库"));
        }
    }

    private static Event movement(Instant at, EventKind kind, Map.Entry<String, Long> sku, long pieces, String note) {
        return new Event(at, kind, 0, new Happening.Movement(sku.getKey(), pieces, note));
    }

    private Optional<MarketState.Candidate> pick(
            Chance chance, ShopKey shop, Instant from, Instant to, Set<String> statuses) {
        return Optional.of(market.candidates(shop, from, to, statuses, CANDIDATES))
                .filter(lines -> !lines.isEmpty())
                .map(chance::of);
    }

    private static Event nextRound(Instant at) {
        return new Event(at, EventKind.PIECES, 0, new Happening.Pieces());
    }
}
