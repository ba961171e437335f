package dev.shophub.simulator.trade;

import dev.shophub.model.Refund.Kind;
import dev.shophub.simulator.trade.PlannedOrder.PlannedRefund;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plans the after-sale cases of one invented order: each answers when it ends. */
final class AfterSale {

    private static final String DONE = "SUCCESS";
    private static final String CLOSED = "CLOSED";

    private final Ids ids;
    private final long serial;
    private final Chance chance;
    private final Tempo tempo;
    private final List<PlannedRefund> planned = new ArrayList<>();

    /** @param serial of the order */
    AfterSale(Ids ids, long serial, Chance chance, Tempo tempo) {
        this.ids = ids;
        this.serial = serial;
        this.chance = chance;
        this.tempo = tempo;
    }

    List<PlannedRefund> planned() {
        return planned;
    }

    /** Money back before anything left: the line closes and its pieces return to the shelf. */
    Instant undelivered(Rows.Line line, Instant after) {
        return new Case(line, Kind.UNDELIVERED, line.paidShare(), line.quantity(), "onsale", after).end(true, DONE);
    }

    /** So many pieces come back for their share of what was paid; all of them close the line. */
    Instant returned(Rows.Line line, long pieces, Instant after) {
        var amount = line.paidShare()
                .multiply(BigDecimal.valueOf(pieces))
                .divide(BigDecimal.valueOf(line.quantity()), 2, RoundingMode.HALF_UP);
        return new Case(line, Kind.RETURN, amount, pieces, "onsale", after)
                .end(pieces == line.quantity(), "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS", DONE);
    }

    Instant refused(Rows.Line line, Instant after) {
        return new Case(line, Kind.GOODWILL, line.paidShare(), line.quantity(), "onsale", after)
                .end(false, "SELLER_REFUSE_BUYER", CLOSED);
    }

    Instant withdrawn(Rows.Line line, Instant after) {
        return new Case(line, Kind.GOODWILL, line.paidShare(), line.quantity(), "onsale", after).end(false, CLOSED);
    }

    /** Part of the price back, the goods stay. */
    Instant goodwill(Rows.Line line, Instant after) {
        return new Case(line, Kind.GOODWILL, percent(line, chance.between(10, 30)), line.quantity(), "aftersale", after)
                .end(false, DONE);
    }

    Instant freight(Rows.Line line, BigDecimal freight, Instant after) {
        return new Case(line, Kind.SHIPPING, freight, line.quantity(), "aftersale", after).end(false, DONE);
    }

    Instant exchanged(Rows.Line line, Instant after) {
        return new Case(line, Kind.EXCHANGE, BigDecimal.ZERO.setScale(2), line.quantity(), "aftersale", after)
                .end(
                        false,
                        "WAIT_BUYER_RETURN_GOODS",
                        "WAIT_SELLER_CONSIGN_GOOGDS",
                        "EXCHANGE_WAIT_BUYER_CONFIRM_GOODS",
                        DONE);
    }

    /** The whole price back and then some more: of an order of one line more than was paid. */
    Instant moreThanPaid(Rows.Line line, BigDecimal freight, Instant after) {
        var whole =
                new Case(line, Kind.GOODWILL, line.paidShare(), line.quantity(), "aftersale", after).end(false, DONE);
        return new Case(
                        line,
                        Kind.GOODWILL,
                        percent(line, 10).add(freight).max(new BigDecimal("0.01")),
                        line.quantity(),
                        "aftersale",
                        whole)
                .end(false, DONE);
    }

    private static BigDecimal percent(Rows.Line line, int percent) {
        return line.paidShare()
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    /** One case in the making. */
    private final class Case {

        private final Rows.Line line;
        private final Rows.Refund row;
        private final List<Event> turns = new ArrayList<>();
        private Instant at;

        private Case(Rows.Line line, Kind kind, BigDecimal amount, long quantity, String phase, Instant after) {
            this.line = line;
            this.at = after.plus(tempo.refund().of(chance));
            var id = planned.isEmpty() ? ids.refund(serial) : ids.furtherRefund(serial);
            this.row = new Rows.Refund(
                    id,
                    line.tid(),
                    line.oid(),
                    kind,
                    Rows.PLANNED,
                    amount,
                    quantity,
                    phase,
                    goods(kind),
                    kind == Kind.RETURN || kind == Kind.EXCHANGE,
                    kind == Kind.SHIPPING ? "退运费" : chance.of(Words.of("reasons")),
                    at,
                    at);
            turn(EventKind.REFUND_OPEN, "WAIT_SELLER_AGREE", false);
        }

        /** The last status ends it. */
        private Instant end(boolean closesLine, String... statuses) {
            for (var status : statuses) {
                at = at.plus(tempo.refund().of(chance));
                switch (status) {
                    case DONE -> turn(EventKind.REFUND_DONE, status, closesLine);
                    case CLOSED -> turn(EventKind.REFUND_CLOSE, status, false);
                    default -> turn(EventKind.REFUND_STEP, status, false);
                }
            }
            planned.add(new PlannedRefund(row, turns));
            return at;
        }

        private void turn(EventKind kind, String status, boolean closesLine) {
            turns.add(new Event(
                    at,
                    kind,
                    row.refundId(),
                    new Happening.RefundTurn(
                            line.tid(), line.oid(), status, closesLine, closesLine && row.kind() == Kind.UNDELIVERED)));
        }

        private static String goods(Kind kind) {
            return switch (kind) {
                case UNDELIVERED -> "BUYER_NOT_RECEIVED";
                case RETURN, EXCHANGE -> "BUYER_RETURNED_GOODS";
                case GOODWILL, SHIPPING, UNKNOWN -> "BUYER_RECEIVED";
            };
        }
    }
}
