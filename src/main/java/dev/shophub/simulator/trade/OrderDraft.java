package dev.shophub.simulator.trade;

import dev.shophub.simulator.trade.Catalogue.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One invented order in the making: what is bought, how it is paid, shipped, sent back and judged. */
final class OrderDraft {

    /** Percent of the reviews that are taken away again. */
    private static final int WITHDRAWN = 3;

    private static final int BUYERS = 6000;
    private static final BigDecimal FREIGHT = new BigDecimal("6.00");

    private final TradeShop shop;
    private final long seed;
    private final Ids ids;
    private final Catalogue catalogue;
    private final Invention invention;
    private final long serial;
    private final long tid;
    private final Instant placedAt;
    private final Tempo tempo;
    private final Chance chance;
    private final List<Event> steps = new ArrayList<>();
    private final List<Rows.Line> lines = new ArrayList<>();
    private final AfterSale afterSale;
    private final List<Event> reviews = new ArrayList<>();
    private BigDecimal goods = BigDecimal.ZERO.setScale(2);
    private BigDecimal discount = BigDecimal.ZERO.setScale(2);
    private Rows.Buyer buyer;
    private Instant at;

    /** @param serial names it within the shop */
    OrderDraft(TradeGenerator generator, long serial, Instant placedAt, Tempo tempo) {
        this.shop = generator.shop();
        this.seed = generator.seed();
        this.ids = generator.ids();
        this.catalogue = generator.catalogue();
        this.invention = new Invention(seed);
        this.serial = serial;
        this.tid = ids.order(serial);
        this.placedAt = placedAt;
        this.at = placedAt;
        this.tempo = tempo;
        this.chance = chance("order");
        this.afterSale = new AfterSale(ids, serial, chance, tempo);
    }

    /**
     * The order with its life.
     *
     * @param withUnknown whether it holds something that the ERP does not know
     * @param notForSale stock ids of what cannot be bought now
     */
    PlannedOrder plan(boolean withUnknown, Set<Long> notForSale) {
        addLines(withUnknown, notForSale);
        var id = shop.key() + "|" + serial;
        // some buyers come often
        var number = (long) (BUYERS * Math.pow(chance.fraction(), 2));
        buyer = invention.buyer(id, invention.buyerKey(shop.key() + "|" + number), "", "");
        var kind = chance.percent(2) ? "cod" : chance.percent(2) ? "step" : "fixed";
        switch (kind) {
            case "cod" -> cashOnDelivery();
            case "step" -> presale();
            default -> fixed();
        }
        if (chance.percent(4)) {
            steps.add(new Event(
                    placedAt.plus(tempo.pay().of(chance)).plus(tempo.refund().of(chance)),
                    EventKind.MEMO,
                    tid,
                    new Happening.Memo(chance.of(Words.of("memos")), chance.between(1, 5))));
        }
        steps.sort(Comparator.comparing(Event::at));
        return new PlannedOrder(
                new Rows.Order(
                        tid,
                        kind,
                        placedAt,
                        buyer,
                        new Rows.Amounts(
                                goods, freight(), discount, goods.add(freight()).subtract(discount)),
                        "[]",
                        Rows.OrderState.planned(placedAt)),
                steps,
                lines,
                afterSale.planned(),
                reviews);
    }

    private void addLines(boolean withUnknown, Set<Long> notForSale) {
        var share = chance.fraction();
        var count = share < 0.68 ? 1 : share < 0.88 ? 2 : share < 0.96 ? 3 : chance.between(4, 8);
        var taken = new HashSet<Long>();
        for (var line = 1; line <= count; line++) {
            var sku = line == 1 && withUnknown ? catalogue.unknown(chance) : forSale(notForSale, taken);
            taken.add(sku.stockId());
            addLine(sku, line, count == 1);
        }
    }

    private Sku forSale(Set<Long> notForSale, Set<Long> taken) {
        var sku = catalogue.known(chance);
        for (var tries = 0;
                tries < 30 && (notForSale.contains(sku.stockId()) || taken.contains(sku.stockId()));
                tries++) {
            sku = catalogue.known(chance);
        }
        return sku;
    }

    private void addLine(Sku sku, int number, boolean only) {
        var quantity = chance.percent(80) ? 1 : chance.percent(80) ? 2 : chance.between(3, 6);
        var full = sku.price().multiply(BigDecimal.valueOf(quantity));
        var off = chance.percent(20)
                ? full.multiply(new BigDecimal("0.10")).setScale(2, RoundingMode.DOWN)
                : BigDecimal.ZERO.setScale(2);
        goods = goods.add(full);
        discount = discount.add(off);
        lines.add(new Rows.Line(
                tid,
                ids.line(serial, number, only),
                number,
                sku.itemId(),
                sku.skuId(),
                sku.code(),
                sku.title(),
                sku.name(),
                quantity,
                sku.price(),
                off,
                full.subtract(off),
                Rows.PLANNED,
                Rows.NO_REFUND,
                Optional.empty()));
    }

    private void fixed() {
        step(Duration.ZERO, EventKind.PLACE, new Happening.Place("UNPAID", ""));
        if (chance.percent(5)) {
            step(tempo.giveUp().of(chance), EventKind.CLOSE, new Happening.Close("CLOSED_UNPAID", true));
            return;
        }
        if (chance.percent(1.5)) {
            step(tempo.pay().of(chance), EventKind.PAY, new Happening.Pay("FORBIDDEN", ""));
            step(tempo.refund().of(chance), EventKind.PAY, new Happening.Pay("PAID", ""));
        } else {
            step(tempo.pay().of(chance), EventKind.PAY, new Happening.Pay("PAID", ""));
        }
        shipAndComplete();
    }

    /** To be shipped as soon as it is placed; the buyer pays at the door. */
    private void cashOnDelivery() {
        step(Duration.ZERO, EventKind.PLACE, new Happening.Place("PAID", ""));
        shipAndComplete();
    }

    /** A deposit first, the balance later. */
    private void presale() {
        step(Duration.ZERO, EventKind.PLACE, new Happening.Place("UNPAID", "NONE_PAID"));
        step(tempo.pay().of(chance), EventKind.PAY, new Happening.Pay("UNPAID", "FRONT_PAID"));
        step(tempo.giveUp().of(chance), EventKind.PAY, new Happening.Pay("PAID", "ALL_PAID"));
        shipAndComplete();
    }

    private void shipAndComplete() {
        var refunded = chance.percent(5);
        if (refunded && chance.percent(35)) {
            refundBeforeShipping();
            return;
        }
        if (lines.size() > 1 && chance.percent(12)) {
            step(
                    tempo.ship().of(chance),
                    EventKind.SHIP,
                    new Happening.Ship(List.of(lines.get(0).oid())));
            step(tempo.refund().of(chance), EventKind.SHIP, new Happening.Ship(List.of()));
        } else {
            step(tempo.ship().of(chance), EventKind.SHIP, new Happening.Ship(List.of()));
        }
        if (refunded) {
            refundAfterShipping();
            return;
        }
        step(tempo.complete().of(chance), EventKind.COMPLETE, new Happening.Complete());
        review();
    }

    /** Money back before anything left; an order of one line ends with it, the others go on without the line. */
    private void refundBeforeShipping() {
        at = afterSale.undelivered(lines.get(chance.between(0, lines.size() - 1)), at);
        if (lines.size() == 1) {
            step(Duration.ZERO, EventKind.CLOSE, new Happening.Close("CLOSED", false));
        } else {
            step(tempo.ship().of(chance), EventKind.SHIP, new Happening.Ship(List.of()));
            step(tempo.complete().of(chance), EventKind.COMPLETE, new Happening.Complete());
        }
    }

    private void refundAfterShipping() {
        var line = lines.get(0);
        var share = chance.fraction();
        if (share < 0.4) {
            var pieces = share < 0.25 ? line.quantity() : chance.between(1, (int) line.quantity());
            at = afterSale.returned(line, pieces, at);
            if (lines.size() == 1 && pieces == line.quantity()) {
                step(Duration.ZERO, EventKind.CLOSE, new Happening.Close("CLOSED", false));
                return;
            }
        } else if (share < 0.5) {
            at = afterSale.refused(line, at);
        } else if (share < 0.6) {
            at = afterSale.withdrawn(line, at);
        }
        step(tempo.complete().of(chance), EventKind.COMPLETE, new Happening.Complete());
        if (share >= 0.93) {
            afterSale.moreThanPaid(line, freight(), at);
        } else if (share >= 0.8) {
            afterSale.exchanged(line, at);
        } else if (share >= 0.72) {
            afterSale.freight(line, freight().max(FREIGHT), at);
        } else if (share >= 0.6) {
            afterSale.goodwill(line, at);
        }
    }

    private BigDecimal freight() {
        return goods.compareTo(new BigDecimal("39")) < 0 ? FREIGHT : BigDecimal.ZERO.setScale(2);
    }

    private void review() {
        if (!chance.percent(18)) {
            return;
        }
        var line = lines.get(chance.between(0, lines.size() - 1));
        var id = shop.key() + "|" + serial;
        var stars = invention.stars(id);
        var written = at.plus(tempo.review().of(chance));
        reviews.add(new Event(
                written,
                EventKind.REVIEW,
                line.oid(),
                new Happening.Judge(
                        tid,
                        line.itemId(),
                        line.title(),
                        buyer.nick(),
                        Invention.result(stars),
                        stars,
                        invention.review(id, stars))));
        if (chance.percent(8)) {
            reviews.add(new Event(
                    written.plus(tempo.review().of(chance)),
                    EventKind.APPEND,
                    line.oid(),
                    new Happening.Append(chance.of(Words.of("follow-ups")))));
        } else if (chance("withdrawn").percent(WITHDRAWN)) {
            reviews.add(new Event(
                    written.plus(tempo.review().of(chance("withdrawn at"))),
                    EventKind.WITHDRAW,
                    line.oid(),
                    new Happening.Withdraw()));
        }
    }

    private void step(Duration after, EventKind kind, Happening what) {
        at = at.plus(after);
        steps.add(new Event(at, kind, tid, what));
    }

    private Chance chance(String matter) {
        return Chance.of(seed, matter, shop.key() + "|" + serial);
    }
}
